package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.SiteId;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * A plan as it lies in the graph.
 *
 * @param plan its node
 * @param at its clock
 * @param applications the IRIs of the applications that it places
 * @param sites the site of each placed component
 */
public record KeptPlan(
    Node plan, Instant at, List<String> applications, Map<ComponentId, SiteId> sites) {
  private static final Node GENERATED_AT_TIME =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  public KeptPlan {
    applications = List.copyOf(applications);
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
  }

  /**
   * Reads a plan.
   *
   * @param iri of the plan; empty for the latest one
   */
  public static Optional<KeptPlan> of(Facts facts, Optional<String> iri) {
    List<Node> plans = facts.instances(Icra.PLACEMENT_PLAN);
    Optional<Node> plan =
        iri.isPresent()
            ? plans.stream().filter(p -> p.getURI().equals(iri.get())).findFirst()
            : plans.stream().max(Comparator.comparing(p -> at(facts, p)));
    return plan.map(node -> read(facts, node));
  }

  /** What is said where there is no such plan. */
  public static Finding unknown(Optional<String> iri) {
    return new Finding(
        "place.unknown-plan",
        Severity.VIOLATION,
        iri.orElse(null),
        null,
        null,
        null,
        iri.map(p -> "There is no plan <" + p + ">.").orElse("There is no plan."),
        "Place something first, and use the name of the plan that you are told.");
  }

  private static KeptPlan read(Facts facts, Node plan) {
    Map<ComponentId, SiteId> sites = new LinkedHashMap<>();
    for (Node assignment : facts.subjects(Icra.IN_PLAN, plan)) {
      Optional<Node> component = facts.object(assignment, Icra.FOR_COMPONENT);
      Optional<Node> site = facts.object(assignment, Icra.AT_SITE);
      if (component.isPresent() && site.isPresent()) {
        sites.put(new ComponentId(component.get().getURI()), new SiteId(site.get().getURI()));
      }
    }
    return new KeptPlan(
        plan,
        at(facts, plan),
        facts.objects(plan, Icra.FOR_APPLICATION).stream().map(Node::getURI).toList(),
        sites);
  }

  private static Instant at(Facts facts, Node plan) {
    return facts.instant(plan, GENERATED_AT_TIME).orElse(Instant.EPOCH);
  }
}
