package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.TreeMap;

/** Numbers of JSON as Go's {@code math/big} and {@code encoding/json} print them. */
final class GoNumber {
  /** From this exponent on, a number is written with an exponent. */
  private static final int SHORTEST_LIMIT = 6;

  private static final int EXPONENT_MOST = 10_000;

  /** So many decimal digits 64 bits always tell apart. */
  private static final int SURE_DIGITS = 18;

  private GoNumber() {}

  /**
   * The exact value.
   *
   * @throws UnsuppliedException when it has more than some thousand digits
   */
  static BigDecimal exact(RegoNumber number) {
    var e = Math.max(number.literal().indexOf('e'), number.literal().indexOf('E'));
    var tooLong = e >= 0 && number.literal().length() - e > 7;
    var value = tooLong ? BigDecimal.ZERO : number.decimal();
    if (tooLong || Math.abs(value.precision() - (long) value.scale()) > EXPONENT_MOST) {
      throw new UnsuppliedException("a schema or a document with the number " + number);
    }
    return value;
  }

  /** The text of a {@code big.Float} with that value: the fewest digits that are this number. */
  static String bigFloat(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    var digits = value.abs().stripTrailingZeros();
    if (digits.scale() > 0 && digits.precision() > SURE_DIGITS) {
      throw new UnsuppliedException("a schema with a bound of more than 18 digits");
    }
    var sign = value.signum() < 0 ? "-" : "";
    var exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < SHORTEST_LIMIT) {
      return sign + digits.toPlainString();
    }
    var unscaled = digits.unscaledValue().toString();
    return sign
        + unscaled.charAt(0)
        + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "")
        + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /**
   * JSON in which each number is written as the double that is nearest to it, by which Go's JSON
   * Schema compares values.
   *
   * @throws UndefinedException with Go's message when a number is beyond all doubles
   */
  static String jsonOfDoubles(RegoValue value) throws UndefinedException {
    return GoJson.of(ofDoubles(value));
  }

  private static RegoValue ofDoubles(RegoValue value) throws UndefinedException {
    return switch (value) {
      case RegoNumber number -> {
        var nearest = Double.parseDouble(number.literal());
        if (Double.isInfinite(nearest)) {
          throw new UndefinedException(
              "json: cannot unmarshal number %s into Go value of type float64".formatted(number));
        }
        yield new RegoNumber(text(nearest));
      }
      case RegoArray(var items) -> {
        var all = new ArrayList<RegoValue>();
        for (var item : items) {
          all.add(ofDoubles(item));
        }
        yield new RegoArray(all);
      }
      case RegoObject(var entries) -> {
        var all = new TreeMap<RegoValue, RegoValue>();
        for (var entry : entries.entrySet()) {
          all.put(entry.getKey(), ofDoubles(entry.getValue()));
        }
        yield new RegoObject(all);
      }
      default -> value;
    };
  }

  private static String text(double value) {
    var magnitude = Math.abs(value);
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
      return GoFloat.format(value, 'e', -1, false).replaceFirst("e-0(?=[0-9]$)", "e-");
    }
    return GoFloat.format(value, 'f', -1, false);
  }
}
