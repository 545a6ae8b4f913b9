package eu.continuo.policies.builtins;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations such as {@code 1h30m} of Go, and {@code 2d}, {@code 1w}, {@code 1y} of OPA. */
final class GoDuration {
  private static final Map<String, Long> UNITS_NS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Map<String, Integer> UNITS_H = Map.of("d", 24, "w", 168, "y", 8760);
  private static final Pattern EXTENDED = Pattern.compile("[-+]?([0-9.]+(ms|us|µs|ns|[a-z]))+");
  private static final Pattern SEGMENT =
      Pattern.compile("(?:([0-9]+)(?:\\.([0-9]*))?|\\.([0-9]+))([^0-9.]+)");
  private static final Pattern EXTENDED_SEGMENT = Pattern.compile("([0-9.]+)(ms|us|µs|ns|[a-z])");
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  private GoDuration() {}

  /** Nanoseconds. */
  static BigInteger parse(String text) throws UndefinedException {
    var plain =
        text.chars().anyMatch(c -> c == 'd' || c == 'w' || c == 'y') ? rewritten(text) : text;
    var negative = plain.startsWith("-");
    var rest = negative || plain.startsWith("+") ? plain.substring(1) : plain;
    if (rest.equals("0")) {
      return BigInteger.ZERO;
    }
    var total = BigInteger.ZERO;
    var matcher = SEGMENT.matcher(rest);
    var from = 0;
    while (matcher.lookingAt()) {
      total =
          total.add(
              segment(
                  matcher.group(1),
                  matcher.group(2) == null ? matcher.group(3) : matcher.group(2),
                  matcher.group(4)));
      from = matcher.end();
      matcher.region(from, rest.length());
    }
    if (from == 0 || from < rest.length()) {
      throw invalid(text);
    }
    var signed = negative ? total.negate() : total;
    if (signed.compareTo(LIMIT) >= 0 || signed.compareTo(LIMIT.negate()) < 0) {
      throw invalid(text);
    }
    return signed;
  }

  private static UndefinedException invalid(String text) {
    return new UndefinedException("invalid duration " + text);
  }

  private static String rewritten(String text) throws UndefinedException {
    if (!EXTENDED.matcher(text).matches()) {
      throw invalid(text);
    }
    var out = new StringBuilder(text.startsWith("-") ? "-" : "");
    var matcher = EXTENDED_SEGMENT.matcher(text);
    while (matcher.find()) {
      var hours = UNITS_H.get(matcher.group(2));
      if (hours == null) {
        out.append(matcher.group());
        continue;
      }
      try {
        var value = Double.parseDouble(matcher.group(1)) * hours;
        out.append(new BigDecimal(Double.toString(value)).toPlainString()).append('h');
      } catch (NumberFormatException _) {
        throw invalid(text);
      }
    }
    return out.toString();
  }

  private static BigInteger segment(@Nullable String whole, @Nullable String fraction, String unit)
      throws UndefinedException {
    var unitNs = UNITS_NS.get(unit);
    if (unitNs == null) {
      throw invalid(unit);
    }
    var value = new BigInteger(whole == null ? "0" : whole);
    if (value.compareTo(LIMIT) > 0) {
      throw invalid(unit);
    }
    return value
        .multiply(BigInteger.valueOf(unitNs))
        .add(BigInteger.valueOf(fractionNs(fraction == null ? "" : fraction, unitNs)));
  }

  /** By doubles, as Go: 18 digits count. */
  private static long fractionNs(String fraction, long unitNs) {
    var digits = fraction.length() > 18 ? fraction.substring(0, 18) : fraction;
    if (digits.isEmpty()) {
      return 0;
    }
    var scale = Math.pow(10, digits.length());
    return (long) ((double) Long.parseLong(digits) * (unitNs / scale));
  }
}
