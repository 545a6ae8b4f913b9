package eu.continuo.solver.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Checks a {@link BoundCertificate} in whole numbers, from the fleet and the prices alone. It
 * shares no code with the search for the bound, and works differently: it lists every slot of a
 * group and sorts them.
 */
public final class BoundChecker {

  private static final long PARTS = BoundCertificate.PARTS_PER_POINT;
  private static final long NEVER = Long.MAX_VALUE;

  /** What a check found. */
  public sealed interface Verdict {

    /** The prices prove the claimed bound. */
    record Proven() implements Verdict {}

    /** They do not. */
    record Rejected(String why) implements Verdict {}
  }

  private final FleetProblem problem;
  private final long[][] price;

  private BoundChecker(FleetProblem problem, long[][] price) {
    this.problem = problem;
    this.price = price;
  }

  /** Checks a claim. */
  public static Verdict check(FleetProblem problem, BoundCertificate certificate) {
    long[][] price = certificate.priceParts();
    if (price.length != problem.pools
        || Arrays.stream(price).anyMatch(row -> row.length != ResourceKind.COUNT)) {
      return new Verdict.Rejected("It has no price for each resource of each pool.");
    }
    if (Arrays.stream(price).flatMapToLong(Arrays::stream).anyMatch(each -> each < 0)) {
      return new Verdict.Rejected("A price is negative.");
    }
    try {
      long provenParts = new BoundChecker(problem, price).parts();
      long proven = provenParts == NEVER ? NEVER : Math.floorDiv(provenParts, PARTS);
      return certificate.lowerBoundPoints() <= proven
          ? new Verdict.Proven()
          : new Verdict.Rejected(
              "It claims %d points; its prices prove %d."
                  .formatted(certificate.lowerBoundPoints(), proven));
    } catch (ArithmeticException e) {
      return new Verdict.Rejected("Its prices are too high to be added up.");
    }
  }

  /** The relaxed optimum in parts of a point; {@code NEVER} if there is no plan at all. */
  private long parts() {
    long sum = 0;
    for (int pool = 0; pool < problem.pools; pool++) {
      long opening = Math.multiplyExact(problem.openPoints[pool], PARTS);
      for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
        opening =
            Math.subtractExact(
                opening, Math.multiplyExact(price[pool][kind], problem.allocatable[pool][kind]));
      }
      long nodes = (long) problem.poolFirstNode[pool + 1] - problem.poolFirstNode[pool];
      sum = Math.addExact(sum, Math.multiplyExact(nodes, Math.min(0, opening)));
    }
    for (int group = 0; group < problem.groups; group++) {
      sum = Math.addExact(sum, movePartsOfAll(group));
      if (problem.linkTo[group] == FleetProblem.NONE) {
        long[] tree = tree(group);
        long least = Arrays.stream(tree).min().orElse(NEVER);
        if (least == NEVER) {
          return NEVER;
        }
        sum = Math.addExact(sum, least);
      }
    }
    return sum;
  }

  private long movePartsOfAll(int group) {
    return Math.multiplyExact(
        problem.movePoints[group] * PARTS, (long) problem.homes[group].length);
  }

  /** What a group and all that call it cost, for each site of its leader. */
  private long[] tree(int group) {
    List<long[]> calling = new ArrayList<>();
    for (int caller : problem.callers[group]) {
      calling.add(tree(caller));
    }
    long[] value = new Slots(group).forEachLeaderSite();
    for (int site = 0; site < value.length; site++) {
      for (int i = 0; i < calling.size() && value[site] != NEVER; i++) {
        long least = cheapestCall(problem.callers[group][i], calling.get(i), site);
        value[site] = least == NEVER ? NEVER : Math.addExact(value[site], least);
      }
    }
    return value;
  }

  private long cheapestCall(int caller, long[] value, int site) {
    long least = NEVER;
    for (int from = 0; from < value.length; from++) {
      if (value[from] < least && problem.siteMs[from][site] <= problem.linkMaxMs[caller]) {
        long link = problem.linkImportance[caller] * problem.sitePoints[from][site];
        least = Math.min(least, Math.addExact(value[from], Math.multiplyExact(link, PARTS)));
      }
    }
    return least;
  }

  /** Every slot that could be of use to a group, by failure domain. */
  private final class Slots {

    private record Slot(int site, long parts) implements Comparable<Slot> {
      @Override
      public int compareTo(Slot other) {
        return Long.compare(parts, other.parts);
      }
    }

    private record Marginal(int domain, long parts) {}

    private final int size;
    private final Separation separation;
    private final List<List<Slot>> byDomain = new ArrayList<>();

    Slots(int group) {
      size = problem.size(group);
      separation = problem.separation[group];
      for (int domain = 0; domain < problem.domains; domain++) {
        byDomain.add(new ArrayList<>());
      }
      List<List<Long>> bySite = new ArrayList<>();
      for (int site = 0; site < problem.sites; site++) {
        bySite.add(new ArrayList<>());
      }
      int profile = problem.groupProfile[group];
      long[] cheapest = new long[problem.sites];
      Arrays.fill(cheapest, NEVER);
      long[] poolParts = new long[problem.pools];
      for (int pool = 0; pool < problem.pools; pool++) {
        poolParts[pool] = parts(profile, pool);
        int site = problem.poolSite[pool];
        cheapest[site] = Math.min(cheapest[site], poolParts[pool]);
      }
      for (int home : problem.homes[group]) {
        long parts = poolParts[problem.nodePool[home]];
        if (parts != NEVER) {
          bySite
              .get(problem.nodeSite[home])
              .add(Math.subtractExact(parts, problem.movePoints[group] * PARTS));
        }
      }
      for (int site = 0; site < problem.sites; site++) {
        List<Long> values = bySite.get(site);
        for (int i = 0; i < size && cheapest[site] != NEVER; i++) {
          values.add(cheapest[site]);
        }
        Collections.sort(values);
        int most = separation == Separation.NODE ? size : 1;
        for (long parts : values.subList(0, Math.min(most, values.size()))) {
          byDomain.get(problem.siteDomain[site]).add(new Slot(site, parts));
        }
      }
      byDomain.forEach(Collections::sort);
    }

    private long parts(int profile, int pool) {
      long points = problem.placePoints[profile][pool];
      if (points == FleetProblem.EXCLUDED) {
        return NEVER;
      }
      long sum = Math.multiplyExact(points, PARTS);
      for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
        sum =
            Math.addExact(
                sum, Math.multiplyExact(price[pool][kind], problem.demand[profile][kind]));
      }
      return sum;
    }

    long[] forEachLeaderSite() {
      List<Marginal> all = new ArrayList<>();
      for (int domain = 0; domain < problem.domains; domain++) {
        all.addAll(marginals(domain, byDomain.get(domain), 0));
      }
      all.sort((a, b) -> Long.compare(a.parts, b.parts));
      long[] value = new long[problem.sites];
      for (int site = 0; site < value.length; site++) {
        value[site] = withLeaderAt(site, all);
      }
      return value;
    }

    private long withLeaderAt(int site, List<Marginal> all) {
      int domain = problem.siteDomain[site];
      List<Slot> here = byDomain.get(domain);
      Slot leader = here.stream().filter(slot -> slot.site == site).findFirst().orElse(null);
      if (leader == null) {
        return NEVER;
      }
      List<Slot> left = new ArrayList<>(here);
      left.remove(leader);
      if (separation == Separation.SITE) {
        left.removeIf(slot -> slot.site == site);
      }
      List<Marginal> own =
          separation == Separation.FAILURE_DOMAIN ? List.of() : marginals(domain, left, 1);
      long sum = leader.parts;
      int fromOwn = 0;
      int fromAll = 0;
      for (int i = 1; i < size; i++) {
        while (fromAll < all.size() && all.get(fromAll).domain == domain) {
          fromAll++;
        }
        long ownNext = fromOwn < own.size() ? own.get(fromOwn).parts : NEVER;
        long allNext = fromAll < all.size() ? all.get(fromAll).parts : NEVER;
        if (Math.min(ownNext, allNext) == NEVER) {
          return NEVER;
        }
        sum = Math.addExact(sum, Math.min(ownNext, allNext));
        if (ownNext <= allNext) {
          fromOwn++;
        } else {
          fromAll++;
        }
      }
      return sum;
    }

    /** What each further slot of a domain costs when so many are taken there. */
    private List<Marginal> marginals(int domain, List<Slot> slots, int taken) {
      int most = separation == Separation.FAILURE_DOMAIN ? 1 : size;
      List<Marginal> marginals = new ArrayList<>();
      for (int i = 0; i < Math.min(most, slots.size()); i++) {
        long pairs = Math.multiplyExact((taken + i) * problem.pairPoints, PARTS);
        marginals.add(new Marginal(domain, Math.addExact(slots.get(i).parts, pairs)));
      }
      return marginals;
    }
  }
}
