package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.GraphNames;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.SiteId;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * A plan as it lies in the graph.
 *
 * @param plan its node
 * @param at its clock
 * @param applications the IRIs of the applications that it places
 * @param sites the site of each placed component
 * @param amounts what each of them amounted to there when it was planned
 */
public record KeptPlan(
    Node plan,
    Instant at,
    List<String> applications,
    Map<ComponentId, SiteId> sites,
    Map<ComponentId, Amount> amounts) {
  private static final Node GENERATED_AT_TIME =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  public KeptPlan {
    applications = List.copyOf(applications);
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
  }

  /** What a component amounted to when it was planned. */
  public record Amount(double costEuroPerMonth, double carbonGramsPerHour) {}

  /**
   * What is desired of all consumers that a view shows, as one plan: the plan is the latest of
   * which something is desired.
   */
  static Optional<KeptPlan> desired(DatasetGraph view, Facts facts, GraphNames names) {
    List<Node> assignments = new ArrayList<>();
    view.listGraphNodes()
        .forEachRemaining(
            graph -> {
              if (names.isDesired(graph)) {
                assignments.addAll(new Facts(view.getGraph(graph)).instances(Icra.ASSIGNMENT));
              }
            });
    assignments.sort(Comparator.comparing(Node::getURI));
    List<Node> plans =
        assignments.stream()
            .flatMap(a -> facts.object(a, Icra.IN_PLAN).stream())
            .distinct()
            .toList();
    return plans.stream()
        .max(Comparator.comparing(plan -> at(facts, plan)))
        .map(
            latest ->
                read(
                    facts,
                    latest,
                    plans.stream()
                        .flatMap(p -> facts.objects(p, Icra.FOR_APPLICATION).stream())
                        .map(Node::getURI)
                        .distinct()
                        .sorted()
                        .toList(),
                    assignments));
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
    return read(
        facts,
        plan,
        facts.objects(plan, Icra.FOR_APPLICATION).stream().map(Node::getURI).toList(),
        facts.subjects(Icra.IN_PLAN, plan));
  }

  private static KeptPlan read(
      Facts facts, Node plan, List<String> applications, List<Node> assignments) {
    Map<ComponentId, SiteId> sites = new LinkedHashMap<>();
    Map<ComponentId, Amount> amounts = new LinkedHashMap<>();
    for (Node assignment : assignments) {
      Optional<Node> component = facts.object(assignment, Icra.FOR_COMPONENT);
      Optional<Node> site = facts.object(assignment, Icra.AT_SITE);
      if (component.isPresent() && site.isPresent()) {
        ComponentId id = new ComponentId(component.get().getURI());
        sites.put(id, new SiteId(site.get().getURI()));
        facts
            .number(assignment, Icra.COST_EURO_PER_MONTH)
            .ifPresent(
                cost ->
                    facts
                        .number(assignment, Icra.CARBON_GRAMS_PER_HOUR)
                        .ifPresent(
                            grams ->
                                amounts.put(
                                    id, new Amount(cost.doubleValue(), grams.doubleValue()))));
      }
    }
    return new KeptPlan(plan, at(facts, plan), applications, sites, amounts);
  }

  private static Instant at(Facts facts, Node plan) {
    return facts.instant(plan, GENERATED_AT_TIME).orElse(Instant.EPOCH);
  }
}
