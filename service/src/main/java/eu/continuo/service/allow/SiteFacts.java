package eu.continuo.service.allow;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.service.graph.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/** What the graph knows of a site in the operands of the profile. */
final class SiteFacts {
  private SiteFacts() {}

  /**
   * An operand of which the graph knows nothing is there without a value, so that nobody says it.
   */
  static Map<String, Fact> of(Facts facts, Node site, Instant now) {
    Map<String, Fact> known = new HashMap<>();
    known.put(
        "spatial", names(facts.object(site, Icra.COUNTRY).stream().map(Node::getURI).toList()));
    known.put("tier", names(facts.object(site, Icra.TIER).stream().map(SiteFacts::local).toList()));
    known.put(
        "operatorJurisdiction",
        names(
            facts
                .object(site, Icra.OPERATED_BY)
                .flatMap(operator -> jurisdictions(facts, operator, now))
                .map(List::copyOf)
                .orElse(List.of())));
    return known;
  }

  /**
   * The laws that an operator and every party that controls it fall under; nothing where one of
   * them is not attested, or not with all of its owners.
   */
  private static Optional<Set<String>> jurisdictions(Facts facts, Node operator, Instant now) {
    Set<String> laws = new TreeSet<>();
    Set<Node> seen = new HashSet<>(Set.of(operator));
    List<Node> next = new ArrayList<>(seen);
    while (!next.isEmpty()) {
      Node party = next.removeLast();
      List<Node> valid =
          facts.subjects(Icra.OF_PARTY, party).stream()
              .filter(attestation -> isOfControl(facts, attestation))
              .filter(attestation -> holds(facts, attestation, now))
              .toList();
      if (valid.isEmpty()) {
        return Optional.empty();
      }
      for (Node attestation : valid) {
        List<Node> owners = facts.objects(attestation, Icra.CONTROLLED_BY);
        Optional<Node> law = facts.object(attestation, Icra.SUBJECT_TO_JURISDICTION);
        Optional<BigDecimal> count = facts.number(attestation, Icra.OWNER_COUNT);
        if (law.isEmpty()
            || count.isEmpty()
            || count.get().compareTo(BigDecimal.valueOf(owners.size())) != 0) {
          return Optional.empty();
        }
        laws.add(law.get().getURI());
        owners.stream().filter(seen::add).forEach(next::add);
      }
    }
    return Optional.of(laws);
  }

  private static boolean isOfControl(Facts facts, Node attestation) {
    return facts.objects(attestation, RDF.type.asNode()).contains(Icra.CONTROL_ATTESTATION);
  }

  private static boolean holds(Facts facts, Node attestation, Instant now) {
    return facts
            .instant(attestation, Icra.VALID_FROM)
            .filter(from -> !now.isBefore(from))
            .isPresent()
        && facts.instant(attestation, Icra.VALID_UNTIL).filter(now::isBefore).isPresent();
  }

  private static String local(Node concept) {
    return concept.getURI().substring(concept.getURI().lastIndexOf('/') + 1);
  }

  private static Fact names(List<String> names) {
    return new Fact(names.stream().<Value>map(Value.Text::new).toList(), Optional.empty());
  }
}
