package eu.continuo.solver.fleet;

import java.util.Arrays;

/**
 * What shares of GPUs take of each device of each node, while a plan changes. Devices that are
 * taken whole need no place of their own: they are as many as are left by the shares.
 */
final class DeviceState {

  private static final int NONE = FleetProblem.NONE;
  private static final int GPU = ResourceKind.GPU_MILLI.column();

  private final FleetProblem problem;
  private final PlanState state;
  private final int[] wholes;
  private final long[][] taken;
  private final int[] deviceOf;

  DeviceState(PlanState state) {
    this.state = state;
    problem = state.problem;
    wholes = new int[problem.nodes];
    taken = new long[problem.nodes][];
    for (int node = 0; node < problem.nodes; node++) {
      taken[node] = new long[problem.devices(node)];
    }
    deviceOf = new int[problem.replicas];
    Arrays.fill(deviceOf, NONE);
  }

  /** Whether the devices of a node can take a replica; its sum of GPUs is known to be free. */
  boolean fits(int replica, int node) {
    long demand = demand(replica);
    if (demand == 0) {
      return true;
    }
    if (!GpuDevices.isShare(demand)) {
      int left = taken[node].length - wholes[node] - (int) (demand / GpuDevices.WHOLE);
      return shared(node) <= left || GpuDevices.pack(shares(node, 0), left) != null;
    }
    return best(node, demand) != NONE
        || GpuDevices.pack(shares(node, demand), taken[node].length - wholes[node]) != null;
  }

  /** Takes devices for a replica that fits and is not yet among the replicas of the node. */
  void place(int replica, int node) {
    long demand = demand(replica);
    if (demand == 0) {
      return;
    }
    if (GpuDevices.isShare(demand)) {
      int device = best(node, demand);
      if (device == NONE) {
        repack(node, demand, replica);
      } else {
        deviceOf[replica] = device;
        taken[node][device] += demand;
      }
    } else {
      wholes[node] += (int) (demand / GpuDevices.WHOLE);
      if (shared(node) > taken[node].length - wholes[node]) {
        repack(node, 0, NONE);
      }
    }
  }

  void lift(int replica, int node) {
    long demand = demand(replica);
    if (GpuDevices.isShare(demand)) {
      taken[node][deviceOf[replica]] -= demand;
      deviceOf[replica] = NONE;
    } else {
      wholes[node] -= (int) (demand / GpuDevices.WHOLE);
    }
  }

  private long demand(int replica) {
    return problem.demand[problem.groupProfile[problem.replicaGroup[replica]]][GPU];
  }

  /** How many devices have a share. */
  private int shared(int node) {
    int shared = 0;
    for (long each : taken[node]) {
      shared += each > 0 ? 1 : 0;
    }
    return shared;
  }

  /** The fullest device where a share fits, one that is empty only if it may be opened, or -1. */
  private int best(int node, long demand) {
    long[] devices = taken[node];
    int best = NONE;
    int shared = 0;
    for (int device = 0; device < devices.length; device++) {
      shared += devices[device] > 0 ? 1 : 0;
      if (devices[device] + demand <= GpuDevices.WHOLE
          && (best == NONE || devices[device] > devices[best])) {
        best = device;
      }
    }
    boolean opens = best != NONE && devices[best] == 0;
    return opens && shared >= devices.length - wholes[node] ? NONE : best;
  }

  /** The shares of a node, with one more if it is not nothing, which comes last. */
  private long[] shares(int node, long more) {
    long[] shares = new long[state.residents[node] + 1];
    int count = 0;
    for (int each = state.firstOf(node); each != NONE; each = state.after(each)) {
      if (GpuDevices.isShare(demand(each))) {
        shares[count++] = demand(each);
      }
    }
    if (more > 0) {
      shares[count++] = more;
    }
    return Arrays.copyOf(shares, count);
  }

  private void repack(int node, long more, int comes) {
    int[] packed = GpuDevices.pack(shares(node, more), taken[node].length - wholes[node]);
    if (packed == null) {
      throw new IllegalStateException("A share of a GPU was placed where it does not fit.");
    }
    Arrays.fill(taken[node], 0);
    int at = 0;
    for (int each = state.firstOf(node); each != NONE; each = state.after(each)) {
      if (GpuDevices.isShare(demand(each))) {
        put(each, node, packed[at++]);
      }
    }
    if (comes != NONE) {
      put(comes, node, packed[at]);
    }
  }

  private void put(int replica, int node, int device) {
    deviceOf[replica] = device;
    taken[node][device] += demand(replica);
  }
}
