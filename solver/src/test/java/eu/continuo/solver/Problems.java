package eu.continuo.solver;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.AntiAffinity.Apart;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.Energy;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.Home;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.Maintenance;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Prices;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.ProviderId;
import eu.continuo.solver.model.Running;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SitePair;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Problems for tests: drawn from a seed, or put together from a few figures. */
public final class Problems {

  private Problems() {}

  public static PlacementProblem accepted(PlacementRequest request) {
    ProblemCheck check = request.check();
    assertThat(check).isInstanceOf(ProblemCheck.Accepted.class);
    return ((ProblemCheck.Accepted) check).problem();
  }

  static SiteId siteId(String id) {
    return new SiteId(id);
  }

  static ComponentId componentId(String id) {
    return new ComponentId(id);
  }

  static Component component(String id, double vcpu, double memoryGiB, int gpus) {
    return new Component(
        componentId(id),
        new ApplicationId("shop"),
        new Demand(new Cores(vcpu), new MemoryGiB(memoryGiB), new Gpus(gpus)));
  }

  /** A site of 8 vCPU, 32 GiB and 1 GPU at 0.01 euro a vCPU-hour, 10 W, PUE 1.5, 200 g/kWh. */
  static Site site(String id, String failureDomain) {
    return new Site(
        siteId(id),
        new ProviderId("provider-of-" + id),
        "Testland",
        new FailureDomainId(failureDomain),
        new Capacity(new Cores(8), new MemoryGiB(32), new Gpus(1)),
        new Prices(0.01, 0.002, 1),
        new Energy(10, 1.5, 200));
  }

  static Eligibility allowAll(List<Site> sites, List<Component> components) {
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>();
    Set<SiteId> all = new LinkedHashSet<>();
    sites.forEach(site -> all.add(site.id()));
    components.forEach(component -> allowed.put(component.id(), all));
    return new Eligibility(allowed, List.of());
  }

  /**
   * A problem in which every rule binds somewhere: tight sites, pairs that policy refuses with and
   * without a reason, round trips above a bound or unknown.
   */
  public static PlacementProblem random(long seed, int componentCount, int siteCount) {
    return accepted(drawn(seed, componentCount, siteCount));
  }

  /** The request of such a problem. */
  public static PlacementRequest drawn(long seed, int componentCount, int siteCount) {
    Random random = new Random(seed);
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < siteCount; i++) {
      sites.add(randomSite(random, i, siteCount));
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < componentCount; i++) {
      components.add(
          component(
              "c" + i,
              (1 + random.nextInt(16)) * 0.25,
              (1 + random.nextInt(32)) * 0.5,
              random.nextInt(5) == 0 ? 1 : 0));
    }
    return new PlacementRequest(
        sites,
        components,
        randomEligibility(random, sites, components),
        randomChains(random, components),
        randomLatencies(random, sites),
        List.of(
            new SpreadGroup("first", ids(components.subList(0, 2))),
            new SpreadGroup("all", ids(components))),
        new Weights(1, random.nextDouble(), random.nextDouble(), 1, random.nextInt(40)));
  }

  /**
   * Such a problem where most components run already, at sites that may be lost, may refuse them or
   * be too full; of two applications and three priorities, with ceilings and a small budget.
   */
  public static PlacementProblem running(long seed, int componentCount, int siteCount) {
    PlacementRequest drawn = disrupted(seed, drawn(seed, componentCount, siteCount));
    Random random = new Random(~seed);
    List<Component> components = new ArrayList<>();
    Map<ComponentId, Home> homes = new LinkedHashMap<>();
    Set<ComponentId> freed = new LinkedHashSet<>();
    for (Component component : drawn.components()) {
      components.add(
          new Component(
              component.id(),
              new ApplicationId("application-" + random.nextInt(2)),
              component.demand(),
              random.nextInt(3)));
      if (random.nextInt(10) < 7) {
        int site = random.nextInt(siteCount + 1);
        homes.put(component.id(), new Home(siteId("s" + site), random.nextDouble() * 20));
        if (random.nextInt(3) == 0) {
          freed.add(component.id());
        }
      }
    }
    PlacementProblem uncapped =
        accepted(
            with(drawn, components, List.of(), new Running(homes, freed, MoveBudget.UNLIMITED)));
    Amounts of = Evaluator.evaluate(uncapped, randomPlan(seed, uncapped)).totals();
    List<Ceiling> ceilings = new ArrayList<>();
    for (Term term : Term.values()) {
      if (random.nextInt(3) == 0) {
        ceilings.add(new Ceiling(term, of.of(term) * (0.4 + random.nextDouble())));
      }
    }
    MoveBudget budget = new MoveBudget(random.nextInt(4), random.nextInt(3));
    return accepted(with(drawn, components, ceilings, new Running(homes, freed, budget)));
  }

  /** The same, where some pairs must not fail together and some sites may be under maintenance. */
  private static PlacementRequest disrupted(long seed, PlacementRequest drawn) {
    Random random = new Random(seed * 31 + 7);
    List<AntiAffinity> apart = new ArrayList<>();
    for (int i = 1; i < drawn.components().size(); i++) {
      if (random.nextInt(3) == 0) {
        apart.add(
            new AntiAffinity(
                drawn.components().get(random.nextInt(i)).id(),
                drawn.components().get(i).id(),
                List.of(Apart.values()).get(random.nextInt(3))));
      }
    }
    List<Maintenance> windows =
        drawn.sites().stream()
            .filter(site -> random.nextInt(8) == 0)
            .map(site -> new Maintenance(site.id(), Instant.parse("2026-12-01T04:00:00Z")))
            .toList();
    return drawn.with(apart, windows);
  }

  private static PlacementRequest with(
      PlacementRequest of, List<Component> components, List<Ceiling> ceilings, Running running) {
    return new PlacementRequest(
        of.sites(),
        components,
        of.eligibility(),
        of.chains(),
        of.latencies(),
        of.spreadGroups(),
        of.antiAffinities(),
        of.maintenances(),
        of.weights(),
        ceilings,
        running);
  }

  /** A plan of that problem that looks at nothing; a component in six has no site. */
  public static Map<ComponentId, SiteId> randomPlan(long seed, PlacementProblem problem) {
    Random random = new Random(seed);
    Map<ComponentId, SiteId> plan = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      if (random.nextInt(6) > 0) {
        plan.put(component.id(), problem.sites().get(random.nextInt(problem.sites().size())).id());
      }
    }
    return plan;
  }

  private static Site randomSite(Random random, int number, int siteCount) {
    return new Site(
        siteId("s" + number),
        new ProviderId("p" + number % 3),
        "Testland",
        new FailureDomainId("d" + random.nextInt(1 + siteCount / 2)),
        new Capacity(
            new Cores(2 + random.nextInt(9)),
            new MemoryGiB(8 + random.nextInt(33)),
            new Gpus(random.nextInt(2))),
        new Prices(
            0.005 + random.nextDouble() * 0.05,
            0.001 + random.nextDouble() * 0.01,
            0.5 + random.nextDouble() * 3),
        new Energy(
            2 + random.nextDouble() * 10, 1 + random.nextDouble(), 20 + random.nextDouble() * 700));
  }

  private static Eligibility randomEligibility(
      Random random, List<Site> sites, List<Component> components) {
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>();
    List<Eligibility.RefusedPair> refused = new ArrayList<>();
    for (Component component : components) {
      Set<SiteId> allowedSites = new LinkedHashSet<>();
      for (Site site : sites) {
        int draw = random.nextInt(10);
        if (draw < 7) {
          allowedSites.add(site.id());
        } else if (draw < 9) {
          refused.add(
              new Eligibility.RefusedPair(
                  component.id(), site.id(), List.of("the owner is not attested")));
        }
      }
      allowed.put(component.id(), allowedSites);
    }
    return new Eligibility(allowed, refused);
  }

  private static List<Chain> randomChains(Random random, List<Component> components) {
    List<Chain> chains = new ArrayList<>();
    for (int i = 1; i < components.size(); i++) {
      chains.add(
          new Chain(
              components.get(random.nextInt(i)).id(),
              components.get(i).id(),
              10 + random.nextInt(60)));
    }
    return chains;
  }

  private static Latencies randomLatencies(Random random, List<Site> sites) {
    Map<SitePair, Double> roundTripMs = new LinkedHashMap<>();
    for (Site a : sites) {
      for (Site b : sites) {
        if (random.nextInt(12) > 0) {
          roundTripMs.putIfAbsent(
              new SitePair(a.id(), b.id()),
              a.equals(b) ? random.nextDouble() : 1 + random.nextDouble() * 60);
        }
      }
    }
    return new Latencies(roundTripMs);
  }

  private static List<ComponentId> ids(List<Component> components) {
    return components.stream().map(Component::id).toList();
  }
}
