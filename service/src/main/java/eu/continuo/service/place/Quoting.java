package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Decisions;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Quoted.Line;
import eu.continuo.service.place.Quoted.Quote;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * Finds the best offers that go together for services that nobody has described yet, at one price
 * for all. Nothing is kept; it is computed over the view of whoever asks.
 */
public final class Quoting {
  private static final int MOST_SERVICES = 200;
  private static final ApplicationId QUOTED = new ApplicationId("quote");

  private final Continuum continuum;
  private final Allowing allowing;
  private final LastWord lastWord;

  /**
   * Quotes from what is in this continuum, as these policies allow.
   *
   * @param lastWord is asked about each quote before it is given
   */
  public Quoting(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.lastWord = lastWord;
  }

  /**
   * A service that is wanted.
   *
   * @param name how the request calls it
   * @param requirements what it requires of a site
   */
  public record Service(
      String name,
      double vcpu,
      double memoryGiB,
      int gpus,
      List<DecisionRequest.Requirement> requirements) {
    public Service {
      requirements = List.copyOf(requirements);
    }
  }

  /** Two services that talk to each other, and the longest round trip between them, in ms. */
  public record Near(String from, String to, double maxLatencyMs) {}

  /**
   * What is wanted.
   *
   * @param services at least one
   * @param near which must be near each other
   * @param apart groups of services that should not fail together
   */
  public record Wish(List<Service> services, List<Near> near, List<List<String>> apart) {
    public Wish {
      services = List.copyOf(services);
      near = List.copyOf(near);
      apart = List.copyOf(apart);
    }
  }

  /** Quotes, for an instant. */
  public Quoted quote(Wish wish, Principal principal, Instant now) {
    List<Finding> findings = review(wish);
    if (!findings.isEmpty()) {
      return new Quoted.NotQuoted(findings);
    }
    Quoted quoted = continuum.read(principal, view -> quote(view.getDefaultGraph(), wish, now));
    if (!(quoted instanceof Quoted.Quote quote)) {
      return quoted;
    }
    List<Finding> against = lastWord.about(finished(wish, quote), principal, now);
    return against.isEmpty() ? quote : new Quoted.NotQuoted(against);
  }

  private static LastWord.Finished finished(Wish wish, Quoted.Quote quote) {
    return Finishing.finished(
        LastWord.Purpose.QUOTE,
        components(wish),
        quote.lines().stream().collect(Collectors.toMap(Quoted.Line::service, Quoted.Line::site)));
  }

  private static List<DecisionRequest.Component> components(Wish wish) {
    return wish.services.stream()
        .map(s -> new DecisionRequest.Component(s.name(), s.requirements()))
        .toList();
  }

  private static List<Finding> review(Wish wish) {
    List<Finding> findings = new ArrayList<>();
    if (wish.services.size() > MOST_SERVICES) {
      findings.add(
          Finding.violation(
              "place.too-many",
              "The request has %d services.".formatted(wish.services.size()),
              "At most %d are quoted at once.".formatted(MOST_SERVICES)));
    }
    List<String> names = wish.services.stream().map(Service::name).toList();
    names.stream()
        .distinct()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .forEach(
            name ->
                findings.add(
                    Finding.violation(
                        "place.duplicate-id",
                        "There is more than one service %s.".formatted(name),
                        "Name it once.")));
    return findings;
  }

  private Quoted quote(Graph view, Wish wish, Instant now) {
    Facts facts = new Facts(view);
    Decisions decisions =
        allowing.decide(
            view,
            new DecisionRequest(
                components(wish), facts.instances(Icra.SITE).stream().map(Node::getURI).toList()),
            now);
    Projection projection = new Projection(facts, now);
    PlacementRequest request =
        projection.request(
            wish.services.stream().map(Quoting::component).toList(),
            wish.near.stream()
                .map(
                    n ->
                        new Chain(
                            new ComponentId(n.from()), new ComponentId(n.to()), n.maxLatencyMs()))
                .toList(),
            groups(wish),
            decisions,
            Weights.DEFAULT);
    return switch (request.check()) {
      case ProblemCheck.Refused(List<Violation> violations) ->
          new Quoted.NotQuoted(violations.stream().map(Reading::finding).toList());
      case ProblemCheck.Accepted(PlacementProblem problem) -> {
        PlacementPlan plan = new Placer().place(problem, PlacerLimits.DEFAULT);
        Optional<PlacementBound> bound = PlacementBound.prove(problem, plan.score());
        yield new Quote(
            now,
            plan.assignments().stream().map(a -> line(projection, a)).toList(),
            plan.totals().costEuroPerMonth(),
            plan.totals().carbonGramsPerHour(),
            bound.map(b -> Placed.Bound.of(b, plan.score())).orElse(null),
            Explaining.whyNot(problem, plan),
            projection.leftOut());
      }
    };
  }

  private static Component component(Service service) {
    return new Component(
        new ComponentId(service.name()),
        QUOTED,
        new Demand(
            new Cores(service.vcpu()),
            new MemoryGiB(service.memoryGiB()),
            new Gpus(service.gpus())));
  }

  private static List<SpreadGroup> groups(Wish wish) {
    List<SpreadGroup> groups = new ArrayList<>();
    for (List<String> apart : wish.apart) {
      groups.add(
          new SpreadGroup(String.join(", ", apart), apart.stream().map(ComponentId::new).toList()));
    }
    return groups;
  }

  private static Line line(Projection projection, PlacementPlan.Assignment a) {
    SiteId site = a.site();
    return new Line(
        a.component().value(),
        projection.offering(site),
        site.value(),
        a.provider().value(),
        a.country(),
        a.costEuroPerMonth(),
        a.carbonGramsPerHour());
  }
}
