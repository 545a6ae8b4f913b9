package eu.continuo.solver.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether shares of GPUs go onto the devices of a node. A replica that demands less than a GPU runs
 * on one device, so that two halves of different devices are no GPU: the sum of what is free says
 * too little.
 *
 * <p>Shares fit if some packing exists. First fit decreasing finds nearly all (it needs at most
 * 11/9 of the fewest devices and 6/9 of one more; G. Dósa, 2007); where it fails, all packings are
 * tried, up to a limit beyond which shares count as not fitting.
 */
final class GpuDevices {

  /** What one device gives, in thousandths. */
  static final int WHOLE = 1_000;

  private static final int MOST_TRIES = 20_000;

  private final long[] shares;
  private final int[] device;
  private final long[] free;
  private int tries;

  private GpuDevices(long[] shares, int devices) {
    this.shares = shares;
    device = new int[shares.length];
    free = new long[devices];
    Arrays.fill(free, WHOLE);
  }

  /** Whether a demand is for a part of one device. */
  static boolean isShare(long gpuMilli) {
    return gpuMilli > 0 && gpuMilli < WHOLE;
  }

  /**
   * A device for each share, or null if there is no packing.
   *
   * @param shares in thousandths of a device, each below a whole one
   * @param devices how many are there for shares
   */
  static int @Nullable [] pack(long[] shares, int devices) {
    if (devices < 0 || Arrays.stream(shares).sum() > (long) devices * WHOLE) {
      return null;
    }
    int[] order = largestFirst(shares);
    long[] sorted = Arrays.stream(order).mapToLong(i -> shares[i]).toArray();
    GpuDevices packing = new GpuDevices(sorted, devices);
    if (!packing.firstFit()) {
      Arrays.fill(packing.free, WHOLE);
      if (!packing.search(0)) {
        return null;
      }
    }
    int[] packed = new int[shares.length];
    for (int i = 0; i < order.length; i++) {
      packed[order[i]] = packing.device[i];
    }
    return packed;
  }

  /**
   * The device of each replica that has a share of one, and -1 for all others. Whole devices are
   * those with the highest numbers.
   *
   * @param nodeOf the node of each replica, or -1; shares fit on each
   */
  static int[] assign(FleetProblem problem, int[] nodeOf) {
    int gpu = ResourceKind.GPU_MILLI.column();
    long[] demand =
        IntStream.range(0, problem.replicas)
            .mapToLong(
                each -> problem.demand[problem.groupProfile[problem.replicaGroup[each]]][gpu])
            .toArray();
    Map<Integer, List<Integer>> byNode =
        IntStream.range(0, problem.replicas)
            .filter(each -> nodeOf[each] != FleetProblem.NONE && isShare(demand[each]))
            .boxed()
            .collect(Collectors.groupingBy(each -> nodeOf[each]));
    int[] deviceOf = new int[problem.replicas];
    Arrays.fill(deviceOf, FleetProblem.NONE);
    int[] left = IntStream.range(0, problem.nodes).map(problem::devices).toArray();
    for (int each = 0; each < problem.replicas; each++) {
      if (nodeOf[each] != FleetProblem.NONE && !isShare(demand[each])) {
        left[nodeOf[each]] -= (int) (demand[each] / WHOLE);
      }
    }
    byNode.forEach(
        (node, replicas) -> {
          int[] packed =
              pack(replicas.stream().mapToLong(each -> demand[each]).toArray(), left[node]);
          for (int i = 0; packed != null && i < packed.length; i++) {
            deviceOf[replicas.get(i)] = packed[i];
          }
        });
    return deviceOf;
  }

  private static int[] largestFirst(long[] shares) {
    int[] order = new int[shares.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      for (; at > 0 && shares[order[at - 1]] < shares[i]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
    return order;
  }

  private boolean firstFit() {
    for (int i = 0; i < shares.length; i++) {
      int at = 0;
      while (at < free.length && free[at] < shares[i]) {
        at++;
      }
      if (at == free.length) {
        return false;
      }
      device[i] = at;
      free[at] -= shares[i];
    }
    return true;
  }

  /** Of devices with as much free only the first is tried, for they stand in for one another. */
  private boolean search(int share) {
    if (share == shares.length) {
      return true;
    }
    if (++tries > MOST_TRIES) {
      return false;
    }
    for (int at = 0; at < free.length; at++) {
      if (free[at] >= shares[share] && isFirstOfItsKind(at)) {
        free[at] -= shares[share];
        device[share] = at;
        if (search(share + 1)) {
          return true;
        }
        free[at] += shares[share];
      }
    }
    return false;
  }

  private boolean isFirstOfItsKind(int at) {
    for (int other = 0; other < at; other++) {
      if (free[other] == free[at]) {
        return false;
      }
    }
    return true;
  }
}
