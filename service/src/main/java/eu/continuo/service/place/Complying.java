package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SitePair;
import eu.continuo.solver.model.Weights;
import eu.continuo.solver.replan.Evacuation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What it costs that components which are placed may not stay. Each goes where its application
 * weighs least while the rest stays, once as the policies would allow and once as they allow now;
 * the cost is the difference. So nothing is charged to a policy that would have been gained, or
 * lost, by moving the same components without it.
 *
 * <p>Applications go one after the other, and each leaves the next the room that it does not take.
 * Only sites that are among the cheapest or the nearest for a component are tried.
 */
public final class Complying {
  /** So many of the cheapest and so many of the nearest sites are tried for each component. */
  private static final int TRIED = 8;

  private final Facts facts;
  private final Projection projection;
  private final Map<SiteId, Site> sites = new LinkedHashMap<>();
  private final Map<SiteId, List<Site>> nearest = new HashMap<>();
  private final Map<Demand, List<Site>> cheapest = new HashMap<>();

  /** Reads the sites of a view at an instant. */
  public Complying(Graph view, Instant now) {
    this.facts = new Facts(view);
    this.projection = new Projection(facts, now);
    projection.sites().forEach(site -> sites.put(site.id(), site));
  }

  /**
   * What complying comes to.
   *
   * @param euroPerMonth more than without the policy
   * @param carbonGramsPerHour more than without the policy
   * @param moves by component, what has another site than now
   * @param unplaced components for which there is a site without the policy and none with it
   * @param uncounted components of applications of which a fact is missing, so that nothing is told
   */
  public record Complied(
      double euroPerMonth,
      double carbonGramsPerHour,
      Map<String, String> moves,
      List<String> unplaced,
      List<String> uncounted) {
    public Complied {
      moves = Collections.unmodifiableMap(new TreeMap<>(moves));
      unplaced = List.copyOf(unplaced);
      uncounted = List.copyOf(uncounted);
    }
  }

  /**
   * Lets components leave.
   *
   * @param leaving IRIs of components
   * @param placed where each component is, by IRI
   * @param now whether a component may run at a site, both by IRI, as the policies allow now
   * @param then the same as they would allow
   */
  public Complied leave(
      Set<String> leaving,
      Map<String, String> placed,
      BiPredicate<String, String> now,
      BiPredicate<String, String> then) {
    Map<Node, Set<ComponentId>> byApplication = new LinkedHashMap<>();
    for (String component : new TreeSet<>(leaving)) {
      facts.subjects(Icra.HAS_COMPONENT, NodeFactory.createURI(component)).stream()
          .findFirst()
          .ifPresent(
              application ->
                  byApplication
                      .computeIfAbsent(application, k -> new LinkedHashSet<>())
                      .add(new ComponentId(component)));
    }
    Room without = new Room();
    Room with = new Room();
    Sum sum = new Sum();
    byApplication.forEach(
        (application, components) -> {
          Leaving each = leaving(application, components, placed);
          Optional<Map<ComponentId, SiteId>> before = evacuated(each, without, now);
          Optional<Map<ComponentId, SiteId>> after = evacuated(each, with, then);
          if (before.isPresent() && after.isPresent()) {
            sum.add(each, before.get(), after.get());
          } else {
            components.forEach(id -> sum.uncounted.add(id.value()));
          }
        });
    return sum.complied();
  }

  /** Some components of an application leave; the others of it that are placed stay. */
  private record Leaving(
      Projection.Part part, Map<ComponentId, SiteId> homes, Set<ComponentId> components) {
    /** What the application has at a site already. */
    List<Demand> at(SiteId site) {
      return part.components().stream()
          .filter(component -> site.equals(homes.get(component.id())))
          .map(Component::demand)
          .toList();
    }

    Map<ComponentId, SiteId> staying() {
      Map<ComponentId, SiteId> staying = new LinkedHashMap<>(homes);
      staying.keySet().removeAll(components);
      return staying;
    }
  }

  private Leaving leaving(
      Node application, Set<ComponentId> components, Map<String, String> placed) {
    List<Node> members =
        facts.objects(application, Icra.HAS_COMPONENT).stream()
            .filter(member -> placed.containsKey(member.getURI()))
            .toList();
    Map<ComponentId, SiteId> homes = new LinkedHashMap<>();
    for (Node member : members) {
      homes.put(
          new ComponentId(member.getURI()),
          new SiteId(Objects.requireNonNull(placed.get(member.getURI()))));
    }
    return new Leaving(projection.part(application, members), homes, components);
  }

  /** The sites then; empty where a fact of the application is missing. */
  private Optional<Map<ComponentId, SiteId>> evacuated(
      Leaving leaving, Room room, BiPredicate<String, String> allows) {
    Map<SiteId, Site> tried = new LinkedHashMap<>();
    leaving.homes.values().stream()
        .distinct()
        .flatMap(home -> Optional.ofNullable(sites.get(home)).stream())
        .forEach(site -> tried.put(site.id(), room.at(site, leaving.at(site.id()))));
    for (Component component : leaving.part.components()) {
      if (leaving.components.contains(component.id())) {
        worthTrying(component, leaving, room, allows)
            .forEach(site -> tried.putIfAbsent(site.id(), room.at(site, leaving.at(site.id()))));
      }
    }
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>();
    for (Component component : leaving.part.components()) {
      allowed.put(
          component.id(),
          tried.keySet().stream()
              .filter(
                  site ->
                      stays(component, site, leaving)
                          || allows.test(component.id().value(), site.value()))
              .collect(Collectors.toUnmodifiableSet()));
    }
    PlacementRequest request =
        projection.request(
            leaving.part,
            List.copyOf(tried.values()),
            new Eligibility(allowed, List.of()),
            Weights.DEFAULT);
    if (!(request.check() instanceof ProblemCheck.Accepted(PlacementProblem problem))) {
      return Optional.empty();
    }
    Map<ComponentId, SiteId> there = Evacuation.of(problem, leaving.staying());
    for (Component component : leaving.part.components()) {
      @Nullable Site goal = sites.get(there.get(component.id()));
      if (goal != null && isMove(leaving, component, there)) {
        room.take(goal, component.demand());
      }
    }
    return Optional.of(there);
  }

  private static boolean stays(Component component, SiteId site, Leaving leaving) {
    return !leaving.components.contains(component.id())
        && site.equals(leaving.homes.get(component.id()));
  }

  private static boolean isMove(
      Leaving leaving, Component component, Map<ComponentId, SiteId> there) {
    return !Objects.equals(there.get(component.id()), leaving.homes.get(component.id()));
  }

  /** Of the sites that have room for a component, the cheapest and the nearest. */
  private List<Site> worthTrying(
      Component component, Leaving leaving, Room room, BiPredicate<String, String> allows) {
    SiteId home = Objects.requireNonNull(leaving.homes.get(component.id()));
    return Stream.of(
            cheapest.computeIfAbsent(component.demand(), this::cheapest),
            nearest.computeIfAbsent(home, this::nearest))
        .flatMap(
            sorted ->
                sorted.stream()
                    .filter(site -> room.holds(site, component.demand()))
                    .filter(site -> allows.test(component.id().value(), site.id().value()))
                    .limit(TRIED))
        .toList();
  }

  private List<Site> cheapest(Demand demand) {
    return least(site -> weighed(site, demand));
  }

  private List<Site> nearest(SiteId home) {
    return least(
        site ->
            home.equals(site.id())
                ? 0
                : projection
                    .roundTripMs(new SitePair(home, site.id()))
                    .orElse(Double.POSITIVE_INFINITY));
  }

  /** All sites, those with the least of something first. */
  private List<Site> least(ToDoubleFunction<Site> amount) {
    record Measured(Site site, double amount) {}
    return sites.values().stream()
        .map(site -> new Measured(site, amount.applyAsDouble(site)))
        .sorted(Comparator.comparingDouble(Measured::amount))
        .map(Measured::site)
        .toList();
  }

  private static double weighed(Site site, Demand demand) {
    return Weights.DEFAULT.costEuro() * site.costEuroPerMonth(demand)
        + Weights.DEFAULT.carbonGrams() * site.carbonGramsPerHour(demand);
  }

  /** What all applications come to. */
  private final class Sum {
    private double euroPerMonth;
    private double carbonGramsPerHour;
    private final Map<String, String> moves = new TreeMap<>();
    private final List<String> unplaced = new ArrayList<>();
    private final List<String> uncounted = new ArrayList<>();

    void add(Leaving leaving, Map<ComponentId, SiteId> before, Map<ComponentId, SiteId> after) {
      for (Component component : leaving.part.components()) {
        @Nullable SiteId was = before.get(component.id());
        @Nullable SiteId is = after.get(component.id());
        if (was != null && is == null) {
          unplaced.add(component.id().value());
        }
        if (is != null && isMove(leaving, component, after)) {
          moves.put(component.id().value(), is.value());
        }
        @Nullable Site from = was == null ? null : sites.get(was);
        @Nullable Site to = is == null ? null : sites.get(is);
        if (from != null && to != null) {
          euroPerMonth +=
              to.costEuroPerMonth(component.demand()) - from.costEuroPerMonth(component.demand());
          carbonGramsPerHour +=
              to.carbonGramsPerHour(component.demand())
                  - from.carbonGramsPerHour(component.demand());
        }
      }
    }

    Complied complied() {
      return new Complied(euroPerMonth, carbonGramsPerHour, moves, unplaced, uncounted);
    }
  }
}
