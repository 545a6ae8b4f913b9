package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go writes it: keys sorted, what HTML minds escaped, sets as arrays, and a key that is no
 * string as its JSON.
 */
final class GoJson {
  private final @Nullable String prefix;
  private final String indent;
  private final StringBuilder out = new StringBuilder();

  private GoJson(@Nullable String prefix, String indent) {
    this.prefix = prefix;
    this.indent = indent;
  }

  static String of(RegoValue value) {
    var json = new GoJson(null, "");
    json.write(value, 0);
    return json.out.toString();
  }

  /** Every line but the first begins with the prefix and so many indents as it is deep. */
  static String indented(RegoValue value, String prefix, String indent) {
    var json = new GoJson(prefix, indent);
    json.write(value, 0);
    return json.out.toString();
  }

  private void write(RegoValue value, int depth) {
    switch (value) {
      case RegoString(var text) -> string(text);
      case RegoArray(var items) -> list(items, depth);
      case RegoSet(var items) -> list(items, depth);
      case RegoObject(var entries) -> object(entries, depth);
      default -> out.append(value);
    }
  }

  private void list(Collection<RegoValue> items, int depth) {
    out.append('[');
    var first = true;
    for (var item : items) {
      separate(first, depth + 1);
      write(item, depth + 1);
      first = false;
    }
    close(']', first, depth);
  }

  private void object(Map<RegoValue, RegoValue> entries, int depth) {
    var sorted = new TreeMap<RegoValue, RegoValue>();
    entries.forEach(
        (key, value) -> sorted.put(key instanceof RegoString ? key : RegoValue.of(of(key)), value));
    out.append('{');
    var first = true;
    for (var entry : sorted.entrySet()) {
      separate(first, depth + 1);
      write(entry.getKey(), depth + 1);
      out.append(prefix == null ? ":" : ": ");
      write(entry.getValue(), depth + 1);
      first = false;
    }
    close('}', first, depth);
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      out.append(',');
    }
    line(depth);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      line(depth);
    }
    out.append(bracket);
  }

  private void line(int depth) {
    if (prefix != null) {
      out.append('\n').append(prefix).append(indent.repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '<', '>', '&', 0x2028, 0x2029 -> out.append("\\u%04x".formatted(point));
                default -> {
                  if (point < 0x20) {
                    out.append("\\u%04x".formatted(point));
                  } else if (point <= 0xffff && Character.isSurrogate((char) point)) {
                    out.append("\\ufffd");
                  } else {
                    out.appendCodePoint(point);
                  }
                }
              }
            });
    out.append('"');
  }
}
