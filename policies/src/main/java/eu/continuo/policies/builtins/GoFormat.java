package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoString;
import eu.continuo.policies.rego.Utf8;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf} for the operands that OPA hands to it: whole numbers, floats, and
 * strings, as which all other values are printed.
 *
 * @see <a href="https://pkg.go.dev/fmt">package fmt</a>
 */
final class GoFormat {
  private static final BigInteger LEAST_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST_INT64 = BigInteger.valueOf(Long.MAX_VALUE);

  private final String format;
  private final List<RegoValue> arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next;
  private boolean reordered;
  private boolean goodIndex = true;
  private boolean afterIndex;

  private GoFormat(String format, List<RegoValue> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  static String sprintf(String format, List<RegoValue> arguments) {
    return new GoFormat(format, arguments).print();
  }

  private String print() {
    while (at < format.length()) {
      var percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format, at, format.length());
        break;
      }
      out.append(format, at, percent);
      at = percent + 1;
      directive();
    }
    if (!reordered && next < arguments.size()) {
      extra();
    }
    return out.toString();
  }

  private void extra() {
    out.append("%!(EXTRA ");
    for (var i = next; i < arguments.size(); i++) {
      out.append(i > next ? ", " : "").append(described(arguments.get(i), new GoSpec()));
    }
    out.append(')');
  }

  private void directive() {
    var spec = new GoSpec();
    afterIndex = false;
    goodIndex = true;
    while (at < format.length() && spec.flag(format.charAt(at))) {
      at++;
    }
    argumentNumber();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      width(spec);
    } else {
      var width = number();
      spec.width = width;
      if (afterIndex && width >= 0) {
        goodIndex = false;
      }
    }
    precision(spec);
    if (!afterIndex) {
      argumentNumber();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    verb(spec);
  }

  private void width(GoSpec spec) {
    var star = star();
    if (star == null) {
      out.append("%!(BADWIDTH)");
    } else if (star < 0) {
      spec.width = -star;
      spec.minus = true;
      spec.zero = false;
    } else {
      spec.width = star;
    }
    afterIndex = false;
  }

  private void precision(GoSpec spec) {
    // A point at the very end is a verb, and a wrong one.
    if (at + 1 >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    argumentNumber();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      var star = star();
      if (star == null) {
        out.append("%!(BADPREC)");
      } else {
        if (star < 0) {
          out.append("%!(BADPREC)");
        }
        spec.precision = star < 0 ? -1 : star;
      }
      afterIndex = false;
    } else {
      spec.precision = Math.max(number(), 0);
    }
  }

  private void verb(GoSpec spec) {
    var verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= arguments.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      var argument = arguments.get(next++);
      // With v a plus asks for names of fields, of which there are none; a big.Int gives its sign.
      spec.plus &= verb != 'v' || isBigInt(argument);
      out.append(formatted(argument, verb, spec));
    }
  }

  /** A width or precision from the operands; null where the operand is no small whole number. */
  private @Nullable Integer star() {
    if (next >= arguments.size()) {
      return null;
    }
    var argument = arguments.get(next++);
    if (argument instanceof RegoNumber number
        && !number.isWrittenAsFloat()
        && number.decimal().abs().intValue() <= GoSpec.MOST
        && number.decimal().precision() < 9) {
      return number.decimal().intValue();
    }
    return null;
  }

  /** Digits from here; -1 where there are none. */
  private int number() {
    var from = at;
    var value = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      value = value * 10 + (format.charAt(at) - '0');
      at++;
      if (value > GoSpec.MOST) {
        return -1;
      }
    }
    return at > from ? value : -1;
  }

  /** An explicit number of an operand, such as {@code [2]}. */
  private void argumentNumber() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    var close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    var from = at + 1;
    at = from;
    var index = number();
    var good = index >= 1 && at == close && index <= arguments.size();
    at = close + 1;
    if (good) {
      next = index - 1;
      afterIndex = true;
    } else {
      goodIndex = false;
      afterIndex = index >= 0;
    }
  }

  private static String formatted(RegoValue argument, int verb, GoSpec spec) {
    if (verb == 'T') {
      return spec.padString(spec.truncated(type(argument)));
    }
    if (verb == 'p') {
      return bad(verb, argument, spec);
    }
    return switch (argument) {
      case RegoNumber number when number.isWrittenAsFloat() -> floating(number, verb, spec);
      case RegoNumber number -> whole(number, verb, spec);
      default -> string(argument, verb, spec);
    };
  }

  private static String type(RegoValue argument) {
    if (!(argument instanceof RegoNumber number)) {
      return "string";
    }
    if (number.isWrittenAsFloat()) {
      return "float64";
    }
    return isBig(number) ? "*big.Int" : "int64";
  }

  private static boolean isBigInt(RegoValue argument) {
    return argument instanceof RegoNumber number && !number.isWrittenAsFloat() && isBig(number);
  }

  private static boolean isBig(RegoNumber number) {
    var value = number.decimal().toBigInteger();
    return value.compareTo(LEAST_INT64) < 0 || value.compareTo(MOST_INT64) > 0;
  }

  private static String described(RegoValue argument, GoSpec spec) {
    var plain = argument instanceof RegoNumber number ? number.isWrittenAsFloat() ? 'g' : 'd' : 's';
    return type(argument) + "=" + formatted(argument, plain, spec);
  }

  /** What Go prints for a verb that does not go with the operand. */
  private static String bad(int verb, RegoValue argument, GoSpec spec) {
    // A big.Int prints itself: without flags, and without saying that it is a pointer.
    var described =
        isBigInt(argument)
            ? described(argument, new GoSpec()).substring(1)
            : described(argument, spec);
    return "%!" + Character.toString(verb) + "(" + described + ")";
  }

  private static String floating(RegoNumber number, int verb, GoSpec spec) {
    var value = Double.parseDouble(number.literal());
    if (Double.isInfinite(value)) {
      return string(RegoValue.of(number.literal()), verb, spec);
    }
    return switch (verb) {
      case 'v' -> spec.padNumber(GoFloat.format(value, 'g', spec.precision, false));
      case 'e', 'E', 'g', 'G', 'f', 'F' -> {
        var defaultPrecision = verb == 'g' || verb == 'G' ? -1 : 6;
        var precision = spec.precision < 0 ? defaultPrecision : spec.precision;
        yield spec.padNumber(
            GoFloat.format(value, verb == 'F' ? 'f' : (char) verb, precision, spec.sharp));
      }
      case 'b', 'x', 'X' ->
          throw new UnsuppliedException("sprintf cannot print a float by %" + (char) verb);
      default -> bad(verb, number, spec);
    };
  }

  private static String whole(RegoNumber number, int verb, GoSpec spec) {
    var value = new BigInteger(number.literal());
    return switch (verb) {
      case 'v', 'd' -> spec.padInteger(value, 10, verb);
      case 'b' -> spec.padInteger(value, 2, verb);
      case 'o', 'O' -> spec.padInteger(value, 8, verb);
      case 'x', 'X' -> spec.padInteger(value, 16, verb);
      case 'c', 'q', 'U' ->
          isBig(number) ? bad(verb, number, spec) : rune(value.longValue(), verb, spec);
      case 's' -> isBig(number) ? spec.padInteger(value, 10, 'd') : bad(verb, number, spec);
      default -> bad(verb, number, spec);
    };
  }

  private static String rune(long value, int verb, GoSpec spec) {
    var valid = value >= 0 && value <= Character.MAX_CODE_POINT && !isSurrogate(value);
    var point = valid ? (int) value : 0xfffd;
    return switch (verb) {
      case 'c' -> spec.padString(Character.toString(point));
      case 'q' ->
          spec.padString("'" + GoQuote.escaped(Character.toString(point), '\'', spec.plus) + "'");
      default -> {
        var digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
        var text =
            "U+" + "0".repeat(Math.max(Math.max(4, spec.precision) - digits.length(), 0)) + digits;
        var shown = spec.sharp && valid && GoQuote.isPrint(point);
        yield spec.padString(shown ? text + " '" + Character.toString(point) + "'" : text);
      }
    };
  }

  private static boolean isSurrogate(long value) {
    return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
  }

  private static String string(RegoValue argument, int verb, GoSpec spec) {
    var text = argument instanceof RegoString(var plain) ? plain : argument.toString();
    return switch (verb) {
      case 'v', 's' ->
          spec.padString(
              verb == 'v' && spec.sharp
                  ? GoQuote.quoted(spec.truncated(text), false)
                  : spec.truncated(text));
      case 'q' -> quoted(spec.truncated(text), spec);
      case 'x', 'X' -> hex(text, verb, spec);
      default -> bad(verb, RegoValue.of(text), spec);
    };
  }

  private static String quoted(String text, GoSpec spec) {
    if (spec.sharp
        && text.chars().noneMatch(c -> c == '`' || (c < ' ' && c != '\t') || c == 0x7f)) {
      return spec.padString("`" + text + "`");
    }
    return spec.padString(GoQuote.quoted(text, spec.plus));
  }

  private static String hex(String text, int verb, GoSpec spec) {
    var bytes = Utf8.encode(text);
    var length = spec.precision >= 0 ? Math.min(spec.precision, bytes.length) : bytes.length;
    var prefix = spec.sharp ? "0x" : "";
    var separator = spec.space ? " " + prefix : "";
    var hex = HexFormat.ofDelimiter(separator).formatHex(bytes, 0, length);
    var all = length == 0 ? "" : prefix + hex;
    return spec.padString(verb == 'X' ? all.toUpperCase(Locale.ROOT) : all);
  }
}
