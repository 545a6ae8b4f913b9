package eu.continuo.service.place;

import eu.continuo.ontology.Canonical;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.Waiver;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Naive;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.Rule;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final LastWord lastWord;
  private final Placer placer = new Placer();

  /**
   * Places what is in this continuum as these policies allow.
   *
   * @param lastWord is asked about each plan before it is kept
   */
  public Placing(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.lastWord = lastWord;
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
    return place(wish, principal, now, better -> {});
  }

  /**
   * As the other one.
   *
   * @param progress is told the score of each better plan that is found on the way
   */
  public Placed place(Wish wish, Principal principal, Instant now, Consumer<String> progress) {
    Solved solved =
        continuum.read(principal, view -> solve(view.getDefaultGraph(), wish, now, progress));
    if (!solved.findings.isEmpty()) {
      return new Placed.NotPlaced(solved.findings);
    }
    List<GraphRow> inputs =
        continuum.graphs(principal).stream()
            .filter(r -> !r.name().iri().contains("/g/plan/"))
            .toList();
    Outcome outcome = java.util.Objects.requireNonNull(solved.outcome);
    String id =
        Canonical.digest(
                wish
                    + " "
                    + now
                    + " "
                    + outcome.read.decisions().dataSha256()
                    + " "
                    + outcome.plan.sites())
            .substring(0, 16);
    Node plan = NodeFactory.createURI(continuum.names().base() + "id/plan/" + id);
    Change change =
        new Change.Replace(
            continuum.names().plan(id),
            PlanGraph.of(
                plan, outcome.read.applications(), outcome.plan, outcome.read.decisions(), inputs),
            new Change.Declaration(
                continuum.names().base() + "id/party/continuo",
                Change.Visibility.RESTRICTED,
                null));
    Commit commit =
        allowing.committed(
            () -> lastWord.about(finished(outcome, principal), principal, now),
            still -> continuum.commit(change, Principal.SERVICE, now, still));
    return switch (commit) {
      case Commit.NotKept refused -> new Placed.NotPlaced(refused.findings());
      case Commit.Kept kept -> answer(plan, outcome, now);
      case Commit.Unchanged unchanged -> answer(plan, outcome, now);
    };
  }

  /** Plans, and keeps nothing: what the plan would be, were it made now. */
  public Placed rehearse(Wish wish, Principal principal, Instant now) {
    Solved solved =
        continuum.read(principal, view -> solve(view.getDefaultGraph(), wish, now, better -> {}));
    return solved.outcome == null
        ? new Placed.NotPlaced(solved.findings)
        : answer(NodeFactory.createURI("urn:not-kept"), solved.outcome, now);
  }

  private Solved solve(Graph view, Wish wish, Instant now, Consumer<String> progress) {
    return switch (Reading.of(view, allowing, wish.applications, wish.weights, now)) {
      case Reading.Unreadable(List<Finding> findings) -> new Solved(findings, null);
      case Reading.Read read -> {
        PlacementPlan plan =
            placer.place(
                read.problem(),
                new PlacerLimits(
                    wish.seed,
                    PlacerLimits.DEFAULT.movesPerComponent(),
                    PlacerLimits.DEFAULT.timeCap()),
                Map.of(),
                better -> progress.accept(better.toString()));
        yield new Solved(
            List.of(),
            new Outcome(
                read,
                plan,
                PlacementBound.prove(read.problem(), plan.score()),
                Naive.cheapestFirst(read.problem()).evaluation()));
      }
    };
  }

  /** The plan with what its components require now, which may be more than when it was begun. */
  private LastWord.Finished finished(Outcome outcome, Principal principal) {
    return continuum.read(
        principal,
        view ->
            Finishing.plan(LastWord.Purpose.PLAN, view.getDefaultGraph(), outcome.plan.sites()));
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
    Decisions decisions = outcome.read.decisions();
    long allowed = decisions.all().stream().filter(Decision::allow).count();
    return new Placed.Plan(
        plan.getURI(),
        now,
        outcome.read.problem().components().size(),
        solved.assignments().size(),
        solved.totals().byName(),
        solved.totals().weighedEuroPerMonth(outcome.read.problem().weights()),
        solved.score().toString(),
        outcome.bound.map(b -> Placed.Bound.of(b, solved.score())).orElse(null),
        solved.assignments().stream().map(a -> assignment(a, decisions)).toList(),
        solved.unplaced().stream()
            .map(u -> new Placed.Unplaced(u.component().value(), u.reasons()))
            .toList(),
        new Placed.NaivePlan(
            outcome.naive.totals().costEuroPerMonth(),
            outcome.naive.totals().carbonGramsPerHour(),
            outcome.naive.broken().size(),
            broken),
        allowed,
        decisions.all().size() - allowed,
        outcome.read.projection().leftOut());
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
      Reading.Read read, PlacementPlan plan, Optional<PlacementBound> bound, Evaluation naive) {}

  private record Solved(
      List<Finding> findings, @org.jspecify.annotations.Nullable Outcome outcome) {}
}
