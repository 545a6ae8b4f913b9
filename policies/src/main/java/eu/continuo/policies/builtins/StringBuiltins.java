package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** The builtins about strings that a module does not bring along. */
final class StringBuiltins {
  private StringBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "strings.any_prefix_match",
        operands -> anyMatch(operands, String::startsWith),
        "strings.any_suffix_match",
        operands -> anyMatch(operands, String::endsWith),
        "strings.count",
        StringBuiltins::count,
        "strings.split_n",
        StringBuiltins::splitN,
        "indexof_n",
        StringBuiltins::indexOfN,
        "glob.quote_meta",
        operands -> RegoValue.of(quoteMeta(operands.string(0))),
        "trace",
        StringBuiltins::trace,
        "sprintf",
        operands -> RegoValue.of(GoFormat.sprintf(operands.string(0), operands.array(1))));
  }

  /** A note for whoever traces; here nobody does, and the answer is the same. */
  private static RegoValue trace(Operands operands) throws UndefinedException {
    operands.string(0);
    return RegoValue.of(true);
  }

  private static RegoValue anyMatch(Operands operands, BiPredicate<String, String> matches)
      throws UndefinedException {
    var searched = oneOrMany(operands.value(0));
    var affixes = oneOrMany(operands.value(1));
    return RegoValue.of(
        searched.stream().anyMatch(s -> affixes.stream().anyMatch(a -> matches.test(s, a))));
  }

  private static List<String> oneOrMany(RegoValue value) throws UndefinedException {
    return value instanceof RegoString(var text) ? List.of(text) : Operands.strings(value);
  }

  private static RegoValue count(Operands operands) throws UndefinedException {
    var text = operands.string(0);
    var part = operands.string(1);
    if (part.isEmpty()) {
      return RegoValue.of(text.codePointCount(0, text.length()) + 1L);
    }
    var count = 0L;
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return RegoValue.of(count);
  }

  /** The first n parts, or, where n is negative, the last. */
  private static RegoValue splitN(Operands operands) throws UndefinedException {
    var parts = split(operands.string(0), operands.string(1));
    var n = operands.integer(2);
    var from = n >= 0 ? 0 : (int) Math.max(parts.size() + n, 0);
    var to = n >= 0 ? (int) Math.min(n, parts.size()) : parts.size();
    return new RegoArray(parts.subList(from, to).stream().map(RegoValue::of).toList());
  }

  private static List<String> split(String text, String delimiter) {
    var parts = new ArrayList<String>();
    if (delimiter.isEmpty()) {
      text.codePoints().forEach(point -> parts.add(Character.toString(point)));
      return parts;
    }
    var from = 0;
    for (var at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Positions in code points, of matches that may overlap. */
  private static RegoValue indexOfN(Operands operands) throws UndefinedException {
    var text = operands.string(0);
    var part = operands.string(1);
    if (part.isEmpty()) {
      throw new UndefinedException("empty search character");
    }
    var found = new ArrayList<RegoValue>();
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      found.add(RegoValue.of(text.codePointCount(0, at)));
    }
    return new RegoArray(found);
  }

  private static String quoteMeta(String pattern) {
    var quoted = new StringBuilder();
    for (var i = 0; i < pattern.length(); i++) {
      if ("*?\\[]{}".indexOf(pattern.charAt(i)) >= 0) {
        quoted.append('\\');
      }
      quoted.append(pattern.charAt(i));
    }
    return quoted.toString();
  }
}
