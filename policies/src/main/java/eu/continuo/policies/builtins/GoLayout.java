package eu.continuo.policies.builtins;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A layout of Go: the reference time, written as times are to be written.
 *
 * @param parts literal text and elements in their order
 * @see <a href="https://pkg.go.dev/time#pkg-constants">package time</a>
 */
record GoLayout(List<Part> parts) {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm"
              + "|-070000|-07:00:00|-0700|-07:00|-07|Z070000|Z07:00:00|Z0700|Z07:00|Z07"
              + "|[.,]0++(?![0-9])|[.,]9++(?![0-9])");

  /** Names that OPA takes for layouts. */
  private static final Map<String, String> NAMED =
      Map.of(
          "ANSIC", "Mon Jan _2 15:04:05 2006",
          "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
          "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
          "RFC822", "02 Jan 06 15:04 MST",
          "RFC822Z", "02 Jan 06 15:04 -0700",
          "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
          "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
          "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
          "RFC3339", "2006-01-02T15:04:05Z07:00",
          "RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00");

  /** A piece of a layout. */
  record Part(boolean isElement, String text) {
    /** Whether it is a fraction of a second. */
    boolean isFraction() {
      return isElement && text.length() > 1 && (text.charAt(0) == '.' || text.charAt(0) == ',');
    }
  }

  static GoLayout of(String nameOrLayout) {
    var layout = NAMED.getOrDefault(nameOrLayout, nameOrLayout);
    var parts = new ArrayList<Part>();
    var matcher = ELEMENT.matcher(layout);
    var from = 0;
    while (matcher.find()) {
      parts.add(new Part(false, layout.substring(from, matcher.start())));
      parts.add(new Part(true, matcher.group()));
      from = matcher.end();
    }
    parts.add(new Part(false, layout.substring(from)));
    return new GoLayout(parts);
  }

  String format(ZonedDateTime time) {
    var out = new StringBuilder();
    parts.forEach(part -> out.append(part.isElement() ? element(part.text(), time) : part.text()));
    return out.toString();
  }

  private static String element(String element, ZonedDateTime time) {
    return switch (element) {
      case "2006" -> padded(time.getYear(), 4);
      case "06" -> padded(Math.floorMod(time.getYear(), 100), 2);
      case "January" -> GoTimeParser.MONTHS.get(time.getMonthValue() - 1);
      case "Jan" -> GoTimeParser.MONTHS.get(time.getMonthValue() - 1).substring(0, 3);
      case "1" -> "" + time.getMonthValue();
      case "01" -> padded(time.getMonthValue(), 2);
      case "Monday" -> GoTimeParser.DAYS.get(time.getDayOfWeek().getValue() - 1);
      case "Mon" -> GoTimeParser.DAYS.get(time.getDayOfWeek().getValue() - 1).substring(0, 3);
      case "2" -> "" + time.getDayOfMonth();
      case "_2" -> "%2d".formatted(time.getDayOfMonth());
      case "02" -> padded(time.getDayOfMonth(), 2);
      case "__2" -> "%3d".formatted(time.getDayOfYear());
      case "002" -> padded(time.getDayOfYear(), 3);
      default -> ofDay(element, time);
    };
  }

  private static String ofDay(String element, ZonedDateTime time) {
    var hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "15" -> padded(time.getHour(), 2);
      case "3" -> "" + hour12;
      case "03" -> padded(hour12, 2);
      case "4" -> "" + time.getMinute();
      case "04" -> padded(time.getMinute(), 2);
      case "5" -> "" + time.getSecond();
      case "05" -> padded(time.getSecond(), 2);
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      case "MST" -> abbreviation(time);
      default ->
          element.startsWith("Z") || element.startsWith("-")
              ? zone(element, time)
              : fraction(element, time);
    };
  }

  private static String abbreviation(ZonedDateTime time) {
    if (time.getZone().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    throw new UnsuppliedException("the abbreviation of the time zone " + time.getZone());
  }

  private static String zone(String element, ZonedDateTime time) {
    var offsetS = time.getOffset().getTotalSeconds();
    if (element.startsWith("Z") && offsetS == 0) {
      return "Z";
    }
    var minutes = Math.abs(offsetS) / 60;
    var colon = element.contains(":") ? ":" : "";
    var out = (offsetS < 0 ? "-" : "+") + padded(minutes / 60, 2);
    if (element.length() > 3) {
      out += colon + padded(minutes % 60, 2);
    }
    var seconds = element.endsWith(":00:00") || element.endsWith("0000");
    return seconds ? out + colon + padded(Math.abs(offsetS) % 60, 2) : out;
  }

  private static String fraction(String element, ZonedDateTime time) {
    var digits = Math.min(element.length() - 1, 9);
    var fraction = padded(time.getNano(), 9).substring(0, digits);
    if (element.charAt(1) == '9') {
      fraction = fraction.replaceFirst("0+$", "");
      return fraction.isEmpty() ? "" : element.charAt(0) + fraction;
    }
    return element.charAt(0) + fraction + "0".repeat(element.length() - 1 - digits);
  }

  private static String padded(int number, int width) {
    var digits = Integer.toString(Math.abs(number));
    return (number < 0 ? "-" : "") + "0".repeat(Math.max(width - digits.length(), 0)) + digits;
  }
}
