package eu.continuo.solver.bound;

import eu.continuo.solver.bound.PriceCertificate.UnitPrices;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Says what a certificate proves, in whole numbers and without a line of the search that found the
 * prices.
 *
 * <p>Every component goes where it is cheapest, prices included, as if it were alone. That is no
 * dearer than any plan that places all and breaks no rule: what such a plan pays for capacity is at
 * most the price of all that is free; what the members of a group pay for a domain is at most the
 * pairs that they make there and {@link #rebate}; and the two shares of a chain are at most its
 * latency.
 */
final class CertificateCheck {
  private static final long FRACTIONS = PriceCertificate.FRACTIONS;

  private final PlacementProblem problem;
  private final PriceCertificate prices;

  private CertificateCheck(PlacementProblem problem, PriceCertificate prices) {
    this.problem = problem;
    this.prices = prices;
  }

  /**
   * The points that every plan loses which places all components and breaks no rule; empty where
   * the certificate proves nothing: it does not fit the problem, its sums are too large to be
   * counted, or a component has no site at all.
   */
  static OptionalLong provenPoints(PlacementProblem problem, PriceCertificate prices) {
    if (prices.crowding().size() != problem.spreadGroups().size()
        || prices.latency().size() != problem.chains().size()
        || prices.capacity().values().stream()
            .anyMatch(p -> p.millicore() < 0 || p.mebibyte() < 0 || p.gpu() < 0)
        || prices.crowding().stream()
            .anyMatch(group -> group.values().stream().anyMatch(price -> price < 0))) {
      return OptionalLong.empty();
    }
    try {
      return new CertificateCheck(problem, prices).proven();
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong proven() {
    Map<Component, Map<SiteId, Long>> costs = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      Map<SiteId, Long> atSites = new LinkedHashMap<>();
      for (Site site : problem.sites()) {
        if (problem.allows(component.id(), site.id()) && fits(component, site)) {
          atSites.put(site.id(), cost(component, site));
        }
      }
      costs.put(component, atSites);
    }
    for (int i = 0; i < problem.chains().size(); i++) {
      chain(problem.chains().get(i), prices.latency().get(i), costs);
    }
    long sum = 0;
    for (Map<SiteId, Long> atSites : costs.values()) {
      if (atSites.isEmpty()) {
        return OptionalLong.empty();
      }
      sum =
          Math.addExact(
              sum, atSites.values().stream().mapToLong(Long::longValue).min().orElseThrow());
    }
    for (Site site : problem.sites()) {
      UnitPrices unit = prices.capacity().getOrDefault(site.id(), UnitPrices.NONE);
      sum = Math.subtractExact(sum, times(unit.millicore(), site.free().vcpuMillicores()));
      sum = Math.subtractExact(sum, times(unit.mebibyte(), site.free().memoryMiB()));
      sum = Math.subtractExact(sum, times(unit.gpu(), site.free().gpus().count()));
    }
    Set<FailureDomainId> domains = new LinkedHashSet<>();
    problem.sites().forEach(site -> domains.add(site.failureDomain()));
    for (int i = 0; i < problem.spreadGroups().size(); i++) {
      for (FailureDomainId domain : domains) {
        long price = prices.crowding().get(i).getOrDefault(domain, 0L);
        sum = Math.subtractExact(sum, rebate(problem.spreadGroups().get(i), price));
      }
    }
    // A plan loses whole points.
    return OptionalLong.of(Math.ceilDiv(sum, FRACTIONS));
  }

  private static boolean fits(Component component, Site site) {
    return component.demand().vcpuMillicores() <= site.free().vcpuMillicores()
        && component.demand().memoryMiB() <= site.free().memoryMiB()
        && component.demand().gpus().count() <= site.free().gpus().count();
  }

  private long cost(Component component, Site site) {
    Weights weights = problem.weights();
    long points =
        Math.addExact(
            Math.addExact(
                weights.points(Term.COST_EURO, site.costEuroPerMonth(component.demand())),
                weights.points(Term.CARBON_GRAMS, site.carbonGramsPerHour(component.demand()))),
            weights.points(
                Term.MIGRATION_EURO, problem.running().moveEuro(component.id(), site.id())));
    UnitPrices unit = prices.capacity().getOrDefault(site.id(), UnitPrices.NONE);
    long cost = times(points, FRACTIONS);
    cost = Math.addExact(cost, times(unit.millicore(), component.demand().vcpuMillicores()));
    cost = Math.addExact(cost, times(unit.mebibyte(), component.demand().memoryMiB()));
    cost = Math.addExact(cost, times(unit.gpu(), component.demand().gpus().count()));
    for (int i = 0; i < problem.spreadGroups().size(); i++) {
      if (problem.spreadGroups().get(i).members().contains(component.id())) {
        cost = Math.addExact(cost, prices.crowding().get(i).getOrDefault(site.failureDomain(), 0L));
      }
    }
    return cost;
  }

  /**
   * Divides the latency of a chain between its ends. An end from which no site of the other is
   * within the bound is no end of a plan that breaks no rule.
   */
  private void chain(
      Chain chain, Map<SiteId, Long> firstPays, Map<Component, Map<SiteId, Long>> costs) {
    Map<SiteId, Long> first = costs.get(problem.component(chain.from()).orElseThrow());
    Map<SiteId, Long> second = costs.get(problem.component(chain.to()).orElseThrow());
    if (first == null || second == null) {
      throw new IllegalStateException("The ends of a chain are components of its problem.");
    }
    first
        .keySet()
        .removeIf(from -> second.keySet().stream().noneMatch(to -> meets(chain, from, to)));
    second
        .keySet()
        .removeIf(to -> first.keySet().stream().noneMatch(from -> meets(chain, from, to)));
    second.replaceAll(
        (to, cost) ->
            Math.addExact(
                cost,
                first.keySet().stream()
                    .filter(from -> meets(chain, from, to))
                    .mapToLong(
                        from ->
                            Math.subtractExact(
                                times(points(from, to), FRACTIONS),
                                firstPays.getOrDefault(from, 0L)))
                    .min()
                    .orElseThrow()));
    first.replaceAll((from, cost) -> Math.addExact(cost, firstPays.getOrDefault(from, 0L)));
  }

  private boolean meets(Chain chain, SiteId from, SiteId to) {
    return problem.latencies().meets(chain, from, to);
  }

  private long points(SiteId from, SiteId to) {
    return problem
        .weights()
        .points(Term.LATENCY_MS, problem.latencies().roundTripMs(from, to).orElse(0));
  }

  /** The most by which what members pay for one domain exceeds what they lose as pairs there. */
  private long rebate(SpreadGroup group, long price) {
    long pair = times(problem.weights().points(Term.RISK_SPREAD, 1), FRACTIONS);
    long most = 0;
    for (long members = 1; members <= group.members().size(); members++) {
      long pairs = times(pair, members * (members - 1) / 2);
      most = Math.max(most, Math.subtractExact(times(price, members), pairs));
    }
    return most;
  }

  private static long times(long a, long b) {
    return Math.multiplyExact(a, b);
  }
}
