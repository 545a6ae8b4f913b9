package eu.continuo.policies.builtins;

/** Go's {@code strconv.Quote}. */
final class GoQuote {
  private GoQuote() {}

  static String quoted(String text, boolean asciiOnly) {
    return '"' + escaped(text, '"', asciiOnly) + '"';
  }

  static String escaped(String text, char quote, boolean asciiOnly) {
    var out = new StringBuilder();
    text.codePoints().forEach(point -> escape(out, point, quote, asciiOnly));
    return out.toString();
  }

  private static void escape(StringBuilder out, int point, char quote, boolean asciiOnly) {
    if (point == quote || point == '\\') {
      out.append('\\').appendCodePoint(point);
      return;
    }
    // A byte that is not UTF-8, as Utf8 keeps it.
    if (point >= 0xdc00 && point <= 0xdcff) {
      out.append("\\x%02x".formatted(point - 0xdc00));
      return;
    }
    if (isPrint(point) && (!asciiOnly || point < 0x80)) {
      out.appendCodePoint(point);
      return;
    }
    switch (point) {
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (point < ' ' || point == 0x7f) {
          out.append("\\x%02x".formatted(point));
        } else if (point < 0x10000) {
          out.append("\\u%04x".formatted(point));
        } else {
          out.append("\\U%08x".formatted(point));
        }
      }
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
  static boolean isPrint(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
