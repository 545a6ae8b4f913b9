package eu.continuo.policies.builtins;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network as Go's {@code net.IPNet} has it.
 *
 * @param address as it is written; the network's bits are not masked
 * @param prefixBits of 32 where the address is written as IPv4, else of 128
 */
record IpNetwork(IpAddress address, int prefixBits) {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,6}");

  static Optional<IpNetwork> parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    var bits = Integer.parseInt(text.substring(slash + 1));
    return IpAddress.parse(text.substring(0, slash))
        .filter(ip -> bits <= (ip.isWrittenAsV4() ? 32 : 128))
        .map(ip -> new IpNetwork(ip, bits));
  }

  /** How many bits of 128 are free. */
  private int hostBits() {
    return (address.isWrittenAsV4() ? 32 : 128) - prefixBits;
  }

  private BigInteger hostMask() {
    return BigInteger.ONE.shiftLeft(hostBits()).subtract(BigInteger.ONE);
  }

  BigInteger first() {
    return address.bits().andNot(hostMask());
  }

  BigInteger last() {
    return address.bits().or(hostMask());
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(hostBits());
  }

  IpAddress firstAddress() {
    return new IpAddress(first(), address.isWrittenAsV4());
  }

  /** Whether it neither is an IPv4 network nor lies in the place of one. */
  boolean isPlainV6() {
    return !firstAddress().isV4();
  }

  /**
   * Networks that are written as IPv6 contain no IPv4 address, but for those that lie in its place.
   */
  boolean contains(IpAddress ip) {
    return firstAddress().isV4() == ip.isV4()
        && ip.bits().compareTo(first()) >= 0
        && ip.bits().compareTo(last()) <= 0;
  }

  @Override
  public String toString() {
    return firstAddress()
        + "/"
        + (firstAddress().isV4() && !address.isWrittenAsV4() ? prefixBits - 96 : prefixBits);
  }
}
