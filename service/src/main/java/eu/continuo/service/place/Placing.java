package eu.continuo.service.place;

import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.Waiver;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Naive;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.Rule;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * Places applications: the policies say where each component may run, the solver where it should,
 * and the plan goes into the graph with what it was made from. The plan is computed over the view
 * of whoever asks.
 */
public final class Placing {
  private final Continuum continuum;
  private final Allowing allowing;
  private final Told told;
  private final Placer placer = new Placer();

  /**
   * Places what is in this continuum as these policies allow.
   *
   * @param told hears of each plan
   */
  public Placing(Continuum continuum, Allowing allowing, Told told) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.told = told;
  }

  /** Who hears of a plan before it is kept. */
  @FunctionalInterface
  public interface Told {
    /**
     * Hears what was placed where.
     *
     * @param placed for each site that has components, these and the site
     */
    void of(List<DecisionRequest> placed, Principal principal, Instant now);
  }

  /**
   * What is to be placed and what it should weigh.
   *
   * @param applications IRIs of applications; empty for every one that is seen
   * @param weights what an operator would pay to have one unit less of each term
   * @param seed the same seed, view and clock give the same plan
   */
  public record Wish(List<String> applications, Weights weights, long seed) {
    public Wish {
      applications = List.copyOf(applications);
    }

    /** Every application, default weights, seed 0. */
    public static final Wish ALL = new Wish(List.of(), Weights.DEFAULT, 0);
  }

  /** Plans, and commits the plan. */
  public Placed place(Wish wish, Principal principal, Instant now) {
    Solved solved = continuum.read(principal, view -> solve(view.getDefaultGraph(), wish, now));
    if (!solved.findings.isEmpty()) {
      return new Placed.NotPlaced(solved.findings);
    }
    List<GraphRow> inputs =
        continuum.graphs(principal).stream()
            .filter(r -> !r.name().iri().contains("/g/plan/"))
            .toList();
    Outcome outcome = java.util.Objects.requireNonNull(solved.outcome);
    told.of(outcome.placed, principal, now);
    String id =
        Canonical.digest(
                wish
                    + " "
                    + now
                    + " "
                    + outcome.decisions.dataSha256()
                    + " "
                    + outcome.plan.sites())
            .substring(0, 16);
    Node plan = NodeFactory.createURI(continuum.names().base() + "id/plan/" + id);
    Commit commit =
        continuum.commit(
            new Change.Replace(
                continuum.names().plan(id),
                PlanGraph.of(plan, outcome.applications, outcome.plan, outcome.decisions, inputs),
                new Change.Declaration(
                    continuum.names().base() + "id/party/continuo",
                    Change.Visibility.RESTRICTED,
                    null)),
            Principal.SERVICE,
            now);
    return switch (commit) {
      case Commit.NotKept refused -> new Placed.NotPlaced(refused.findings());
      case Commit.Kept kept -> answer(plan, outcome, now);
      case Commit.Unchanged unchanged -> answer(plan, outcome, now);
    };
  }

  /** Plans, and keeps nothing: what the plan would be, were it made now. */
  public Placed rehearse(Wish wish, Principal principal, Instant now) {
    Solved solved = continuum.read(principal, view -> solve(view.getDefaultGraph(), wish, now));
    return solved.outcome == null
        ? new Placed.NotPlaced(solved.findings)
        : answer(NodeFactory.createURI("urn:not-kept"), solved.outcome, now);
  }

  private Solved solve(Graph view, Wish wish, Instant now) {
    Facts facts = new Facts(view);
    List<Node> applications = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<Node> known = facts.instances(Icra.APPLICATION);
    if (wish.applications.isEmpty()) {
      applications.addAll(known);
    }
    for (String iri : wish.applications) {
      Node application = NodeFactory.createURI(iri);
      if (known.contains(application)) {
        applications.add(application);
      } else {
        findings.add(
            new Finding(
                "place.unknown-application",
                Severity.VIOLATION,
                iri,
                null,
                null,
                null,
                "There is no application <" + iri + ">.",
                known.isEmpty()
                    ? "No application is known; load one first."
                    : "There are: "
                        + String.join(", ", known.stream().map(Node::getURI).toList())
                        + "."));
      }
    }
    if (findings.isEmpty() && applications.isEmpty()) {
      findings.add(
          Finding.violation("place.nothing", "No application is known.", "Load one first."));
    }
    if (!findings.isEmpty()) {
      return new Solved(findings, null);
    }
    List<Node> components =
        applications.stream()
            .flatMap(a -> facts.objects(a, Icra.HAS_COMPONENT).stream())
            .distinct()
            .toList();
    Decisions decisions = allowing.decide(view, components, now);
    Projection projection = new Projection(facts, now);
    return switch (projection.request(applications, decisions, wish.weights).check()) {
      case ProblemCheck.Refused(var violations) ->
          new Solved(
              violations.stream()
                  .map(
                      v ->
                          new Finding(
                              "place."
                                  + v.code()
                                      .name()
                                      .toLowerCase(java.util.Locale.ROOT)
                                      .replace('_', '-'),
                              Severity.VIOLATION,
                              v.subject(),
                              null,
                              null,
                              null,
                              v.message(),
                              v.hint()))
                  .toList(),
              null);
      case ProblemCheck.Accepted(PlacementProblem problem) -> {
        PlacementPlan plan =
            placer.place(
                problem,
                new PlacerLimits(
                    wish.seed,
                    PlacerLimits.DEFAULT.movesPerComponent(),
                    PlacerLimits.DEFAULT.timeCap()));
        yield new Solved(
            List.of(),
            new Outcome(
                applications,
                decisions,
                plan,
                placed(Allowing.components(view, components), plan),
                Naive.cheapestFirst(problem).evaluation(),
                problem.components().size(),
                projection.leftOut()));
      }
    };
  }

  private static List<DecisionRequest> placed(
      List<DecisionRequest.Component> components, PlacementPlan plan) {
    Map<String, String> siteOf = new HashMap<>();
    plan.assignments().forEach(a -> siteOf.put(a.component().value(), a.site().value()));
    return siteOf.values().stream()
        .distinct()
        .sorted()
        .map(
            site ->
                new DecisionRequest(
                    components.stream().filter(c -> site.equals(siteOf.get(c.iri()))).toList(),
                    List.of(site)))
        .toList();
  }

  /** Why a component is where it is; what would forbid it, were it not waived, included. */
  static List<String> reasons(PlacementPlan.Assignment assigned, Decisions decisions) {
    List<String> reasons = new ArrayList<>(assigned.reasons());
    decisions
        .of(assigned.component().value(), assigned.site().value())
        .ifPresent(d -> d.waived().forEach(w -> reasons.add(words(w))));
    return List.copyOf(reasons);
  }

  private static String words(Decision.Waived waived) {
    Waiver waiver = waived.waiver();
    return "Waived by %s until %s, because %s: %s"
        .formatted(waiver.by(), waiver.until(), waiver.why(), waived.reason().message());
  }

  private static Placed.Plan answer(Node plan, Outcome outcome, Instant now) {
    PlacementPlan solved = outcome.plan;
    Map<String, Integer> broken = new LinkedHashMap<>();
    for (Map.Entry<Rule, Integer> e : outcome.naive.brokenByRule().entrySet()) {
      broken.put(e.getKey().key(), e.getValue());
    }
    long allowed = outcome.decisions.all().stream().filter(Decision::allow).count();
    return new Placed.Plan(
        plan.getURI(),
        now,
        outcome.requested,
        solved.assignments().size(),
        solved.totals().byName(),
        solved.score().toString(),
        solved.assignments().stream().map(a -> assignment(a, outcome.decisions)).toList(),
        solved.unplaced().stream()
            .map(u -> new Placed.Unplaced(u.component().value(), u.reasons()))
            .toList(),
        new Placed.NaivePlan(
            outcome.naive.totals().costEuroPerMonth(),
            outcome.naive.totals().carbonGramsPerHour(),
            outcome.naive.broken().size(),
            broken),
        allowed,
        outcome.decisions.all().size() - allowed,
        outcome.leftOut);
  }

  private static Placed.Assignment assignment(PlacementPlan.Assignment a, Decisions decisions) {
    return new Placed.Assignment(
        a.component().value(),
        a.site().value(),
        a.provider().value(),
        a.country(),
        a.costEuroPerMonth(),
        a.carbonGramsPerHour(),
        reasons(a, decisions),
        a.alternatives().stream()
            .map(o -> new Placed.Alternative(o.site().value(), o.weighedEuroPerMonth()))
            .toList());
  }

  private record Outcome(
      List<Node> applications,
      Decisions decisions,
      PlacementPlan plan,
      List<DecisionRequest> placed,
      Evaluation naive,
      int requested,
      List<Placed.LeftOut> leftOut) {}

  private record Solved(
      List<Finding> findings, @org.jspecify.annotations.Nullable Outcome outcome) {}
}
