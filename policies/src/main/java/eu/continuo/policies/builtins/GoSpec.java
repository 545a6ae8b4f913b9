package eu.continuo.policies.builtins;

import java.math.BigInteger;
import java.util.Locale;

/** Flags, width and precision of one directive, and what they do to a text. */
final class GoSpec {
  /** Go takes no greater width or precision. */
  static final int MOST = 1_000_000;

  boolean plus;
  boolean minus;
  boolean sharp;
  boolean space;
  boolean zero;
  int width = -1;
  int precision = -1;

  /** Notes a flag; false where the character is none. */
  boolean flag(char c) {
    switch (c) {
      case '#' -> sharp = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '-' -> minus = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  String truncated(String text) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }

  String padString(String text) {
    var missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (minus) {
      return text + " ".repeat(missing);
    }
    return (zero ? "0" : " ").repeat(missing) + text;
  }

  /** A number with its sign; zeros go between the two. */
  String padNumber(String number) {
    var negative = number.startsWith("-");
    var digits = negative ? number.substring(1) : number;
    var sign = negative ? "-" : plus ? "+" : space ? " " : "";
    if (zero && !minus && width > sign.length() + digits.length()) {
      return sign + "0".repeat(width - sign.length() - digits.length()) + digits;
    }
    return spaced(sign + digits);
  }

  String padInteger(BigInteger value, int base, int verb) {
    var digits = value.abs().toString(base);
    if (precision == 0 && value.signum() == 0) {
      return " ".repeat(Math.max(width, 0));
    }
    var negative = value.signum() < 0;
    var sign = negative ? "-" : plus ? "+" : space ? " " : "";
    var least = precision;
    if (precision < 0 && zero && !minus && width >= 0) {
      least = width - sign.length();
    }
    if (digits.length() < least) {
      digits = "0".repeat(least - digits.length()) + digits;
    }
    if (verb == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    return spaced(sign + prefix(digits, verb) + digits);
  }

  private String prefix(String digits, int verb) {
    if (verb == 'O') {
      return "0o";
    }
    if (!sharp) {
      return "";
    }
    return switch (verb) {
      case 'b' -> "0b";
      case 'o' -> digits.startsWith("0") ? "" : "0";
      case 'x' -> "0x";
      case 'X' -> "0X";
      default -> "";
    };
  }

  private String spaced(String text) {
    var missing = Math.max(width - text.length(), 0);
    return minus ? text + " ".repeat(missing) : " ".repeat(missing) + text;
  }
}
