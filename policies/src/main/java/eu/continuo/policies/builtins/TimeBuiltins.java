package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * Time, in nanoseconds since 1970. The only clock is the time of the decision, so that a decision
 * replays.
 */
final class TimeBuiltins {
  private static final BigInteger NS_PER_S = BigInteger.valueOf(1_000_000_000);

  private TimeBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.ofEntries(
        Map.entry("time.now_ns", operands -> RegoNumber.of(nanoseconds(operands.now()))),
        Map.entry("time.parse_ns", TimeBuiltins::parse),
        Map.entry("time.parse_rfc3339_ns", TimeBuiltins::parseRfc3339),
        Map.entry(
            "time.parse_duration_ns",
            operands -> RegoNumber.of(GoDuration.parse(operands.string(0)))),
        Map.entry("time.format", TimeBuiltins::format),
        Map.entry("time.date", TimeBuiltins::date),
        Map.entry("time.clock", TimeBuiltins::clock),
        Map.entry("time.weekday", TimeBuiltins::weekday),
        Map.entry("time.add_date", TimeBuiltins::addDate),
        Map.entry("time.diff", TimeBuiltins::diff));
  }

  static BigInteger nanoseconds(Instant time) {
    return BigInteger.valueOf(time.getEpochSecond())
        .multiply(NS_PER_S)
        .add(BigInteger.valueOf(time.getNano()));
  }

  private static RegoValue inRange(Instant time) throws UndefinedException {
    var ns = nanoseconds(time);
    if (ns.bitLength() > 63) {
      throw new UndefinedException("time outside of valid range");
    }
    return RegoNumber.of(ns);
  }

  private static RegoValue parse(Operands operands) throws UndefinedException {
    var layout = GoLayout.of(operands.string(0));
    return inRange(GoTimeParser.parse(layout, operands.string(1)).toInstant());
  }

  private static RegoValue parseRfc3339(Operands operands) throws UndefinedException {
    return inRange(GoTimeParser.parse(GoLayout.of("RFC3339"), operands.string(0)).toInstant());
  }

  /** A time in a zone, and the layout that came with it. */
  private record Zoned(ZonedDateTime time, String layout) {}

  private static Zoned zoned(RegoValue operand) throws UndefinedException {
    if (!(operand instanceof RegoArray(var items))) {
      return new Zoned(instant(operand).atZone(ZoneOffset.UTC), "");
    }
    if (items.isEmpty()) {
      throw new UndefinedException("either number (ns) or [number (ns), string (tz)]");
    }
    var zone = items.size() > 1 ? zone(Operands.string(items.get(1))) : ZoneOffset.UTC;
    var layout = items.size() > 2 ? Operands.string(items.get(2)) : "";
    return new Zoned(instant(items.getFirst()).atZone(zone), layout);
  }

  private static Instant instant(RegoValue operand) throws UndefinedException {
    var ns = Operands.number(operand).whole();
    if (ns.isEmpty() || ns.get().bitLength() > 63) {
      throw new UndefinedException("timestamp too big");
    }
    var parts = ns.get().divideAndRemainder(NS_PER_S);
    return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
  }

  private static ZoneId zone(String name) throws UndefinedException {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      throw new UnsuppliedException("the time zone of a machine, which a replay would not know");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new UndefinedException("unknown time zone " + name);
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UndefinedException("unknown time zone " + name);
    }
  }

  private static RegoValue format(Operands operands) throws UndefinedException {
    var zoned = zoned(operands.value(0));
    var layout = zoned.layout().isEmpty() ? "RFC3339Nano" : zoned.layout();
    return RegoValue.of(GoLayout.of(layout).format(zoned.time()));
  }

  private static RegoValue date(Operands operands) throws UndefinedException {
    var time = zoned(operands.value(0)).time();
    return RegoArray.of(
        RegoValue.of(time.getYear()),
        RegoValue.of(time.getMonthValue()),
        RegoValue.of(time.getDayOfMonth()));
  }

  private static RegoValue clock(Operands operands) throws UndefinedException {
    var time = zoned(operands.value(0)).time();
    return RegoArray.of(
        RegoValue.of(time.getHour()),
        RegoValue.of(time.getMinute()),
        RegoValue.of(time.getSecond()));
  }

  private static RegoValue weekday(Operands operands) throws UndefinedException {
    var day = zoned(operands.value(0)).time().getDayOfWeek();
    return RegoValue.of(GoTimeParser.DAYS.get(day.getValue() - 1));
  }

  /** Years, months and days are added to the calendar's fields, which then overflow. */
  private static RegoValue addDate(Operands operands) throws UndefinedException {
    var time = zoned(operands.value(0)).time();
    try {
      var local =
          time.toLocalDate()
              .withDayOfMonth(1)
              .plusYears(operands.integer(1))
              .plusMonths(operands.integer(2))
              .plusDays(Math.addExact(operands.integer(3), time.getDayOfMonth() - 1L))
              .atTime(time.toLocalTime());
      return inRange(instant(local, time.getZone()));
    } catch (DateTimeException | ArithmeticException _) {
      throw new UndefinedException("time outside of valid range");
    }
  }

  /** As Go guesses where a local time is there twice or not at all. */
  private static Instant instant(LocalDateTime local, ZoneId zone) {
    var rules = zone.getRules();
    var asIfUtc = local.toInstant(ZoneOffset.UTC);
    var offset = rules.getOffset(asIfUtc);
    var utc = asIfUtc.minusSeconds(offset.getTotalSeconds());
    var start = rules.previousTransition(asIfUtc.plusNanos(1));
    var end = rules.nextTransition(asIfUtc);
    var outside =
        (start != null && utc.isBefore(start.getInstant()))
            || (end != null && !utc.isBefore(end.getInstant()));
    return outside ? asIfUtc.minusSeconds(rules.getOffset(utc).getTotalSeconds()) : utc;
  }

  private static RegoValue diff(Operands operands) throws UndefinedException {
    var one = zoned(operands.value(0)).time();
    var other = zoned(operands.value(1)).time().withZoneSameInstant(one.getZone());
    var from = (one.isAfter(other) ? other : one).toLocalDateTime();
    var to = (one.isAfter(other) ? one : other).toLocalDateTime();
    var fields =
        new long[] {
          to.getYear() - from.getYear(),
          to.getMonthValue() - from.getMonthValue(),
          to.getDayOfMonth() - from.getDayOfMonth(),
          to.getHour() - from.getHour(),
          to.getMinute() - from.getMinute(),
          to.getSecond() - from.getSecond()
        };
    var lengths = new long[] {0, 12, from.toLocalDate().lengthOfMonth(), 24, 60, 60};
    for (var i = fields.length - 1; i > 0; i--) {
      if (fields[i] < 0) {
        fields[i] += lengths[i];
        fields[i - 1]--;
      }
    }
    return RegoArray.of(
        RegoValue.of(fields[0]),
        RegoValue.of(fields[1]),
        RegoValue.of(fields[2]),
        RegoValue.of(fields[3]),
        RegoValue.of(fields[4]),
        RegoValue.of(fields[5]));
  }
}
