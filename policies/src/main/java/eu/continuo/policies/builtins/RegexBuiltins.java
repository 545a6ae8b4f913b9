package eu.continuo.policies.builtins;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Regular expressions of RE2, by RE2/J, which is the syntax and the linear time of Go's. */
final class RegexBuiltins {
  private RegexBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "regex.find_n", RegexBuiltins::findN,
        "regex.replace", RegexBuiltins::replace,
        "regex.split", RegexBuiltins::split,
        "regex.template_match", RegexBuiltins::templateMatch);
  }

  static Pattern compile(String pattern) throws UndefinedException {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      if (e.getDescription().startsWith("duplicate capture group name")) {
        throw new UnsuppliedException("a pattern with two groups of one name");
      }
      throw new UndefinedException(String.valueOf(e.getMessage()));
    }
  }

  /** Where the matches lie, as Go finds them: none that is empty and follows another at once. */
  private static List<int[]> matches(Matcher matcher, String text, long most) {
    var found = new ArrayList<int[]>();
    var lastEnd = -1;
    while ((most < 0 || found.size() < most) && matcher.find()) {
      // Java goes on within a pair of surrogates, which is one character.
      if (isBoundary(text, matcher.start())
          && (matcher.end() > matcher.start() || matcher.start() != lastEnd)) {
        var groups = new int[2 * (matcher.groupCount() + 1)];
        for (var group = 0; group <= matcher.groupCount(); group++) {
          groups[2 * group] = matcher.start(group);
          groups[2 * group + 1] = matcher.end(group);
        }
        found.add(groups);
      }
      lastEnd = matcher.end();
    }
    return found;
  }

  private static boolean isBoundary(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private static RegoValue findN(Operands operands) throws UndefinedException {
    var text = operands.string(1);
    var most = operands.integer(2);
    var matcher = compile(operands.string(0)).matcher(text);
    return new RegoArray(
        matches(matcher, text, most).stream()
            .map(m -> RegoValue.of(text.substring(m[0], m[1])))
            .toList());
  }

  private static RegoValue split(Operands operands) throws UndefinedException {
    var pattern = operands.string(0);
    var text = operands.string(1);
    var matcher = compile(pattern).matcher(text);
    if (!pattern.isEmpty() && text.isEmpty()) {
      return RegoArray.of(RegoValue.of(""));
    }
    var parts = new ArrayList<RegoValue>();
    var begin = 0;
    var end = 0;
    for (var match : matches(matcher, text, -1)) {
      end = match[0];
      if (match[1] != 0) {
        parts.add(RegoValue.of(text.substring(begin, end)));
      }
      begin = match[1];
    }
    if (end != text.length()) {
      parts.add(RegoValue.of(text.substring(begin)));
    }
    return new RegoArray(parts);
  }

  private static RegoValue replace(Operands operands) throws UndefinedException {
    var text = operands.string(0);
    var template = operands.string(2);
    var pattern = compile(operands.string(1));
    var out = new StringBuilder();
    var from = 0;
    for (var match : matches(pattern.matcher(text), text, -1)) {
      out.append(text, from, match[0]);
      GoTemplate.expand(out, template, text, match, pattern.namedGroups());
      from = match[1];
    }
    return RegoValue.of(out.append(text.substring(from)).toString());
  }

  private static RegoValue templateMatch(Operands operands) throws UndefinedException {
    var template = operands.string(0);
    var start = delimiter(operands.string(2));
    var end = delimiter(operands.string(3));
    var pattern = new StringBuilder("^");
    var level = 0;
    var from = 0;
    var opened = 0;
    for (var i = 0; i < template.length(); i++) {
      var c = template.charAt(i);
      if (c == start) {
        if (++level == 1) {
          opened = i;
        }
      } else if (c == end && --level == 0) {
        var inner = template.substring(opened + 1, i);
        compile("^" + inner + "$");
        pattern
            .append(Pattern.quote(template.substring(from, opened)))
            .append('(')
            .append(inner)
            .append(')');
        from = i + 1;
      }
      if (level < 0) {
        throw new UndefinedException("unbalanced braces in " + template);
      }
    }
    if (level != 0) {
      throw new UndefinedException("unbalanced braces in " + template);
    }
    pattern.append(Pattern.quote(template.substring(from))).append('$');
    return RegoValue.of(compile(pattern.toString()).matcher(operands.string(1)).find());
  }

  private static char delimiter(String text) throws UndefinedException {
    if (text.length() != 1 || text.charAt(0) > 0x7f) {
      throw new UndefinedException("a delimiter has to be exactly one byte long");
    }
    return text.charAt(0);
  }
}
