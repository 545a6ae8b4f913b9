package eu.continuo.policies.builtins;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Go's {@code strconv.FormatFloat} for 64 bits.
 *
 * @see <a href="https://pkg.go.dev/strconv#FormatFloat">FormatFloat</a>
 */
final class GoFloat {
  /** From this exponent on, the fewest digits are written with an exponent. */
  private static final int SHORTEST_LIMIT = 6;

  private GoFloat() {}

  /**
   * A finite double as text.
   *
   * @param verb one of e, E, f, g, G
   * @param precision digits after the point, or for g all digits; -1 for the fewest that give the
   *     same double
   * @param sharp whether g keeps the point and the zeros at the end
   */
  static String format(double value, char verb, int precision, boolean sharp) {
    var sign = value < 0 || 1 / value < 0 ? "-" : "";
    var magnitude = Math.abs(value);
    return sign
        + switch (verb) {
          case 'f' -> pointed(fixed(magnitude, precision), sharp);
          case 'e', 'E' -> pointed(exponential(magnitude, precision, verb), sharp);
          default -> shorter(magnitude, precision, verb == 'G' ? 'E' : 'e', sharp);
        };
  }

  private static String pointed(String number, boolean sharp) {
    return sharp ? padded(number, 0) : number;
  }

  private static BigDecimal shortest(double magnitude) {
    return magnitude == 0
        ? BigDecimal.ZERO
        : new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
  }

  private static String fixed(double magnitude, int precision) {
    if (precision >= 0) {
      return new BigDecimal(magnitude).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }
    return shortest(magnitude).toPlainString();
  }

  private static String exponential(double magnitude, int precision, char e) {
    var digits = precision < 0 ? shortest(magnitude) : rounded(magnitude, precision + 1);
    var unscaled = digits.unscaledValue().toString();
    var exponent = magnitude == 0 ? 0 : unscaled.length() - 1 - digits.scale();
    var fraction = unscaled.substring(1);
    if (precision > fraction.length()) {
      fraction += "0".repeat(precision - fraction.length());
    }
    return unscaled.charAt(0) + (fraction.isEmpty() ? "" : "." + fraction) + exponent(exponent, e);
  }

  private static String exponent(int exponent, char e) {
    var digits = Integer.toString(Math.abs(exponent));
    return e + (exponent < 0 ? "-" : "+") + (digits.length() < 2 ? "0" : "") + digits;
  }

  private static BigDecimal rounded(double magnitude, int digits) {
    return magnitude == 0
        ? BigDecimal.ZERO
        : new BigDecimal(magnitude).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static String shorter(double magnitude, int precision, char e, boolean sharp) {
    var wanted = precision == 0 ? 1 : precision;
    var digits = wanted < 0 ? shortest(magnitude) : rounded(magnitude, wanted).stripTrailingZeros();
    var count = digits.precision();
    var exponent = magnitude == 0 ? 0 : count - 1 - digits.scale();
    var limit = wanted;
    if (wanted < 0) {
      limit = SHORTEST_LIMIT;
    } else if (wanted > count && count >= exponent + 1) {
      limit = count;
    }
    if (exponent < -4 || exponent >= limit) {
      var text = exponential(digits.doubleValue(), count - 1, e);
      return sharp ? padded(text, wanted < 0 ? 6 : wanted) : text;
    }
    var text = digits.toPlainString();
    return sharp ? padded(text, wanted < 0 ? 6 : wanted) : text;
  }

  /** Zeros up to so many digits, and a point in any case. */
  private static String padded(String number, int wanted) {
    var e = Math.max(number.indexOf('e'), number.indexOf('E'));
    var mantissa = e < 0 ? number : number.substring(0, e);
    var tail = e < 0 ? "" : number.substring(e);
    var point = mantissa.contains(".") ? mantissa : mantissa + ".";
    var significant = point.replace(".", "").replaceFirst("^0+(?=.)", "").length();
    return point + "0".repeat(Math.max(wanted - significant, 0)) + tail;
  }
}
