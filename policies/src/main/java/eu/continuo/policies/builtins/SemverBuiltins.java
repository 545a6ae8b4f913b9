package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.Map;
import java.util.regex.Pattern;

/** Semantic versions. See <a href="https://semver.org/#spec-item-11">semver.org, precedence</a>. */
final class SemverBuiltins {
  private static final Pattern IDENTIFIERS = Pattern.compile("[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*");
  private static final Pattern NUMERIC = Pattern.compile("0|[1-9][0-9]*");
  private static final Pattern DECIMALS = Pattern.compile("[0-9]+");

  private SemverBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "semver.compare", SemverBuiltins::compare, "semver.is_valid", SemverBuiltins::isValid);
  }

  private record Version(long major, long minor, long patch, String preRelease) {}

  private static RegoValue compare(Operands operands) throws UndefinedException {
    return RegoValue.of(compare(parse(operands.string(0)), parse(operands.string(1))));
  }

  private static RegoValue isValid(Operands operands) {
    try {
      if (operands.value(0) instanceof RegoString(var text)) {
        parse(text);
        return RegoValue.of(true);
      }
      return RegoValue.of(false);
    } catch (UndefinedException _) {
      return RegoValue.of(false);
    }
  }

  private static Version parse(String text) throws UndefinedException {
    var rest = text.startsWith("v") ? text.substring(1) : text;
    var plus = rest.indexOf('+');
    if (plus >= 0) {
      requireIdentifiers(rest.substring(plus + 1));
      rest = rest.substring(0, plus);
    }
    var preRelease = "";
    var dash = rest.indexOf('-');
    if (dash >= 0) {
      preRelease = rest.substring(dash + 1);
      requireIdentifiers(preRelease);
      for (var identifier : preRelease.split("\\.", -1)) {
        if (identifier.length() > 1 && identifier.startsWith("0") && isDecimals(identifier)) {
          throw new UndefinedException("a leading zero in " + identifier);
        }
      }
      rest = rest.substring(0, dash);
    }
    var parts = rest.split("\\.", -1);
    if (parts.length != 3) {
      throw new UndefinedException(rest + " should contain major, minor, and patch versions");
    }
    return new Version(numeric(parts[0]), numeric(parts[1]), numeric(parts[2]), preRelease);
  }

  private static void requireIdentifiers(String text) throws UndefinedException {
    if (!IDENTIFIERS.matcher(text).matches()) {
      throw new UndefinedException("invalid identifier: " + text);
    }
  }

  private static boolean isDecimals(String text) {
    return DECIMALS.matcher(text).matches();
  }

  private static long numeric(String text) throws UndefinedException {
    try {
      if (NUMERIC.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException _) {
      // More than 64 bits.
    }
    throw new UndefinedException(text + " is not a valid numeric identifier");
  }

  private static int compare(Version one, Version other) {
    if (one.major() != other.major()) {
      return Long.compare(one.major(), other.major());
    }
    if (one.minor() != other.minor()) {
      return Long.compare(one.minor(), other.minor());
    }
    if (one.patch() != other.patch()) {
      return Long.compare(one.patch(), other.patch());
    }
    if (one.preRelease().isEmpty() || other.preRelease().isEmpty()) {
      return Boolean.compare(one.preRelease().isEmpty(), other.preRelease().isEmpty());
    }
    return compare(one.preRelease().split("\\."), other.preRelease().split("\\."));
  }

  private static int compare(String[] one, String[] other) {
    for (var i = 0; i < Math.min(one.length, other.length); i++) {
      var order = compareIdentifiers(one[i], other[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length, other.length);
  }

  private static int compareIdentifiers(String one, String other) {
    if (isDecimals(one) != isDecimals(other)) {
      return isDecimals(one) ? -1 : 1;
    }
    return isDecimals(one)
        ? Long.compare(saturated(one), saturated(other))
        : Integer.signum(one.compareTo(other));
  }

  /** As Go's Atoi: what is too great is the greatest. */
  private static long saturated(String decimals) {
    try {
      return Long.parseLong(decimals);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
