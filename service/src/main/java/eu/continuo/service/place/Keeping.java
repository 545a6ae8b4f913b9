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
import eu.continuo.solver.Rule;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.tradeoff.InOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Keeps plans in the graph, and answers what they say. */
final class Keeping {
  private final Continuum continuum;
  private final Allowing allowing;
  private final LastWord lastWord;

  Keeping(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.lastWord = lastWord;
  }

  /**
   * A plan that was found.
   *
   * @param steps of an objective in order; none where all is weighed
   */
  record Outcome(
      Reading.Read read,
      PlacementPlan plan,
      Optional<PlacementBound> bound,
      Evaluation naive,
      List<InOrder.Step> steps) {

    static Outcome of(Reading.Read read, PlacementProblem problem, InOrder.Ordered ordered) {
      return new Outcome(
          read,
          ordered.plan(),
          PlacementBound.prove(problem, ordered.plan().score()),
          Naive.cheapestFirst(read.problem()).evaluation(),
          ordered.steps());
    }
  }

  /**
   * Keeps a plan.
   *
   * @param wish what it was asked for by, for its name
   * @param revised the plan that it repairs
   */
  Placed keep(
      Object wish, Outcome outcome, Optional<Node> revised, Principal principal, Instant now) {
    List<GraphRow> inputs =
        continuum.graphs(principal).stream()
            .filter(r -> !r.name().iri().contains("/g/plan/"))
            .toList();
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
                plan,
                outcome.read.applications(),
                outcome.plan,
                outcome.read.decisions(),
                inputs,
                revised),
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
      case Commit.Kept kept -> answer(plan.getURI(), outcome, now);
      case Commit.Unchanged unchanged -> answer(plan.getURI(), outcome, now);
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

  /** What a plan says. */
  static Placed.Plan answer(String plan, Outcome outcome, Instant now) {
    PlacementPlan solved = outcome.plan;
    Map<String, Integer> broken = new LinkedHashMap<>();
    for (Map.Entry<Rule, Integer> e : outcome.naive.brokenByRule().entrySet()) {
      broken.put(e.getKey().key(), e.getValue());
    }
    Decisions decisions = outcome.read.decisions();
    long allowed = decisions.all().stream().filter(Decision::allow).count();
    return new Placed.Plan(
        plan,
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
        outcome.read.projection().leftOut(),
        outcome.steps.stream()
            .map(s -> new Placed.Aimed(s.term().key(), s.amount(), s.least().orElse(null)))
            .toList());
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
}
