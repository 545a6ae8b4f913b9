package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.place.Replanned.Event;
import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.Rule;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.replan.Move;
import eu.continuo.solver.replan.Replan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** What has changed for what runs, as the graph tells it. */
final class RunningEvents {
  /** Below a hundredth of what it was, a price or a grid is as it was. */
  private static final double SAME = 0.01;

  private final KeptPlan running;
  private final Reading.Read read;
  private final Map<SiteId, String> lost = new LinkedHashMap<>();
  private final Map<SiteId, List<String>> missed = new LinkedHashMap<>();
  private final List<ComponentId> departed;

  private RunningEvents(KeptPlan running, Reading.Read read, Facts facts) {
    this.running = running;
    this.read = read;
    this.departed =
        running.sites().keySet().stream()
            .filter(id -> read.problem().component(id).isEmpty())
            .sorted(Comparator.comparing(ComponentId::value))
            .toList();
    for (SiteId site : new LinkedHashSet<>(running.sites().values())) {
      if (read.problem().site(site).isEmpty()) {
        lost.put(site, whyLost(site));
      } else {
        List<String> words = missedAt(facts, site);
        if (!words.isEmpty()) {
          missed.put(site, words);
        }
      }
    }
  }

  /** What has changed since a plan was made. */
  static RunningEvents of(Facts facts, KeptPlan running, Reading.Read read) {
    return new RunningEvents(running, read, facts);
  }

  /** What ran and is not known any more. */
  List<ComponentId> departed() {
    return departed;
  }

  private String whyLost(SiteId site) {
    return read.projection().leftOut().stream()
        .filter(l -> l.site().equals(site.value()))
        .findFirst()
        .map(
            l ->
                "%s lacks what a plan needs to know: %s."
                    .formatted(site, String.join(", ", l.missing())))
        .orElse("%s is not known any more.".formatted(site));
  }

  /** The objectives of a site's offering of which the latest measurement missed. */
  private List<String> missedAt(Facts facts, SiteId site) {
    List<String> words = new ArrayList<>();
    Node offering = NodeFactory.createURI(read.projection().offering(site));
    for (Node agreement : facts.subjects(Icra.FOR_OFFERING, offering)) {
      for (Node objective : facts.objects(agreement, Icra.OBJECTIVE)) {
        latest(facts, objective)
            .filter(m -> facts.text(m, Icra.OBJECTIVE_MET).filter("false"::equals).isPresent())
            .ifPresent(
                m ->
                    words.add(
                        "%s missed its objective %s in the period from %s."
                            .formatted(
                                offering.getURI(),
                                objective.getURI(),
                                facts
                                    .instant(m, Icra.PERIOD_START)
                                    .map(Object::toString)
                                    .orElse("an unknown instant"))));
      }
    }
    return words;
  }

  private static Optional<Node> latest(Facts facts, Node objective) {
    return facts.subjects(Icra.OF_OBJECTIVE, objective).stream()
        .max(Comparator.comparing(m -> facts.instant(m, Icra.PERIOD_START).orElse(Instant.EPOCH)));
  }

  /** What is allowed where nothing stays at a site whose objective was missed. */
  Eligibility leavingMissed(Eligibility eligibility) {
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>(eligibility.allowed());
    List<Eligibility.RefusedPair> refused = new ArrayList<>(eligibility.refused());
    running
        .sites()
        .forEach(
            (component, site) -> {
              Set<SiteId> there = allowed.getOrDefault(component, Set.of());
              if (missed.containsKey(site) && there.contains(site)) {
                Set<SiteId> others = new HashSet<>(there);
                others.remove(site);
                allowed.put(component, others);
                refused.add(
                    new Eligibility.RefusedPair(
                        component, site, missed.getOrDefault(site, List.of())));
              }
            });
    return new Eligibility(allowed, refused);
  }

  /** Why a component moves, in words. */
  List<String> because(Move move) {
    String words = lost.get(move.from());
    return words == null ? move.because() : List.of(words);
  }

  /** All that has changed: what is lost or broken first. */
  List<Event> told(Replan replan) {
    List<Event> events = new ArrayList<>();
    lost.forEach((site, words) -> events.add(new Event("siteLost", site.value(), words)));
    broken(events);
    missed.forEach(
        (site, words) ->
            events.add(new Event("objectiveMissed", site.value(), String.join(" ", words))));
    figures(events);
    replan
        .arrivals()
        .forEach(
            id -> events.add(new Event("arrived", id.value(), "%s did not run.".formatted(id))));
    departed.forEach(
        id ->
            events.add(
                new Event("departed", id.value(), "%s is not known any more.".formatted(id))));
    running
        .sites()
        .forEach(
            (id, site) -> {
              if (read.problem().component(id).isPresent()
                  && read.projection().moveEuro(id, site).isEmpty()) {
                events.add(
                    new Event(
                        "unpriced",
                        id.value(),
                        ("What moving %s away from %s costs is not known, since no price of egress"
                                + " is stated there; it counts nothing.")
                            .formatted(id, site)));
              }
            });
    return events;
  }

  private void broken(List<Event> events) {
    PlacementProblem now = read.problem();
    Map<ComponentId, SiteId> there = new LinkedHashMap<>();
    running
        .sites()
        .forEach(
            (id, site) -> {
              if (now.component(id).isPresent() && now.site(site).isPresent()) {
                there.put(id, site);
              }
            });
    for (BrokenRule broken : Evaluator.evaluate(now, there).broken()) {
      kind(broken.rule())
          .ifPresent(
              kind ->
                  events.add(
                      new Event(kind, broken.components().getFirst().value(), broken.words())));
    }
  }

  private static Optional<String> kind(Rule rule) {
    return switch (rule) {
      case ELIGIBILITY -> Optional.of("refused");
      case CAPACITY_VCPU, CAPACITY_MEMORY, CAPACITY_GPU -> Optional.of("tooFull");
      case LATENCY_BOUND -> Optional.of("tooFar");
      case ANTI_AFFINITY -> Optional.of("together");
      case MAINTENANCE -> Optional.of("maintenance");
      case CEILING, MOVE_BUDGET, MOVE_BUDGET_PER_APPLICATION -> Optional.empty();
    };
  }

  /** Where what runs costs or emits something else than when it was planned. */
  private void figures(List<Event> events) {
    Map<SiteId, double[]> bySite = new LinkedHashMap<>();
    for (Component component : read.problem().components()) {
      SiteId at = running.sites().get(component.id());
      KeptPlan.Amount then = running.amounts().get(component.id());
      Optional<Site> site = Optional.ofNullable(at).flatMap(read.problem()::site);
      if (at != null && then != null && site.isPresent()) {
        double[] sums = bySite.computeIfAbsent(at, k -> new double[4]);
        sums[0] += then.costEuroPerMonth();
        sums[1] += site.get().costEuroPerMonth(component.demand());
        sums[2] += then.carbonGramsPerHour();
        sums[3] += site.get().carbonGramsPerHour(component.demand());
      }
    }
    bySite.forEach(
        (site, sums) -> {
          change(events, "price", site, "cost", "euro a month", sums[0], sums[1]);
          change(events, "grid", site, "emit", "g CO2e an hour", sums[2], sums[3]);
        });
  }

  private static void change(
      List<Event> events,
      String kind,
      SiteId site,
      String verb,
      String unit,
      double then,
      double now) {
    if (Math.abs(now - then) > SAME * Math.max(then, now)) {
      events.add(
          new Event(
              kind,
              site.value(),
              String.format(
                  Locale.ROOT,
                  "What runs at %s would %s %.2f %s and not %.2f as planned.",
                  site,
                  verb,
                  now,
                  unit,
                  then)));
    }
  }
}
