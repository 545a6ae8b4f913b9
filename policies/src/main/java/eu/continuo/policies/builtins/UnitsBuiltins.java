package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Amounts with units, such as {@code 10Ki} and {@code 200m}. */
final class UnitsBuiltins {
  private static final int FLOAT_BITS = 64;

  /** Beyond this a number has more digits than any quantity of this world. */
  private static final int MOST_EXPONENT = 10_000;

  private static final Pattern AMOUNT =
      Pattern.compile("([0-9.+-]|[eE][+-]?(?=[0-9])[0-9]*|[eE][+-])*");
  private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{7}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final String PREFIXES = "kmgtpe";

  /** The double 0.001, which is a little more than a thousandth. */
  private static final BigDecimal MILLI =
      new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

  private UnitsBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of("units.parse", UnitsBuiltins::parse, "units.parse_bytes", UnitsBuiltins::bytes);
  }

  private record Quantity(String amount, String unit) {}

  private static Quantity quantity(String text) throws UndefinedException {
    if (text.contains(" ")) {
      throw new UndefinedException("spaces not allowed in resource strings");
    }
    var matcher = AMOUNT.matcher(text);
    var end = matcher.lookingAt() ? matcher.end() : 0;
    if (LONG_EXPONENT.matcher(text.substring(0, end)).find()) {
      throw new UndefinedException("exponent too large");
    }
    if (end == 0) {
      throw new UndefinedException("no amount provided");
    }
    return new Quantity(text.substring(0, end), text.substring(end));
  }

  private static BigDecimal number(String amount) throws UndefinedException {
    if (!NUMBER.matcher(amount).matches()) {
      throw new UndefinedException("could not parse amount to a number");
    }
    var number = new BigDecimal(amount);
    if (Math.abs((long) number.scale()) > MOST_EXPONENT) {
      throw new UnsuppliedException(
          "an amount with an exponent beyond %d".formatted(MOST_EXPONENT));
    }
    return number;
  }

  private static RegoValue parse(Operands operands) throws UndefinedException {
    var quantity = quantity(operands.string(0).replace("\"", ""));
    var unit = quantity.unit();
    var scale = unit.equals("m") ? MILLI : scale(normal(unit));
    var value = number(quantity.amount()).multiply(scale);
    var whole = value.stripTrailingZeros();
    if (whole.scale() <= 0) {
      return RegoNumber.of(whole.toBigInteger());
    }
    var sign = value.signum() < 0 ? "-" : "";
    return new RegoNumber(sign + value.abs().setScale(10, RoundingMode.HALF_UP).toPlainString());
  }

  /** A lower m is a thousandth; otherwise the case of a unit does not count. */
  private static String normal(String unit) throws UndefinedException {
    var lower = unit.toLowerCase(Locale.ROOT);
    if (lower.contains("b")) {
      throw new UndefinedException("unit " + unit + " not recognized");
    }
    return lower;
  }

  private static RegoValue bytes(Operands operands) throws UndefinedException {
    var quantity = quantity(operands.string(0).toLowerCase(Locale.ROOT).replace("\"", ""));
    var unit = quantity.unit();
    var prefix =
        unit.endsWith("b") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
    var amount = rounded(number(quantity.amount()));
    return RegoNumber.of(rounded(amount.multiply(scale(prefix))).toBigInteger());
  }

  private static BigDecimal scale(String unit) throws UndefinedException {
    if (unit.isEmpty()) {
      return BigDecimal.ONE;
    }
    var power = PREFIXES.indexOf(unit.charAt(0)) + 1;
    var binary = unit.length() == 2 && unit.charAt(1) == 'i';
    if (power == 0 || (unit.length() > 1 && !binary)) {
      throw new UndefinedException("unit " + unit + " not recognized");
    }
    return binary
        ? new BigDecimal(BigInteger.ONE.shiftLeft(10 * power))
        : BigDecimal.TEN.pow(3 * power);
  }

  /** The nearest number whose mantissa has 64 bits, which is what Go's big.Float computes with. */
  private static BigDecimal rounded(BigDecimal exact) {
    if (exact.signum() == 0) {
      return exact;
    }
    var numerator = exact.unscaledValue().abs();
    var denominator = BigInteger.ONE;
    if (exact.scale() > 0) {
      denominator = BigInteger.TEN.pow(exact.scale());
    } else {
      numerator = numerator.multiply(BigInteger.TEN.pow(-exact.scale()));
    }
    var shift = FLOAT_BITS + 2 - (numerator.bitLength() - denominator.bitLength());
    var quotient =
        (shift >= 0 ? numerator.shiftLeft(shift) : numerator)
            .divideAndRemainder(shift >= 0 ? denominator : denominator.shiftLeft(-shift));
    var extra = quotient[0].bitLength() - FLOAT_BITS;
    var mantissa = quotient[0].shiftRight(extra);
    var rest = quotient[0].subtract(mantissa.shiftLeft(extra));
    var half = BigInteger.ONE.shiftLeft(extra - 1);
    var order = rest.compareTo(half);
    var exactHalf = order == 0 && quotient[1].signum() == 0;
    if (order > 0 || (order == 0 && (!exactHalf || mantissa.testBit(0)))) {
      mantissa = mantissa.add(BigInteger.ONE);
    }
    var exponent = extra - shift;
    var value =
        exponent >= 0
            ? new BigDecimal(mantissa.shiftLeft(exponent))
            : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
    return exact.signum() < 0 ? value.negate() : value;
  }
}
