package eu.continuo.service.allow;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Safeguards;
import eu.continuo.service.graph.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/** What the attestations of a view say of sites and parties, as the policies read it. */
final class SafeguardFacts {
  private static final Node ISSUER =
      NodeFactory.createURI("https://www.w3.org/2018/credentials#issuer");

  private final Facts facts;

  /** By kind of requirement, then by the IRI of the site or the party. */
  private final Map<String, Map<String, List<Node>>> attestations = new HashMap<>();

  private SafeguardFacts(Facts facts) {
    this.facts = facts;
  }

  static SafeguardFacts of(Facts facts) {
    SafeguardFacts known = new SafeguardFacts(facts);
    facts.instances(Icra.SAFEGUARD_ATTESTATION).forEach(known::add);
    return known;
  }

  private void add(Node attestation) {
    facts
        .object(attestation, Icra.OF_SITE)
        .or(() -> facts.object(attestation, Icra.OF_PARTY))
        .ifPresent(
            subject ->
                attestations
                    .computeIfAbsent(
                        RequirementFacts.kind(facts.objects(attestation, Icra.REQUIREMENT_KIND)),
                        k -> new HashMap<>())
                    .computeIfAbsent(subject.getURI(), k -> new ArrayList<>())
                    .add(attestation));
  }

  /** What is known of a site. */
  Safeguards ofSite(String site) {
    if (attestations.isEmpty()) {
      return Safeguards.NONE;
    }
    List<Node> ofNodes = about("attested-nodes", site);
    return new Safeguards(
        about("assurance", site).stream().map(this::certificate).toList(),
        about("keys", site).stream().map(this::keys).toList(),
        about("operator-access", site).stream().map(this::access).toList(),
        nodes(ofNodes),
        nodeCount(ofNodes));
  }

  /** What is known of whom each party lets process data. */
  Map<String, List<Safeguards.Processing>> processing() {
    Map<String, List<Safeguards.Processing>> processing = new HashMap<>();
    attestations
        .getOrDefault("sub-processors", Map.of())
        .forEach(
            (party, each) -> processing.put(party, each.stream().map(this::processing).toList()));
    return processing;
  }

  private List<Node> about(String kind, String subject) {
    return attestations.getOrDefault(kind, Map.of()).getOrDefault(subject, List.of());
  }

  private Safeguards.Certificate certificate(Node attestation) {
    return new Safeguards.Certificate(
        name(attestation, Icra.ASSURANCE_SCHEME),
        text(attestation, Icra.ASSURANCE_LEVEL),
        issuer(attestation),
        text(attestation, Icra.OUTCOME),
        validity(attestation));
  }

  private Safeguards.Keys keys(Node attestation) {
    return new Safeguards.Keys(
        items(attestation).stream().map(this::key).toList(),
        whole(attestation, Icra.ITEM_COUNT),
        validity(attestation));
  }

  private Safeguards.Key key(Node item) {
    return new Safeguards.Key(
        name(item, Icra.OF_RESOURCE),
        name(item, Icra.COUNTRY),
        name(item, Icra.HELD_BY),
        names(item, Icra.USABLE_BY),
        whole(item, Icra.USER_COUNT));
  }

  private Safeguards.Access access(Node attestation) {
    return new Safeguards.Access(
        names(attestation, Icra.ACCESS_FROM),
        whole(attestation, Icra.ITEM_COUNT),
        text(attestation, Icra.ACCESS_APPROVAL),
        whole(attestation, Icra.MAX_SESSION_MINUTES),
        facts.text(attestation, Icra.ACCESS_RECORDED).map("true"::equals).orElse(null),
        validity(attestation));
  }

  private Safeguards.Processing processing(Node attestation) {
    return new Safeguards.Processing(
        items(attestation).stream()
            .map(
                item ->
                    new Safeguards.SubProcessor(
                        name(item, Icra.OF_PARTY), name(item, Icra.COUNTRY)))
            .toList(),
        whole(attestation, Icra.ITEM_COUNT),
        validity(attestation));
  }

  /** Each node that any attestation names, with what all of them say of it. */
  private List<Safeguards.Node> nodes(List<Node> ofNodes) {
    Map<String, List<Safeguards.Result>> results = new TreeMap<>();
    for (Node attestation : ofNodes) {
      for (Node item : items(attestation)) {
        results
            .computeIfAbsent(
                facts.object(item, Icra.OF_RESOURCE).map(Node::getURI).orElse(""),
                k -> new ArrayList<>())
            .add(
                new Safeguards.Result(
                    issuer(attestation),
                    text(item, Icra.OUTCOME),
                    text(item, Icra.ROOT_OF_TRUST),
                    facts.instant(attestation, Icra.VALID_FROM).orElse(null)));
      }
    }
    return results.entrySet().stream()
        .map(
            each ->
                new Safeguards.Node(
                    each.getKey().isEmpty() ? null : each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * The most that anybody counts: who attests fewer nodes than another has not seen them all. Not
   * known where one of them does not count.
   */
  private @Nullable Integer nodeCount(List<Node> ofNodes) {
    int most = 0;
    for (Node attestation : ofNodes) {
      @Nullable Integer count = whole(attestation, Icra.ITEM_COUNT);
      if (count == null) {
        return null;
      }
      most = Math.max(most, count);
    }
    return ofNodes.isEmpty() ? null : most;
  }

  /** The DID that signed the credential of an attestation; empty where nobody is known to have. */
  private String issuer(Node attestation) {
    return facts
        .object(attestation, Icra.ATTESTED_BY)
        .map(credential -> facts.subjects(Icra.OF_CREDENTIAL, credential))
        .filter(results -> results.size() == 1)
        .flatMap(results -> facts.text(results.getFirst(), ISSUER))
        .orElse("");
  }

  private Safeguards.Validity validity(Node attestation) {
    return new Safeguards.Validity(
        facts.instant(attestation, Icra.VALID_FROM).orElse(null),
        facts.instant(attestation, Icra.VALID_UNTIL).orElse(null));
  }

  private List<Node> items(Node attestation) {
    return facts.objects(attestation, Icra.LISTS_ITEM);
  }

  private @Nullable String name(Node subject, Node property) {
    return facts.object(subject, property).map(Node::getURI).orElse(null);
  }

  private Set<String> names(Node subject, Node property) {
    return facts.objects(subject, property).stream()
        .map(Node::getURI)
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable String text(Node subject, Node property) {
    return facts.text(subject, property).orElse(null);
  }

  private @Nullable Integer whole(Node subject, Node property) {
    return facts.whole(subject, property).orElse(null);
  }
}
