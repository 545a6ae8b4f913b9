package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import eu.continuo.policies.rego.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queries of URLs, and the parts of a URI, as Go's {@code net/url} has them. */
final class UriBuiltins {
  private UriBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "urlquery.encode",
        operands -> RegoValue.of(encode(operands.string(0))),
        "urlquery.decode",
        operands -> RegoValue.of(decode(operands.string(0))),
        "urlquery.encode_object",
        UriBuiltins::encodeObject,
        "urlquery.decode_object",
        UriBuiltins::decodeObject,
        "uri.parse",
        operands -> GoUrl.parse(operands.string(0)).parts(),
        "uri.is_valid",
        UriBuiltins::isValid);
  }

  private static RegoValue isValid(Operands operands) {
    try {
      var text = operands.string(0);
      GoUrl.parse(text);
      return RegoValue.of(!text.isEmpty());
    } catch (UndefinedException _) {
      return RegoValue.of(false);
    }
  }

  private static String encode(String text) {
    var out = new StringBuilder();
    for (var b : Utf8.encode(text)) {
      var c = (char) (b & 0xff);
      if (c == ' ') {
        out.append('+');
      } else if (isUnreserved(c)) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~".indexOf(c) >= 0;
  }

  private static String decode(String text) throws UndefinedException {
    return unescape(text, true);
  }

  /** Undoes percent-encoding; in a query a plus is a space. */
  static String unescape(String text, boolean query) throws UndefinedException {
    var bytes = Utf8.encode(text);
    var out = new ByteArrayOutputStream(bytes.length);
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        if (i + 2 >= bytes.length || digit(bytes[i + 1]) < 0 || digit(bytes[i + 2]) < 0) {
          throw new UndefinedException("invalid URL escape");
        }
        out.write(digit(bytes[i + 1]) * 16 + digit(bytes[i + 2]));
        i += 2;
      } else {
        out.write(query && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return Utf8.decode(out.toByteArray());
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }

  private static RegoValue encodeObject(Operands operands) throws UndefinedException {
    var pairs = new ArrayList<String>();
    for (var entry : operands.object(0).entries().entrySet()) {
      var key = entry.getKey() instanceof RegoString(var text) ? text : GoJson.of(entry.getKey());
      var values =
          entry.getValue() instanceof RegoString(var text)
              ? List.of(text)
              : Operands.strings(entry.getValue());
      values.forEach(value -> pairs.add(encode(key) + "=" + encode(value)));
    }
    return RegoValue.of(String.join("&", pairs));
  }

  private static RegoValue decodeObject(Operands operands) throws UndefinedException {
    var found = new TreeMap<RegoValue, List<RegoValue>>();
    for (var pair : operands.string(0).split("&", -1)) {
      if (pair.contains(";")) {
        throw new UndefinedException("invalid semicolon separator in query");
      }
      if (pair.isEmpty()) {
        continue;
      }
      var equals = pair.indexOf('=');
      var key = decode(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      found.computeIfAbsent(RegoValue.of(key), _ -> new ArrayList<>()).add(RegoValue.of(value));
    }
    var entries = new TreeMap<RegoValue, RegoValue>();
    found.forEach((key, values) -> entries.put(key, new RegoArray(values)));
    return RegoObject.of(entries);
  }
}
