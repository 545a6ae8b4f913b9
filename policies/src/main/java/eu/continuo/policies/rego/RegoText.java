package eu.continuo.policies.rego;

import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values as text: JSON with sets, {@code {1, 2}} and {@code set()}, and with keys of every type.
 */
public final class RegoText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private final boolean json;
  private int at;

  private RegoText(String text, boolean json) {
    this.text = text;
    this.json = json;
  }

  /** The text is no value. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String what, int at) {
      super("%s at character %d".formatted(what, at));
    }
  }

  /**
   * Reads one value.
   *
   * @throws MalformedException when the text is not exactly one value
   */
  public static RegoValue read(String text) throws MalformedException {
    return new RegoText(text, false).whole();
  }

  /**
   * Reads one value of JSON as Go does: of a key that is there twice the last value counts, and
   * what is not UTF-8 is U+FFFD.
   *
   * @throws MalformedException when the text is not exactly one value of JSON
   */
  public static RegoValue readJson(String text) throws MalformedException {
    return new RegoText(text, true).whole();
  }

  private RegoValue whole() throws MalformedException {
    var value = value();
    skipSpace();
    if (at < text.length()) {
      throw malformed("something follows the value");
    }
    return value;
  }

  private RegoValue value() throws MalformedException {
    skipSpace();
    return switch (peek()) {
      case '{' -> objectOrSet();
      case '[' -> array();
      case '"' -> new RegoString(string());
      case 't' -> word("true", RegoValue.of(true));
      case 'f' -> word("false", RegoValue.of(false));
      case 'n' -> word("null", new RegoNull());
      case 's' -> word("set()", emptySet());
      default -> number();
    };
  }

  private RegoValue emptySet() throws MalformedException {
    if (json) {
      throw malformed("no value");
    }
    return new RegoSet(new ArrayList<>());
  }

  private RegoValue word(String word, RegoValue value) throws MalformedException {
    if (!text.startsWith(word, at)) {
      throw malformed("unknown word");
    }
    at += word.length();
    return value;
  }

  private RegoValue number() throws MalformedException {
    var matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw malformed("no value");
    }
    at = matcher.end();
    return new RegoNumber(matcher.group());
  }

  private RegoValue array() throws MalformedException {
    var items = new ArrayList<RegoValue>();
    at++;
    if (take(']')) {
      return new RegoArray(items);
    }
    do {
      items.add(value());
    } while (take(','));
    expect(']');
    return new RegoArray(items);
  }

  private RegoValue objectOrSet() throws MalformedException {
    at++;
    var entries = new TreeMap<RegoValue, RegoValue>();
    if (take('}')) {
      return new RegoObject(entries);
    }
    var first = value();
    requireKey(first);
    if (!json && !take(':')) {
      return setFrom(first);
    }
    if (json) {
      expect(':');
    }
    entries.put(first, value());
    while (take(',')) {
      var key = value();
      requireKey(key);
      expect(':');
      entries.put(key, value());
    }
    expect('}');
    return new RegoObject(entries);
  }

  private void requireKey(RegoValue key) throws MalformedException {
    if (json && !(key instanceof RegoString)) {
      throw malformed("a key that is no string");
    }
  }

  private RegoValue setFrom(RegoValue first) throws MalformedException {
    var items = new ArrayList<RegoValue>();
    items.add(first);
    while (take(',')) {
      items.add(value());
    }
    expect('}');
    return new RegoSet(items);
  }

  private String string() throws MalformedException {
    var out = new StringBuilder();
    at++;
    while (peek() != '"') {
      var c = text.charAt(at++);
      if (c == '\\') {
        escape(out);
      } else if (c < 0x20) {
        throw malformed("a control character in a string");
      } else {
        out.append(c);
      }
    }
    at++;
    return json ? Utf8.wellFormed(out.toString()) : out.toString();
  }

  private void escape(StringBuilder out) throws MalformedException {
    var c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> out.append(hex());
      default -> throw malformed("unknown escape");
    }
  }

  private char hex() throws MalformedException {
    try {
      var value = HexFormat.fromHexDigits(text, at, at + 4);
      at += 4;
      return (char) value;
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw malformed("no hexadecimal digits");
    }
  }

  private boolean take(char c) throws MalformedException {
    skipSpace();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws MalformedException {
    if (!take(c)) {
      throw malformed("'" + c + "' is missing");
    }
  }

  private char peek() throws MalformedException {
    if (at >= text.length()) {
      throw malformed("the text ends");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private MalformedException malformed(String what) {
    return new MalformedException(what, at);
  }

  /** A string in quotes, with the escapes of JSON. */
  public static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  static String list(String open, Collection<RegoValue> items, String close) {
    return items.stream().map(RegoValue::toString).collect(Collectors.joining(", ", open, close));
  }

  static String object(Map<RegoValue, RegoValue> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
