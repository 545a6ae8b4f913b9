package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The builtins that this module supplies, by name.
 *
 * <p>A policy that calls a builtin that is neither here nor inside its module is refused when it is
 * checked and when it is loaded: it would break in the middle of a decision.
 */
public final class Builtins {
  private static final Map<String, Builtin> SUPPLIED = supplied();

  private Builtins() {}

  /** What a call gives. */
  public sealed interface Answer {
    /** A value. */
    record Defined(RegoValue value) implements Answer {}

    /** No value, for OPA's function has an error here. */
    record Undefined(String why) implements Answer {}
  }

  /** The names of all that are supplied. */
  public static Set<String> names() {
    return SUPPLIED.keySet();
  }

  /**
   * Calls one that is supplied.
   *
   * @param now the time of the decision
   * @throws IllegalArgumentException when none of that name is supplied
   * @throws UnsuppliedException when OPA's function has a value that ours cannot give
   */
  public static Answer call(String name, List<RegoValue> operands, Instant now) {
    var builtin = SUPPLIED.get(name);
    if (builtin == null) {
      throw new IllegalArgumentException("The builtin %s is not supplied.".formatted(name));
    }
    try {
      return new Answer.Defined(builtin.call(new Operands(operands, now)));
    } catch (UndefinedException e) {
      return new Answer.Undefined(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Builtin> supplied() {
    var all = new TreeMap<String, Builtin>();
    all.putAll(StringBuiltins.all());
    all.putAll(RegexBuiltins.all());
    all.putAll(EncodingBuiltins.all());
    all.putAll(UriBuiltins.all());
    all.putAll(CollectionBuiltins.all());
    all.put("json.patch", JsonPatch::call);
    all.putAll(JsonSchemaBuiltins.all());
    all.putAll(SemverBuiltins.all());
    all.putAll(UnitsBuiltins.all());
    all.putAll(NetBuiltins.all());
    all.putAll(CryptoBuiltins.all());
    all.putAll(JwtBuiltins.all());
    all.putAll(TimeBuiltins.all());
    return Collections.unmodifiableMap(all);
  }
}
