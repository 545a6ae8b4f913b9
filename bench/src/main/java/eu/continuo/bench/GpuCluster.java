package eu.continuo.bench;

import eu.continuo.bench.GpuTrace.Kind;
import eu.continuo.bench.GpuTrace.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster that takes pods one by one as they arrive and never moves one: the setting of online
 * schedulers. It knows each GPU.
 */
final class GpuCluster {
  private static final int WHOLE = 1_000;
  private static final int NONE = -1;

  /** How a scheduler chooses. */
  enum Rule {
    /** Least left over of CPU and GPUs. */
    BEST_FIT,
    /** Smallest product of what is free and what is wanted. */
    DOT_PRODUCT,
    /**
     * The fragmentation gradient: least more of GPUs that an average pod cannot use (Weng et al.,
     * USENIX ATC 2023, section 4).
     */
    FRAGMENTATION_GRADIENT
  }

  /** What is free on a node; free thousandths of each GPU, in ascending order. */
  private record Free(Kind kind, long cpuMilli, long memoryMiB, List<Integer> gpuMilli) {

    boolean fits(Pod pod) {
      return cpuMilli >= pod.cpuMilli()
          && memoryMiB >= pod.memoryMiB()
          && pod.canUse(kind)
          && gpusWith(pod.gpuMilli()) >= pod.gpus();
    }

    boolean isUsed() {
      return cpuMilli < kind.cpuMilli() || memoryMiB < kind.memoryMiB();
    }

    /** How many GPUs have so much free; they are in ascending order. */
    private int gpusWith(int milli) {
      int at = gpuMilli.size();
      while (at > 0 && gpuMilli.get(at - 1) >= milli) {
        at--;
      }
      return gpuMilli.size() - at;
    }

    long gpuTotalMilli() {
      return gpuMilliBelow(Integer.MAX_VALUE);
    }

    /** What is free of GPUs that have less free than something. */
    long gpuMilliBelow(int milli) {
      long sum = 0;
      for (int i = 0; i < gpuMilli.size() && gpuMilli.get(i) < milli; i++) {
        sum += gpuMilli.get(i);
      }
      return sum;
    }

    /**
     * With a pod on it: on whole GPUs, or on a share of the one at a position.
     *
     * @param position of a GPU in the list; the fullest that fits if -1
     */
    Free with(Pod pod, int position) {
      List<Integer> left = new ArrayList<>(gpuMilli);
      for (int taken = 0; taken < pod.gpus(); taken++) {
        int at = position;
        if (at == NONE) {
          at = 0;
          while (left.get(at) < pod.gpuMilli()) {
            at++;
          }
        }
        left.set(at, left.get(at) - pod.gpuMilli());
      }
      left.sort(null);
      return new Free(
          kind, cpuMilli - pod.cpuMilli(), memoryMiB - pod.memoryMiB(), List.copyOf(left));
    }
  }

  /** Pods that want the same, and how many of all pods they are. */
  private final Map<Pod, Double> classes = new LinkedHashMap<>();

  private final Map<Free, Double> fragmentCache = new HashMap<>();
  private final List<Free> nodes = new ArrayList<>();
  private final long mostCpuMilli;
  private final long mostGpuMilli;

  /**
   * An empty cluster.
   *
   * @param popular the pods whose wants say what GPUs are good for
   */
  GpuCluster(List<Kind> kinds, List<Pod> popular) {
    mostCpuMilli = kinds.stream().mapToLong(Kind::cpuMilli).max().orElse(1);
    mostGpuMilli = WHOLE * kinds.stream().mapToLong(Kind::gpus).max().orElse(1);
    for (Kind kind : kinds) {
      Integer[] free = new Integer[kind.gpus()];
      Arrays.fill(free, WHOLE);
      nodes.add(new Free(kind, kind.cpuMilli(), kind.memoryMiB(), List.of(free)));
    }
    for (Pod pod : popular) {
      Pod like =
          new Pod("", pod.cpuMilli(), pod.memoryMiB(), pod.gpus(), pod.gpuMilli(), pod.models(), 0);
      classes.merge(like, 1.0 / popular.size(), Double::sum);
    }
  }

  /** The node of each pod as a rule places them in their order, or -1. */
  int[] place(List<Pod> pods, Rule rule) {
    return pods.stream().mapToInt(pod -> place(pod, rule)).toArray();
  }

  private int place(Pod pod, Rule rule) {
    Set<Free> seen = new HashSet<>();
    int best = NONE;
    Choice choice = new Choice(Double.POSITIVE_INFINITY, NONE);
    for (int node = 0; node < nodes.size(); node++) {
      Free free = nodes.get(node);
      if (seen.add(free) && free.fits(pod)) {
        Choice other = choice(free, pod, rule);
        if (other.score < choice.score) {
          choice = other;
          best = node;
        }
      }
    }
    if (best != NONE) {
      nodes.set(best, nodes.get(best).with(pod, choice.position));
    }
    return best;
  }

  private record Choice(double score, int position) {}

  private Choice choice(Free free, Pod pod, Rule rule) {
    return switch (rule) {
      case BEST_FIT ->
          new Choice(
              share(free.cpuMilli - pod.cpuMilli(), mostCpuMilli)
                  + share(free.gpuTotalMilli() - pod.totalGpuMilli(), mostGpuMilli),
              NONE);
      case DOT_PRODUCT ->
          new Choice(
              share(free.cpuMilli, mostCpuMilli) * share(pod.cpuMilli(), mostCpuMilli)
                  + share(free.gpuTotalMilli(), mostGpuMilli)
                      * share(pod.totalGpuMilli(), mostGpuMilli),
              NONE);
      case FRAGMENTATION_GRADIENT -> gradient(free, pod);
    };
  }

  private Choice gradient(Free free, Pod pod) {
    double before = fragmentMilli(free);
    if (pod.gpus() != 1) {
      return new Choice(fragmentMilli(free.with(pod, NONE)) - before, NONE);
    }
    Choice best = new Choice(Double.POSITIVE_INFINITY, NONE);
    for (int position = 0; position < free.gpuMilli.size(); position++) {
      if (free.gpuMilli.get(position) >= pod.gpuMilli()) {
        double score = fragmentMilli(free.with(pod, position)) - before;
        best = score < best.score ? new Choice(score, position) : best;
      }
    }
    return best;
  }

  private static double share(long amount, long of) {
    return amount / (double) of;
  }

  /**
   * GPUs that are free and that an average pod cannot use: all of a node where it does not fit, and
   * those with less free than it wants where it does.
   */
  double strandedGpus() {
    return nodes.stream().mapToDouble(this::fragmentMilli).sum() / WHOLE;
  }

  /** GPUs that are free. */
  double idleGpus() {
    return nodes.stream().mapToDouble(Free::gpuTotalMilli).sum() / WHOLE;
  }

  /** GPUs that are free on nodes that have a pod. */
  double idleOnUsedGpus() {
    return nodes.stream().filter(Free::isUsed).mapToDouble(Free::gpuTotalMilli).sum() / WHOLE;
  }

  private double fragmentMilli(Free free) {
    return fragmentCache.computeIfAbsent(free, this::countFragmentMilli);
  }

  private double countFragmentMilli(Free free) {
    long total = free.gpuTotalMilli();
    if (total == 0) {
      return 0;
    }
    double sum = 0;
    for (Map.Entry<Pod, Double> each : classes.entrySet()) {
      Pod pod = each.getKey();
      long lost = pod.gpus() > 0 && free.fits(pod) ? free.gpuMilliBelow(pod.gpuMilli()) : total;
      sum += each.getValue() * lost;
    }
    return sum;
  }

  /** Takes pods where a plan has them. */
  void take(List<Pod> pods, int[] nodeOf, int[] gpuOf) {
    Map<Integer, List<Integer>> byNode = new HashMap<>();
    for (int pod = 0; pod < nodeOf.length; pod++) {
      if (nodeOf[pod] != NONE) {
        byNode.computeIfAbsent(nodeOf[pod], key -> new ArrayList<>()).add(pod);
      }
    }
    byNode.forEach((node, members) -> nodes.set(node, taken(node, members, pods, gpuOf)));
  }

  private Free taken(int node, List<Integer> members, List<Pod> pods, int[] gpuOf) {
    Free free = nodes.get(node);
    long cpu = free.cpuMilli;
    long memory = free.memoryMiB;
    int[] left = free.gpuMilli.stream().mapToInt(Integer::intValue).toArray();
    int whole = left.length;
    for (int member : members) {
      Pod pod = pods.get(member);
      cpu -= pod.cpuMilli();
      memory -= pod.memoryMiB();
      if (gpuOf[member] != NONE) {
        left[gpuOf[member]] -= pod.gpuMilli();
      } else {
        for (int taken = 0; taken < pod.gpus(); taken++) {
          left[--whole] -= WHOLE;
        }
      }
    }
    if (cpu < 0 || memory < 0 || Arrays.stream(left).anyMatch(each -> each < 0)) {
      throw new IllegalStateException("node " + node + " is given more than it has");
    }
    return new Free(free.kind, cpu, memory, Arrays.stream(left).sorted().boxed().toList());
  }
}
