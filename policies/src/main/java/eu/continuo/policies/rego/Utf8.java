package eu.continuo.policies.rego;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as Go has it: bytes that are mostly UTF-8. A byte that is not is kept as the lone surrogate
 * U+DC00 plus the byte, so that what is decoded is encoded as the same bytes.
 */
public final class Utf8 {
  private static final char ESCAPE = '\uDC00';

  private Utf8() {}

  /** Characters of bytes. */
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException _) {
      return decodeWithEscapes(bytes);
    }
  }

  private static String decodeWithEscapes(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      // One byte at a time, as Go walks over broken text.
      out.put((char) (ESCAPE + (in.get() & 0xff)));
      decoder.reset();
    }
  }

  /** Bytes of characters. */
  public static byte[] encode(String text) {
    if (text.chars().noneMatch(c -> isEscape((char) c))) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = ByteBuffer.allocate(text.length() * 4);
    text.codePoints()
        .forEach(
            point -> {
              if (point <= 0xffff && isEscape((char) point)) {
                bytes.put((byte) (point - ESCAPE));
              } else {
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Whether the text has no byte that is not UTF-8. */
  public static boolean isValid(String text) {
    return text.codePoints()
        .noneMatch(point -> point <= 0xffff && Character.isSurrogate((char) point));
  }

  /** The text with U+FFFD for each half of a pair that is alone, as Go's JSON has it. */
  public static String wellFormed(String text) {
    if (isValid(text)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                out.appendCodePoint(
                    point <= 0xffff && Character.isSurrogate((char) point) ? 0xfffd : point));
    return out.toString();
  }

  /** The order of the bytes, which is Go's order of strings. */
  static int compare(String one, String other) {
    var ascii = true;
    var shorter = Math.min(one.length(), other.length());
    for (var i = 0; i < shorter && ascii; i++) {
      var a = one.charAt(i);
      var b = other.charAt(i);
      ascii = a < 0x80 && b < 0x80;
      if (ascii && a != b) {
        return a - b;
      }
    }
    return ascii
        ? one.length() - other.length()
        : Arrays.compareUnsigned(encode(one), encode(other));
  }

  private static boolean isEscape(char c) {
    return Character.isLowSurrogate(c) && c < ESCAPE + 0x100;
  }
}
