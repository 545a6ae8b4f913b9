package eu.continuo.service.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

/** What complying costs, held against every site that there is. */
class ComplyingTest {
  private static final Instant NOW = GeneratedContinuum.NOW;

  @Test
  void oneComponentGoesWhereItsApplicationWeighsLeastAmongAllSites() {
    int compared = 0;
    for (int seed = 0; seed < 12; seed++) {
      Graph view = generated(2, seed);
      Projection projection = new Projection(new Facts(view), NOW);
      if (projection.sites().size() > 8) {
        continue;
      }
      Map<String, String> placed = placed(view, projection.sites());
      for (Node application : new Facts(view).instances(Icra.APPLICATION)) {
        compared += compare(view, projection, application, placed);
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static int compare(
      Graph view, Projection projection, Node application, Map<String, String> placed) {
    List<Node> members = new Facts(view).objects(application, Icra.HAS_COMPONENT);
    Projection.Part part = projection.part(application, members);
    Map<ComponentId, SiteId> homes = new LinkedHashMap<>();
    part.components()
        .forEach(c -> homes.put(c.id(), new SiteId(String.valueOf(placed.get(c.id().value())))));
    int compared = 0;
    for (Component leaving : part.components()) {
      SiteId home = homes.get(leaving.id());
      BiPredicate<String, String> then =
          (component, site) ->
              !component.equals(leaving.id().value()) || !site.equals(String.valueOf(home));
      Complying.Complied complied =
          new Complying(view, NOW)
              .leave(Set.of(leaving.id().value()), placed, ComplyingTest::anywhere, then);
      Function<SiteId, PlanScore> score = score(projection, part, homes, leaving);
      SiteId before = best(projection.sites(), score, site -> true);
      SiteId after = best(projection.sites(), score, site -> !site.equals(home));
      Map<ComponentId, SiteId> without = new LinkedHashMap<>(homes);
      without.remove(leaving.id());
      boolean fits =
          score.apply(after).hard()
              >= Evaluator.evaluate(problem(projection, part, homes), without).score().hard();
      if (fits) {
        assertThat(complied.moves().keySet()).containsExactly(leaving.id().value());
        SiteId to = new SiteId(String.valueOf(complied.moves().get(leaving.id().value())));
        assertThat(score.apply(to)).isEqualTo(score.apply(after));
        assertThat(complied.unplaced()).isEmpty();
        assertThat(complied.euroPerMonth())
            .isCloseTo(
                euro(projection, to, leaving.demand()) - euro(projection, before, leaving.demand()),
                within(1e-6));
        compared++;
      }
    }
    return compared;
  }

  /** How good the plan is with a component at a site, while all others are at home. */
  private static Function<SiteId, PlanScore> score(
      Projection projection,
      Projection.Part part,
      Map<ComponentId, SiteId> homes,
      Component leaving) {
    PlacementProblem problem = problem(projection, part, homes);
    return site -> {
      Map<ComponentId, SiteId> plan = new LinkedHashMap<>(homes);
      plan.put(leaving.id(), site);
      return Evaluator.evaluate(problem, plan).score();
    };
  }

  private static PlacementProblem problem(
      Projection projection, Projection.Part part, Map<ComponentId, SiteId> homes) {
    Room room = new Room();
    List<Site> sites =
        projection.sites().stream()
            .map(
                site ->
                    room.at(
                        site,
                        part.components().stream()
                            .filter(c -> site.id().equals(homes.get(c.id())))
                            .map(Component::demand)
                            .toList()))
            .toList();
    Set<SiteId> all = sites.stream().map(Site::id).collect(Collectors.toSet());
    Map<ComponentId, Set<SiteId>> allowed = new HashMap<>();
    part.components().forEach(c -> allowed.put(c.id(), all));
    return ((ProblemCheck.Accepted)
            projection
                .request(part, sites, new Eligibility(allowed, List.of()), Weights.DEFAULT)
                .check())
        .problem();
  }

  private static SiteId best(
      List<Site> sites,
      Function<SiteId, PlanScore> score,
      java.util.function.Predicate<SiteId> is) {
    return sites.stream()
        .map(Site::id)
        .filter(is)
        .max(java.util.Comparator.comparing(score))
        .orElseThrow();
  }

  private static double euro(Projection projection, SiteId id, Demand demand) {
    return projection.sites().stream()
        .filter(site -> site.id().equals(id))
        .findFirst()
        .orElseThrow()
        .costEuroPerMonth(demand);
  }

  @Test
  void manyLeaveWithoutOverfillingAndWhatIsTheSameCostsNothing() {
    Graph view = generated(40, 1);
    Projection projection = new Projection(new Facts(view), NOW);
    Map<String, Site> sites = new TreeMap<>();
    projection.sites().forEach(site -> sites.put(site.id().value(), site));
    Map<String, String> placed = placed(view, projection.sites());
    Set<String> leaving = new TreeSet<>();
    placed.keySet().stream().filter(c -> c.hashCode() % 3 == 0).forEach(leaving::add);
    assertThat(leaving).hasSizeGreaterThan(20);
    BiPredicate<String, String> then =
        (component, site) -> !leaving.contains(component) || !site.equals(placed.get(component));
    Complying.Complied complied =
        new Complying(view, NOW).leave(leaving, placed, ComplyingTest::anywhere, then);
    assertThat(complied.uncounted()).isEmpty();
    assertThat(complied.moves().size() + complied.unplaced().size())
        .isGreaterThanOrEqualTo(leaving.size());
    Map<String, Double> vcpu = new TreeMap<>();
    Facts facts = new Facts(view);
    complied
        .moves()
        .forEach(
            (component, site) -> {
              assertThat(then.test(component, site)).isTrue();
              vcpu.merge(
                  site,
                  facts
                      .number(NodeFactory.createURI(component), Icra.REQUESTS_VCPU)
                      .orElseThrow()
                      .doubleValue(),
                  Double::sum);
            });
    vcpu.forEach(
        (site, amount) ->
            assertThat(amount)
                .isLessThanOrEqualTo(
                    java.util.Objects.requireNonNull(sites.get(site)).free().vcpu().count()));
    Complying.Complied same =
        new Complying(view, NOW)
            .leave(leaving, placed, ComplyingTest::anywhere, ComplyingTest::anywhere);
    assertThat(same.euroPerMonth()).isZero();
    assertThat(same.carbonGramsPerHour()).isZero();
    assertThat(same.unplaced()).isEmpty();
  }

  private static boolean anywhere(String component, String site) {
    return !component.equals(site);
  }

  /** All components of an application at one site, another for each. */
  private static Map<String, String> placed(Graph view, List<Site> sites) {
    Facts facts = new Facts(view);
    Map<String, String> placed = new TreeMap<>();
    int next = 0;
    for (Node application : facts.instances(Icra.APPLICATION)) {
      String site = sites.get(next++ % sites.size()).id().value();
      facts.objects(application, Icra.HAS_COMPONENT).forEach(c -> placed.put(c.getURI(), site));
    }
    return placed;
  }

  private static Graph generated(int providers, long seed) {
    Graph graph = GraphFactory.createDefaultGraph();
    new GeneratedContinuum("https://continuum.example/", providers, seed)
        .quads()
        .forEach(quad -> graph.add(quad.asTriple()));
    return graph;
  }
}
