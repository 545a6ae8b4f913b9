package eu.continuo.policies;

import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlRego;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The question: may this party do this with this asset? What is not said is not known, and never
 * allows.
 *
 * @param party the IRI of who acts
 * @param partyPartOf the collections of parties that it belongs to
 * @param action the name of an action of the profile
 * @param target the IRI of the asset
 * @param targetPartOf the collections of assets that it belongs to
 * @param facts what is known of operands of the profile, by their names
 * @param fulfilled the IRIs of duties that are done
 */
public record UseRequest(
    Optional<String> party,
    Set<String> partyPartOf,
    String action,
    String target,
    Set<String> targetPartOf,
    Map<String, Fact> facts,
    Set<String> fulfilled) {

  public UseRequest {
    partyPartOf = Set.copyOf(partyPartOf);
    targetPartOf = Set.copyOf(targetPartOf);
    facts = Map.copyOf(facts);
    fulfilled = Set.copyOf(fulfilled);
  }

  /**
   * What is known of an operand.
   *
   * @param values all of them
   * @param unit the IRI of their unit, where they have one
   */
  public record Fact(List<OdrlPolicy.Value> values, Optional<String> unit) {
    public Fact {
      values = List.copyOf(values);
    }
  }

  /**
   * The question as the Rego reads it.
   *
   * @param policy by which of several policies it is decided
   */
  RegoValue toRego(Optional<String> policy) {
    var members = new TreeMap<String, RegoValue>();
    policy.ifPresent(name -> members.put("policy", RegoValue.of(name)));
    party.ifPresent(iri -> members.put("party", RegoValue.of(iri)));
    members.put("partyPartOf", texts(partyPartOf));
    members.put("action", RegoValue.of(action));
    members.put("target", RegoValue.of(target));
    members.put("targetPartOf", texts(targetPartOf));
    members.put("fulfilled", texts(fulfilled));
    var known = new TreeMap<String, RegoValue>();
    facts.forEach((operand, fact) -> known.put(operand, of(fact)));
    members.put("facts", object(known));
    return object(members);
  }

  private static RegoValue of(Fact fact) {
    var values = new RegoArray(fact.values.stream().map(OdrlRego::value).toList());
    return fact.unit
        .<RegoValue>map(unit -> object(Map.of("value", values, "unit", RegoValue.of(unit))))
        .orElse(values);
  }

  private static RegoValue texts(Collection<String> texts) {
    return new RegoArray(new TreeSet<>(texts).stream().map(RegoValue::of).toList());
  }

  static RegoValue object(Map<String, ? extends RegoValue> members) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    members.forEach((name, value) -> entries.put(RegoValue.of(name), value));
    return new RegoObject(entries);
  }
}
