package eu.continuo.service.allow;

import eu.continuo.ontology.ContextNames;
import eu.continuo.policies.CommitRequest;
import eu.continuo.policies.CommitRequest.Value;
import eu.continuo.policies.Policy;
import eu.continuo.service.gate.Admission;
import eu.continuo.shapes.NetChange;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * Asks the policies that decide about commits. They see the entities of the change alone, as they
 * were and as they would be, so that the cost follows the change and a decision can be made again
 * from the log.
 */
public final class Admitting implements Admission {
  private final ContextNames names = new ContextNames();
  private final Supplier<Asked> policies;

  /** Asks the policies that are in force when it is asked. */
  public Admitting(Supplier<Asked> policies) {
    this.policies = policies;
  }

  @Override
  public List<String> inForce() {
    return policies.get().enforced().stream().map(Policy::name).toList();
  }

  @Override
  public List<Finding> judge(Proposal proposal) {
    Asked asked = policies.get();
    if (proposal.entities().isEmpty() || asked.isNobody()) {
      return List.of();
    }
    CommitRequest request = request(proposal);
    return Stream.concat(
            asked.enforced().stream()
                .flatMap(p -> p.objections(request, proposal.now()).stream())
                .map(o -> finding("policy.not-admitted", Severity.VIOLATION, o)),
            asked.shadows().stream()
                .flatMap(p -> p.objections(request, proposal.now()).stream())
                .map(o -> finding("policy.shadow", Severity.WARNING, o)))
        .sorted(Finding.WORST_FIRST)
        .toList();
  }

  /**
   * Of what is loaded in bulk no policy is shown anything; where one is in force, it is refused.
   */
  @Override
  public List<Finding> judgeWhole(Graph judged) {
    return List.of();
  }

  private static Finding finding(String code, Severity severity, Policy.Objection objection) {
    return new Finding(
        code,
        severity,
        objection.subject().isEmpty() ? null : objection.subject(),
        null,
        objection.reason().code(),
        objection.reason().policy(),
        objection.reason().message(),
        "The policy "
            + objection.reason().policy()
            + " says so; its README says what it asks of a change.");
  }

  private CommitRequest request(Proposal proposal) {
    SortedMap<String, CommitRequest.Target> graphs = new TreeMap<>();
    proposal
        .graphs()
        .forEach(
            (iri, target) ->
                graphs.put(
                    iri,
                    new CommitRequest.Target(
                        target.owner(), target.visible() ? "public" : "restricted")));
    SortedMap<String, CommitRequest.Entity> entities = new TreeMap<>();
    Map<Node, Set<Triple>> added = bySubject(proposal.change().added());
    Map<Node, Set<Triple>> removed = bySubject(proposal.change().removed());
    for (Node entity : proposal.entities()) {
      entities.put(
          entity.getURI(),
          entity(
              entity,
              proposal.change(),
              added.getOrDefault(entity, Set.of()),
              removed.getOrDefault(entity, Set.of())));
    }
    return new CommitRequest(proposal.principal(), graphs, entities);
  }

  private static Map<Node, Set<Triple>> bySubject(Iterable<Triple> triples) {
    Map<Node, Set<Triple>> bySubject = new HashMap<>();
    triples.forEach(
        t -> bySubject.computeIfAbsent(t.getSubject(), k -> new LinkedHashSet<>()).add(t));
    return bySubject;
  }

  private CommitRequest.Entity entity(
      Node entity, NetChange change, Set<Triple> added, Set<Triple> removed) {
    List<Triple> after = change.after().find(entity, Node.ANY, Node.ANY).toList();
    Set<Triple> before = new LinkedHashSet<>(after);
    before.removeAll(added);
    before.addAll(removed);
    return new CommitRequest.Entity(said(before), said(after));
  }

  private Map<String, List<Value>> said(Iterable<Triple> triples) {
    Map<String, List<Value>> said = new HashMap<>();
    triples.forEach(
        t ->
            said.computeIfAbsent(name(t.getPredicate()), k -> new ArrayList<>())
                .add(value(t.getPredicate(), t.getObject())));
    said.values().forEach(values -> values.sort(Comparator.comparing(Object::toString)));
    return said;
  }

  private String name(Node property) {
    return property.equals(RDF.type.asNode()) ? "type" : names.of(property);
  }

  private Value value(Node property, Node object) {
    if (!object.isLiteral()) {
      String name =
          property.equals(RDF.type.asNode()) ? names.of(object) : names.of(object, property);
      return new Value.Text(name);
    }
    return switch (object.getLiteral().isWellFormed() ? object.getLiteralValue() : null) {
      case Boolean flag -> new Value.Flag(flag);
      // JSON has no number for these, and Rego orders every text above every number.
      case Double figure when !Double.isFinite(figure) -> text(object);
      case Float figure when !Float.isFinite(figure) -> text(object);
      case Number number -> new Value.Count(new BigDecimal(number.toString()));
      case null, default -> text(object);
    };
  }

  private static Value text(Node literal) {
    return new Value.Text(literal.getLiteralLexicalForm());
  }
}
