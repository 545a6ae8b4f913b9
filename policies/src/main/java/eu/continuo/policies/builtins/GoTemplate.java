package eu.continuo.policies.builtins;

import java.util.Map;

/** The templates of Go's {@code regexp.Expand}: {@code $1}, {@code $name}, {@code ${name}}. */
final class GoTemplate {
  private GoTemplate() {}

  static void expand(
      StringBuilder out, String template, String text, int[] match, Map<String, Integer> names) {
    var rest = 0;
    for (var at = template.indexOf('$'); at >= 0; at = template.indexOf('$', rest)) {
      out.append(template, rest, at);
      rest = at + 1;
      if (template.startsWith("$", rest)) {
        out.append('$');
        rest++;
        continue;
      }
      var braced = template.startsWith("{", rest);
      var from = braced ? rest + 1 : rest;
      var to = nameEnd(template, from);
      if (to == from || (braced && !template.startsWith("}", to))) {
        out.append('$');
        continue;
      }
      var group = group(template.substring(from, to), names);
      if (group >= 0 && 2 * group + 1 < match.length && match[2 * group] >= 0) {
        out.append(text, match[2 * group], match[2 * group + 1]);
      }
      rest = braced ? to + 1 : to;
    }
    out.append(template.substring(rest));
  }

  private static int nameEnd(String template, int from) {
    var to = from;
    while (to < template.length()) {
      var point = template.codePointAt(to);
      if (!Character.isLetter(point) && !Character.isDigit(point) && point != '_') {
        break;
      }
      to += Character.charCount(point);
    }
    return to;
  }

  /** The number of the group; -1 where there is none. */
  private static int group(String name, Map<String, Integer> names) {
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return name.length() > 8 ? -1 : Integer.parseInt(name);
    }
    return names.getOrDefault(name, -1);
  }
}
