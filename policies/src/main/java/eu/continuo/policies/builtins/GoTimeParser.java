package eu.continuo.policies.builtins;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a time by a layout, as Go's {@code time.Parse} does on a machine whose zone is UTC.
 *
 * @see <a href="https://pkg.go.dev/time#Parse">time.Parse</a>
 */
final class GoTimeParser {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final Pattern ZONE_NAME =
      Pattern.compile(
          "ChST|MeST|GMT([+-][0-9]{1,2})?|[+-][0-9]{1,2}|(?:[A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z])");

  private final String text;
  private int at;
  private int year;
  private int month = -1;
  private int day = -1;
  private int dayOfYear = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanosecond;
  private boolean afternoon;
  private boolean morning;
  private int offsetS;

  private GoTimeParser(String text) {
    this.text = text;
  }

  static OffsetDateTime parse(GoLayout layout, String text) throws UndefinedException {
    var parser = new GoTimeParser(text);
    var parts = layout.parts();
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (!part.isElement()) {
        parser.literal(part.text());
      } else if (part.isFraction()) {
        parser.fraction(part.text());
      } else {
        parser.element(part.text());
        var fractionFollows = i + 2 < parts.size() && parts.get(i + 2).isFraction();
        if (part.text().endsWith("5") && !part.text().equals("15") && !fractionFollows) {
          parser.fraction(".9");
        }
      }
    }
    if (parser.at < text.length()) {
      throw parser.malformed();
    }
    return parser.time();
  }

  private UndefinedException malformed() {
    return new UndefinedException("cannot parse the time " + text);
  }

  /** A space of the layout stands for any number of spaces. */
  private void literal(String literal) throws UndefinedException {
    var i = 0;
    while (i < literal.length()) {
      if (literal.charAt(i) == ' ') {
        if (at < text.length() && text.charAt(at) != ' ') {
          throw malformed();
        }
        while (i < literal.length() && literal.charAt(i) == ' ') {
          i++;
        }
        skipSpaces(Integer.MAX_VALUE);
      } else if (at < text.length() && text.charAt(at) == literal.charAt(i)) {
        i++;
        at++;
      } else {
        throw malformed();
      }
    }
  }

  private void skipSpaces(int most) {
    for (var i = 0; i < most && at < text.length() && text.charAt(at) == ' '; i++) {
      at++;
    }
  }

  private void element(String element) throws UndefinedException {
    switch (element) {
      case "2006" -> year = digits(4, 4);
      case "06" -> {
        var short2 = digits(2, 2);
        year = short2 + (short2 >= 69 ? 1900 : 2000);
      }
      case "January" -> month = 1 + name(MONTHS, 0);
      case "Jan" -> month = 1 + name(MONTHS, 3);
      case "1" -> month = within(digits(1, 2), 1, 12);
      case "01" -> month = within(digits(2, 2), 1, 12);
      case "Monday" -> name(DAYS, 0);
      case "Mon" -> name(DAYS, 3);
      case "2" -> day = digits(1, 2);
      case "02" -> day = digits(2, 2);
      case "_2" -> {
        skipSpaces(1);
        day = digits(1, 2);
      }
      case "__2" -> {
        skipSpaces(2);
        dayOfYear = digits(1, 3);
      }
      case "002" -> dayOfYear = digits(3, 3);
      default -> elementOfDay(element);
    }
  }

  private void elementOfDay(String element) throws UndefinedException {
    switch (element) {
      case "15" -> hour = within(digits(1, 2), 0, 23);
      case "3" -> hour = within(digits(1, 2), 0, 12);
      case "03" -> hour = within(digits(2, 2), 0, 12);
      case "4" -> minute = within(digits(1, 2), 0, 59);
      case "04" -> minute = within(digits(2, 2), 0, 59);
      case "5" -> second = within(digits(1, 2), 0, 59);
      case "05" -> second = within(digits(2, 2), 0, 59);
      case "PM" -> halfOfDay("AM", "PM");
      case "pm" -> halfOfDay("am", "pm");
      case "MST" -> zoneName();
      default -> zone(element);
    }
  }

  private void halfOfDay(String am, String pm) throws UndefinedException {
    afternoon = text.startsWith(pm, at);
    morning = text.startsWith(am, at);
    if (!afternoon && !morning) {
      throw malformed();
    }
    at += 2;
  }

  private void zoneName() throws UndefinedException {
    if (text.startsWith("UTC", at)) {
      at += 3;
      return;
    }
    var matcher = ZONE_NAME.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw malformed();
    }
    if (matcher.group(1) != null) {
      var hours = Integer.parseInt(matcher.group(1));
      if (Math.abs(hours) > 23) {
        throw malformed();
      }
      offsetS = hours * 3600;
    }
    at = matcher.end();
  }

  private void zone(String element) throws UndefinedException {
    if (element.startsWith("Z") && text.startsWith("Z", at)) {
      at++;
      return;
    }
    if (at >= text.length() || "+-".indexOf(text.charAt(at)) < 0) {
      throw malformed();
    }
    var negative = text.charAt(at++) == '-';
    var seconds = within(digits(2, 2), 0, 24) * 3600;
    for (var i = 3; i < element.length(); i += 2) {
      if (element.charAt(i) == ':') {
        literal(":");
        i++;
      }
      seconds += within(digits(2, 2), 0, 60) * (i <= 4 ? 60 : 1);
    }
    offsetS = negative ? -seconds : seconds;
  }

  private void fraction(String element) throws UndefinedException {
    var optional = element.charAt(1) == '9';
    var starts =
        at + 1 < text.length()
            && ".,".indexOf(text.charAt(at)) >= 0
            && isDigit(text.charAt(at + 1));
    if (!starts) {
      if (optional) {
        return;
      }
      throw malformed();
    }
    at++;
    var from = at;
    while (at < text.length()
        && isDigit(text.charAt(at))
        && (optional || at - from < element.length() - 1)) {
      at++;
    }
    if (!optional && at - from < element.length() - 1) {
      throw malformed();
    }
    var digits = (text.substring(from, at) + "000000000").substring(0, 9);
    nanosecond = Integer.parseInt(digits);
  }

  private int name(List<String> names, int length) throws UndefinedException {
    for (var i = 0; i < names.size(); i++) {
      var name = length == 0 ? names.get(i) : names.get(i).substring(0, length);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i;
      }
    }
    throw malformed();
  }

  private int digits(int least, int most) throws UndefinedException {
    var from = at;
    while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
      at++;
    }
    if (at - from < least) {
      throw malformed();
    }
    return Integer.parseInt(text, from, at, 10);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int within(int value, int least, int most) throws UndefinedException {
    if (value < least || value > most) {
      throw malformed();
    }
    return value;
  }

  private OffsetDateTime time() throws UndefinedException {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    try {
      var time = LocalTime.of(hour, minute, second, nanosecond);
      return date().atTime(time).minusSeconds(offsetS).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw malformed();
    }
  }

  private LocalDate date() throws UndefinedException {
    if (dayOfYear < 0) {
      return LocalDate.of(year, month < 0 ? 1 : month, day < 0 ? 1 : day);
    }
    var date = LocalDate.ofYearDay(year, dayOfYear);
    var fits =
        (month < 0 || month == date.getMonthValue()) && (day < 0 || day == date.getDayOfMonth());
    if (!fits) {
      throw malformed();
    }
    return date;
  }
}
