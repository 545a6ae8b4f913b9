package eu.continuo.adapters.trust;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Base58 with the Bitcoin alphabet, as multibase {@code z} names it (draft-msporny-base58-03). Its
 * cost grows with the square of the length: callers bound what strangers send.
 */
final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  private Base58() {}

  static String encode(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] quotient = rest.divideAndRemainder(BASE);
      digits.append(ALPHABET.charAt(quotient[1].intValue()));
      rest = quotient[0];
    }
    // A number has no leading zeros, so each leading zero byte is written as a digit of its own.
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      digits.append(ALPHABET.charAt(0));
    }
    return digits.reverse().toString();
  }

  /** The bytes, or nothing where a character is not in the alphabet. */
  static Optional<byte[]> decode(String text) {
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
      zeros += number.signum() == 0 ? 1 : 0;
    }
    int magnitudeBytes = (number.bitLength() + 7) / 8;
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[zeros + magnitudeBytes];
    System.arraycopy(signed, signed.length - magnitudeBytes, bytes, zeros, magnitudeBytes);
    return Optional.of(bytes);
  }
}
