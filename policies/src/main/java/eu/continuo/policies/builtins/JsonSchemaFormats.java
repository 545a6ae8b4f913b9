package eu.continuo.policies.builtins;

import com.google.re2j.Pattern;
import eu.continuo.policies.rego.Utf8;
import java.util.Map;

/** The formats of JSON Schema as OPA checks them; any text fits a format that is none of these. */
final class JsonSchemaFormats {
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])"
              + "(\\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9]))*$");
  private static final int HOSTNAME_BYTES_MOST = 255;
  private static final Pattern URI_TEMPLATE = Pattern.compile("^([^{]*({[^}]*})?)*$");
  private static final Pattern UUID =
      Pattern.compile("^(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$");
  private static final Pattern JSON_POINTER = Pattern.compile("^(?:/(?:[^~/]|~0|~1)*)*$");
  private static final Pattern RELATIVE_JSON_POINTER =
      Pattern.compile("^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$");

  /** Comments, names, quotes, domain literals and groups, which Go takes in an address. */
  private static final Pattern RARE_IN_EMAIL = Pattern.compile("[(<\"\\[:\\s\\x00-\\x1f]|=\\?");

  private static final String ATOM = "[^\\x00-\\x20()<>\\[\\]:;@\\\\,\".\\x7f]+";
  private static final Pattern EMAIL =
      Pattern.compile("^%1$s(\\.%1$s)*@%1$s(\\.%1$s)*$".formatted(ATOM));

  private static final Map<String, Format> FORMATS =
      Map.ofEntries(
          Map.entry("date", text -> isTime(text, "2006-01-02")),
          Map.entry("time", text -> isTime(text, "15:04:05Z07:00", "15:04:05")),
          Map.entry(
              "date-time",
              text ->
                  isTime(
                      text, "15:04:05", "15:04:05Z07:00", "2006-01-02", "RFC3339", "RFC3339Nano")),
          Map.entry(
              "hostname",
              text -> HOSTNAME.matches(text) && Utf8.encode(text).length <= HOSTNAME_BYTES_MOST),
          Map.entry("email", JsonSchemaFormats::isEmail),
          Map.entry("idn-email", JsonSchemaFormats::isEmail),
          Map.entry("ipv4", text -> text.contains(".") && IpAddress.parse(text).isPresent()),
          Map.entry("ipv6", text -> text.contains(":") && IpAddress.parse(text).isPresent()),
          Map.entry("uri", JsonSchemaFormats::isUri),
          Map.entry("iri", JsonSchemaFormats::isUri),
          Map.entry("uri-reference", JsonSchemaFormats::isUriReference),
          Map.entry("iri-reference", JsonSchemaFormats::isUriReference),
          Map.entry(
              "uri-template",
              text ->
                  isUriReference(text) && URI_TEMPLATE.matcher(GoUrl.parse(text).path()).find()),
          Map.entry("uuid", text -> UUID.matcher(text).find()),
          Map.entry(
              "regex", text -> text.isEmpty() || JsonSchemaKeywords.pattern(text).isPresent()),
          Map.entry("json-pointer", text -> JSON_POINTER.matcher(text).find()),
          Map.entry("relative-json-pointer", text -> RELATIVE_JSON_POINTER.matcher(text).find()));

  private JsonSchemaFormats() {}

  private interface Format {
    /**
     * @throws UndefinedException when the text does not fit
     */
    boolean fits(String text) throws UndefinedException;
  }

  static boolean fits(String name, String text) {
    var format = FORMATS.get(name);
    try {
      return format == null || format.fits(text);
    } catch (UndefinedException _) {
      return false;
    }
  }

  private static boolean isTime(String text, String... layouts) {
    for (var layout : layouts) {
      try {
        GoTimeParser.parse(GoLayout.of(layout), text);
        return true;
      } catch (UndefinedException _) {
        // Perhaps it is written in the next one.
      }
    }
    return false;
  }

  private static boolean isEmail(String text) {
    if (RARE_IN_EMAIL.matcher(text).find()) {
      throw new UnsuppliedException("an address of e-mail that is more than name and domain");
    }
    return EMAIL.matcher(text).find();
  }

  private static boolean isUri(String text) throws UndefinedException {
    return isUriReference(text) && !GoUrl.parse(text).scheme().isEmpty();
  }

  private static boolean isUriReference(String text) throws UndefinedException {
    GoUrl.parse(text);
    return text.indexOf('\\') < 0;
  }
}
