package eu.continuo.solver.bound;

import eu.continuo.solver.bound.PriceCertificate.UnitPrices;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Searches for prices that prove a high bound, by subgradient steps as long as Polyak's, in the
 * direction of Camerini, Fratta and Maffioli (1975). It goes on for a number of steps that depends
 * on the size of the problem alone.
 *
 * <p>What it computes proves nothing: prices are handed over and checked elsewhere.
 */
final class PriceAscent {
  private static final double WORK = 3e8;
  private static final int STEPS_MIN = 60;
  private static final int STEPS_MAX = 1_500;
  private static final int PATIENCE = 25;
  private static final double DEFLECTION = 1.5;
  private static final int RESOURCES = 3;

  private final PlacementProblem problem;
  private final int components;
  private final int sites;
  private final double[][] own;
  private final double[][] demand;
  private final double[][] free;
  private final double[] unit = new double[RESOURCES];
  private final Map<FailureDomainId, Integer> domains = new LinkedHashMap<>();
  private final int[] domainOf;
  private final boolean[][] member;
  private final int[] groupSize;
  private final double pair;
  private final int[] from;
  private final int[] to;
  private final double[][][] latency;

  /** All prices in one array: capacities, then crowding, then the shares of chains. */
  private final int crowdingAt;

  private final int latencyAt;
  private final int length;

  private double[] best;

  PriceAscent(PlacementProblem problem) {
    this.problem = problem;
    List<Component> all = problem.components();
    List<Site> targets = problem.sites();
    components = all.size();
    sites = targets.size();
    own = new double[components][sites];
    demand = new double[components][];
    free = new double[sites][];
    domainOf = new int[sites];
    Map<ComponentId, Integer> number = new LinkedHashMap<>();
    for (int s = 0; s < sites; s++) {
      Site site = targets.get(s);
      free[s] =
          new double[] {
            site.free().vcpuMillicores(), site.free().memoryMiB(), site.free().gpus().count()
          };
      domainOf[s] = domains.computeIfAbsent(site.failureDomain(), d -> domains.size());
    }
    for (int c = 0; c < components; c++) {
      Component component = all.get(c);
      number.put(component.id(), c);
      demand[c] =
          new double[] {
            component.demand().vcpuMillicores(),
            component.demand().memoryMiB(),
            component.demand().gpus().count()
          };
      for (int r = 0; r < RESOURCES; r++) {
        unit[r] = Math.max(unit[r], demand[c][r]);
      }
      for (int s = 0; s < sites; s++) {
        own[c][s] = alone(component, c, targets.get(s), s);
      }
    }
    int groups = problem.spreadGroups().size();
    member = new boolean[groups][components];
    groupSize = new int[groups];
    for (int g = 0; g < groups; g++) {
      groupSize[g] = problem.spreadGroups().get(g).members().size();
      for (ComponentId id : problem.spreadGroups().get(g).members()) {
        member[g][number.getOrDefault(id, 0)] = true;
      }
    }
    pair = problem.weights().points(Term.RISK_SPREAD, 1);
    int chains = problem.chains().size();
    from = new int[chains];
    to = new int[chains];
    latency = new double[chains][][];
    for (int k = 0; k < chains; k++) {
      Chain chain = problem.chains().get(k);
      from[k] = number.getOrDefault(chain.from(), 0);
      to[k] = number.getOrDefault(chain.to(), 0);
      latency[k] = latencies(chain);
    }
    crowdingAt = sites * RESOURCES;
    latencyAt = crowdingAt + groups * domains.size();
    length = latencyAt + chains * sites;
    best = new double[length];
  }

  private double alone(Component component, int c, Site site, int s) {
    for (int r = 0; r < RESOURCES; r++) {
      if (demand[c][r] > free[s][r]) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return problem.allows(component.id(), site.id())
        ? problem.weights().points(Term.COST_EURO, site.costEuroPerMonth(component.demand()))
            + problem
                .weights()
                .points(Term.CARBON_GRAMS, site.carbonGramsPerHour(component.demand()))
            + problem
                .weights()
                .points(Term.MIGRATION_EURO, problem.running().moveEuro(component.id(), site.id()))
        : Double.POSITIVE_INFINITY;
  }

  private double[][] latencies(Chain chain) {
    double[][] points = new double[sites][sites];
    for (int s = 0; s < sites; s++) {
      for (int t = 0; t < sites; t++) {
        SiteId one = problem.sites().get(s).id();
        SiteId other = problem.sites().get(t).id();
        OptionalDouble ms = problem.latencies().roundTripMs(one, other);
        points[s][t] =
            problem.latencies().meets(chain, one, other)
                ? problem.weights().points(Term.LATENCY_MS, ms.orElse(0))
                : Double.POSITIVE_INFINITY;
      }
    }
    return points;
  }

  /**
   * The best prices found.
   *
   * @param reachable the points of a known plan: no bound is above them
   */
  PriceCertificate prices(double reachable) {
    double[] prices = new double[length];
    double[] direction = new double[length];
    double[] gradient = new double[length];
    double highest = Double.NEGATIVE_INFINITY;
    double stepLength = 1;
    int quiet = 0;
    for (int step = 0; step < steps(); step++) {
      double value = relax(prices, gradient);
      if (Double.isInfinite(value)) {
        break;
      }
      if (value > highest + 1) {
        highest = value;
        best = prices.clone();
        quiet = 0;
      } else if (++quiet >= PATIENCE) {
        quiet = 0;
        stepLength /= 2;
        prices = best.clone();
        Arrays.fill(direction, 0);
        continue;
      }
      deflect(direction, gradient);
      double square = projected(prices, direction);
      if (square == 0 || reachable - value < 1) {
        break;
      }
      double along = stepLength * (reachable - value) / square;
      for (int i = 0; i < length; i++) {
        prices[i] += along * direction[i] * scale(i) * scale(i);
        if (i < latencyAt) {
          prices[i] = Math.max(0, prices[i]);
        }
      }
    }
    return certificate();
  }

  private int steps() {
    double work =
        (double) components * sites * (1 + groupSize.length) + (double) from.length * sites * sites;
    return (int) Math.clamp(WORK / work, STEPS_MIN, STEPS_MAX);
  }

  /** Prices of different kinds move by what one component needs at most of each. */
  private double scale(int i) {
    return i < crowdingAt && unit[i % RESOURCES] > 0 ? 1 / unit[i % RESOURCES] : 1;
  }

  private void deflect(double[] direction, double[] gradient) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < length; i++) {
      double scale = scale(i) * scale(i);
      product += direction[i] * gradient[i] * scale;
      square += direction[i] * direction[i] * scale;
    }
    double back = product < 0 && square > 0 ? -DEFLECTION * product / square : 0;
    for (int i = 0; i < length; i++) {
      direction[i] = gradient[i] + back * direction[i];
    }
  }

  /** Leaves out what would make a price negative, and gives the square of what is left. */
  private double projected(double[] prices, double[] direction) {
    double square = 0;
    for (int i = 0; i < length; i++) {
      if (i < latencyAt && prices[i] <= 0 && direction[i] < 0) {
        direction[i] = 0;
      }
      square += direction[i] * direction[i] * scale(i) * scale(i);
    }
    return square;
  }

  /** What all components cost at their cheapest sites with these prices, and where it rises. */
  private double relax(double[] prices, double[] gradient) {
    Arrays.fill(gradient, 0);
    int chains = from.length;
    double[][] cost = new double[components][sites];
    for (int c = 0; c < components; c++) {
      for (int s = 0; s < sites; s++) {
        cost[c][s] = own[c][s];
        for (int r = 0; r < RESOURCES; r++) {
          cost[c][s] += prices[s * RESOURCES + r] * demand[c][r];
        }
        for (int g = 0; g < member.length; g++) {
          cost[c][s] += member[g][c] ? prices[crowding(g, domainOf[s])] : 0;
        }
      }
    }
    int[][] partner = new int[chains][sites];
    for (int k = 0; k < chains; k++) {
      secondPays(k, prices, cost, partner[k]);
    }
    double value = 0;
    int[] chosen = new int[components];
    for (int c = 0; c < components; c++) {
      for (int s = 1; s < sites; s++) {
        chosen[c] = cost[c][s] < cost[c][chosen[c]] ? s : chosen[c];
      }
      value += cost[c][chosen[c]];
      for (int r = 0; r < RESOURCES; r++) {
        gradient[chosen[c] * RESOURCES + r] += demand[c][r];
      }
      for (int g = 0; g < member.length; g++) {
        gradient[crowding(g, domainOf[chosen[c]])] += member[g][c] ? 1 : 0;
      }
    }
    for (int k = 0; k < chains; k++) {
      gradient[latencyAt + k * sites + chosen[from[k]]] += 1;
      gradient[latencyAt + k * sites + partner[k][chosen[to[k]]]] -= 1;
    }
    for (int i = 0; i < crowdingAt; i++) {
      double capacity = free[i / RESOURCES][i % RESOURCES];
      value -= prices[i] * capacity;
      gradient[i] -= capacity;
    }
    for (int i = crowdingAt; i < latencyAt; i++) {
      int size = groupSize[(i - crowdingAt) / domains.size()];
      int members = membersWorth(prices[i], size);
      value -= prices[i] * members - pair * members * (members - 1) / 2;
      gradient[i] -= members;
    }
    return value;
  }

  private int crowding(int group, int domain) {
    return crowdingAt + group * domains.size() + domain;
  }

  /** Adds to the cost of a chain's second component what its first one leaves of the latency. */
  private void secondPays(int chain, double[] prices, double[][] cost, int[] partner) {
    double[] first = own[from[chain]];
    for (int t = 0; t < sites; t++) {
      double least = Double.POSITIVE_INFINITY;
      for (int s = 0; s < sites; s++) {
        double left =
            first[s] == Double.POSITIVE_INFINITY
                ? first[s]
                : latency[chain][s][t] - prices[latencyAt + chain * sites + s];
        if (left < least) {
          least = left;
          partner[t] = s;
        }
      }
      cost[to[chain]][t] += least;
    }
    for (int s = 0; s < sites; s++) {
      cost[from[chain]][s] += prices[latencyAt + chain * sites + s];
    }
  }

  /** With how many members in a domain the price exceeds the pairs by most. */
  private int membersWorth(double price, int size) {
    return pair <= 0 ? size : (int) Math.clamp(1 + Math.floor(price / pair), 1, size);
  }

  private PriceCertificate certificate() {
    Map<SiteId, UnitPrices> capacity = new LinkedHashMap<>();
    for (int s = 0; s < sites; s++) {
      UnitPrices unitPrices =
          new UnitPrices(
              fractions(s * RESOURCES), fractions(s * RESOURCES + 1), fractions(s * RESOURCES + 2));
      if (!unitPrices.equals(UnitPrices.NONE)) {
        capacity.put(problem.sites().get(s).id(), unitPrices);
      }
    }
    List<Map<FailureDomainId, Long>> crowding = new ArrayList<>();
    for (int g = 0; g < member.length; g++) {
      Map<FailureDomainId, Long> group = new LinkedHashMap<>();
      int of = g;
      domains.forEach((domain, d) -> group.put(domain, fractions(crowding(of, d))));
      crowding.add(group);
    }
    List<Map<SiteId, Long>> shares = new ArrayList<>();
    for (int k = 0; k < from.length; k++) {
      Map<SiteId, Long> chain = new LinkedHashMap<>();
      for (int s = 0; s < sites; s++) {
        chain.put(problem.sites().get(s).id(), fractions(latencyAt + k * sites + s));
      }
      shares.add(chain);
    }
    return new PriceCertificate(capacity, crowding, shares);
  }

  private long fractions(int i) {
    return Math.round(best[i] * PriceCertificate.FRACTIONS);
  }
}
