package eu.continuo.bench;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Aim;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.place.Replanned;
import eu.continuo.service.place.Replanning;
import eu.continuo.service.place.Scheduled;
import eu.continuo.service.place.Scheduling;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * The applications of the example of Europe, planned, repaired and scheduled through the service as
 * a user would have it: what the graph says is read, policies are asked, and the planner searches.
 */
final class EuropePlans {
  private final Europe europe;

  EuropePlans(Europe europe) {
    this.europe = europe;
  }

  /** Every application is placed, once for each seed; nothing is kept. */
  List<PlaceRun.Row> placed(List<Long> seeds) throws Exception {
    List<PlaceRun.Row> rows = new ArrayList<>();
    for (long seed : seeds) {
      Placing.Wish wish = new Placing.Wish(List.of(), Aim.DEFAULT, seed);
      Spent<Placed> spent =
          Spent.on(
              () -> europe.instance().placing().rehearse(wish, Principal.OPERATOR, europe.now()));
      Placed.Plan plan = plan(spent.result());
      Placed.Bound bound = Objects.requireNonNull(plan.bound(), "A bound was not found.");
      rows.add(
          new PlaceRun.Row(
              Europe.NAME,
              seed,
              null,
              plan.requested(),
              sites(),
              "continuo",
              hundredths(spent.elapsedMs() / 1000),
              hundredths(plan.weighedEuroPerMonth()),
              hundredths(bound.euroPerMonth()),
              bound.gap() == null ? null : hundredths(bound.gap() * 100),
              null,
              used(plan).size(),
              plan.requested() - plan.placed()));
    }
    return rows;
  }

  /**
   * One site of the plan loses all that it has, another one each time, and comes back.
   *
   * @param budget how many of what could stay may move, as a share of what must
   */
  List<PlaceRepair.Row> repaired(int times, double budget) throws Exception {
    Placed.Plan plan =
        plan(europe.instance().placing().place(Placing.Wish.ALL, Principal.OPERATOR, europe.now()));
    List<String> used = used(plan);
    List<PlaceRepair.Row> rows = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      String lost = used.get(time % used.size());
      long displaced = plan.assignments().stream().filter(a -> a.site().equals(lost)).count();
      String capacities = capacities(lost);
      committed("DELETE DATA { " + capacities + " }");
      Replanning.Wish wish =
          new Replanning.Wish(
              Optional.of(plan.plan()),
              new MoveBudget((int) (budget * displaced), 1),
              List.of(),
              Aim.DEFAULT,
              false,
              false,
              time);
      Spent<Replanned> spent =
          Spent.on(
              () -> europe.instance().replanning().replan(wish, Principal.OPERATOR, europe.now()));
      committed("INSERT DATA { " + capacities + " }");
      if (!(spent.result() instanceof Replanned.Repaired repaired)) {
        throw new IllegalStateException(spent.result().toString());
      }
      rows.add(
          new PlaceRepair.Row(
              Europe.NAME,
              plan.requested(),
              sites(),
              time,
              1,
              Math.toIntExact(displaced),
              repaired.moves().size(),
              repaired.plan().requested() - repaired.plan().placed(),
              spent.elapsedMs(),
              hundredths(plan.weighedEuroPerMonth()),
              hundredths(repaired.plan().weighedEuroPerMonth())));
    }
    return rows;
  }

  /**
   * What the jobs with a deadline save where least carbon is all that counts, against running at
   * once where that is best.
   */
  List<ShiftStages.Row> shifted() {
    Scheduled scheduled =
        europe
            .instance()
            .scheduling()
            .schedule(
                new Scheduling.Wish(
                    List.of(), Scheduling.Wish.HOURS, 0, Weights.only(Term.CARBON_GRAMS)),
                Principal.OPERATOR,
                europe.now());
    if (!(scheduled instanceof Scheduled.Schedule schedule)) {
      throw new IllegalStateException(scheduled.toString());
    }
    return schedule.jobs().stream()
        .filter(job -> job.atOnce() != null && job.missingHours() == 0)
        .collect(Collectors.groupingBy(Scheduled.Job::interruptible))
        .entrySet()
        .stream()
        .map(jobs -> row(jobs.getKey(), jobs.getValue()))
        .toList();
  }

  private static ShiftStages.Row row(boolean interruptible, List<Scheduled.Job> jobs) {
    double waiting = jobs.stream().mapToDouble(Scheduled.Job::carbonGrams).sum();
    double atOnce =
        jobs.stream().mapToDouble(j -> Objects.requireNonNull(j.atOnce()).carbonGrams()).sum();
    return new ShiftStages.Row(
        Europe.NAME,
        "own",
        interruptible,
        ShiftStages.Knowledge.PERFECT,
        ShiftStages.Places.ANY,
        hundredths((1 - waiting / atOnce) * 100),
        0);
  }

  private int sites() {
    return europe.view(
        graph -> Math.toIntExact(graph.stream(Node.ANY, RDF.type.asNode(), Icra.SITE).count()));
  }

  private static List<String> used(Placed.Plan plan) {
    return plan.assignments().stream().map(Placed.Assignment::site).distinct().sorted().toList();
  }

  private static Placed.Plan plan(Placed placed) {
    if (placed instanceof Placed.Plan plan) {
      return plan;
    }
    throw new IllegalStateException(placed.toString());
  }

  /** What a site says that it has, as data of SPARQL Update. */
  private String capacities(String site) {
    return europe
        .instance()
        .store()
        .read(
            dataset ->
                dataset.stream(Node.ANY, Node.ANY, Icra.OF_SITE, NodeFactory.createURI(site))
                    .flatMap(
                        of ->
                            dataset.contains(
                                    of.getGraph(), of.getSubject(), Icra.DIMENSION, Node.ANY)
                                ? dataset.stream(of.getGraph(), of.getSubject(), Node.ANY, Node.ANY)
                                : Stream.<Quad>of())
                    .map(EuropePlans::data)
                    .collect(Collectors.joining(" ")));
  }

  private static String data(Quad quad) {
    return "GRAPH "
        + NodeFmtLib.strNT(quad.getGraph())
        + " { "
        + NodeFmtLib.strNodesNT(quad.getSubject(), quad.getPredicate(), quad.getObject())
        + " }";
  }

  private void committed(String update) throws Exception {
    Commit commit =
        europe
            .instance()
            .continuum()
            .commit(
                new Change.Update(UpdateFactory.create(update)), Principal.OPERATOR, europe.now());
    if (!(commit instanceof Commit.Kept)) {
      throw new IllegalStateException(commit.toString());
    }
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
