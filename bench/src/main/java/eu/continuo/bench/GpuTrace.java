package eu.continuo.bench;

import eu.continuo.solver.fleet.EligiblePools;
import eu.continuo.solver.fleet.Fleet;
import eu.continuo.solver.fleet.FleetSite;
import eu.continuo.solver.fleet.FleetWeights;
import eu.continuo.solver.fleet.GroupId;
import eu.continuo.solver.fleet.NodePool;
import eu.continuo.solver.fleet.PoolId;
import eu.continuo.solver.fleet.ReplicaGroup;
import eu.continuo.solver.fleet.Resources;
import eu.continuo.solver.fleet.RoundTrips;
import eu.continuo.solver.fleet.Separation;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes and pods of a real cluster with shared GPUs, as the trace OpenB of Alibaba has them (Weng
 * et al., Beware of Fragmentation, USENIX ATC 2023).
 *
 * @param kinds nodes that are alike, and how many there are of each
 * @param pods in the order in which they arrived
 */
record GpuTrace(Map<Kind, Integer> kinds, List<Pod> pods) {

  /**
   * What nodes that are alike have.
   *
   * @param model of the GPUs, empty where there are none
   */
  record Kind(long cpuMilli, long memoryMiB, int gpus, String model) {}

  /**
   * A pod.
   *
   * @param gpus how many devices it wants
   * @param gpuMilli thousandths that it wants of each
   * @param models GPUs that it can use, empty if any
   * @param arrivedSeconds since the begin of the trace
   */
  record Pod(
      String name,
      long cpuMilli,
      long memoryMiB,
      int gpus,
      int gpuMilli,
      Set<String> models,
      long arrivedSeconds) {

    long totalGpuMilli() {
      return (long) gpus * gpuMilli;
    }

    boolean canUse(Kind kind) {
      return gpus == 0 || (kind.gpus > 0 && (models.isEmpty() || models.contains(kind.model)));
    }
  }

  private static final int WHOLE = 1_000;

  /** Reads {@code openb_node_list_all_node.csv} and {@code openb_pod_list_default.csv}. */
  static GpuTrace read(Path folder) throws IOException {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    for (Map<String, String> row : rows(folder.resolve("openb_node_list_all_node.csv"))) {
      kinds.merge(
          new Kind(
              number(row, "cpu_milli"),
              number(row, "memory_mib"),
              (int) number(row, "gpu"),
              row.getOrDefault("model", "")),
          1,
          Integer::sum);
    }
    List<Pod> pods = new ArrayList<>();
    for (Map<String, String> row : rows(folder.resolve("openb_pod_list_default.csv"))) {
      String spec = row.getOrDefault("gpu_spec", "");
      pods.add(
          new Pod(
              row.getOrDefault("name", ""),
              number(row, "cpu_milli"),
              number(row, "memory_mib"),
              (int) number(row, "num_gpu"),
              (int) number(row, "gpu_milli"),
              spec.isEmpty() ? Set.of() : Set.of(spec.split("\\|", -1)),
              number(row, "creation_time")));
    }
    pods.sort(Comparator.comparingLong(Pod::arrivedSeconds));
    return new GpuTrace(kinds, pods);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.isEmpty() ? new String[0] : lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length != names.length) {
        throw new IOException(
            "%s: %d cells where there should be %d: %s"
                .formatted(file.getFileName(), cells.length, names.length, line));
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static long number(Map<String, String> row, String name) throws IOException {
    String cell = row.get(name);
    try {
      return cell == null || cell.isEmpty() ? 0 : (long) Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IOException(name + " is no number: " + cell, e);
    }
  }

  /** The first so many pods. */
  GpuTrace first(int count) {
    return new GpuTrace(kinds, pods.subList(0, count));
  }

  /** All nodes, kind by kind, as the fleet numbers them. */
  List<Kind> nodes() {
    List<Kind> nodes = new ArrayList<>();
    kinds.forEach(
        (kind, count) -> {
          for (int i = 0; i < count; i++) {
            nodes.add(kind);
          }
        });
    return nodes;
  }

  /** One site, a pool for each kind of node, a group for each pod; each open node costs as much. */
  Fleet fleet() {
    SiteId site = new SiteId("cluster");
    List<NodePool> pools = new ArrayList<>();
    List<Kind> order = List.copyOf(kinds.keySet());
    for (Kind kind : order) {
      pools.add(
          new NodePool(
              new PoolId("pool" + pools.size()),
              site,
              kinds.getOrDefault(kind, 0),
              new Resources(kind.cpuMilli, kind.memoryMiB, (long) kind.gpus * WHOLE, 0),
              new NodePool.Price(1, 0, 0, 0),
              new NodePool.Power(0, 0, 0, 0)));
    }
    Map<Set<String>, EligiblePools> eligible = new HashMap<>();
    List<ReplicaGroup> groups = new ArrayList<>();
    for (Pod pod : pods) {
      groups.add(
          new ReplicaGroup(
              new GroupId(pod.name),
              1,
              new Resources(pod.cpuMilli, pod.memoryMiB, pod.totalGpuMilli(), 0),
              pod.gpus == 0
                  ? eligible.computeIfAbsent(Set.of("none"), key -> eligible(order, pod))
                  : eligible.computeIfAbsent(pod.models, key -> eligible(order, pod)),
              Separation.NODE,
              null,
              null,
              0,
              List.of()));
    }
    return new Fleet(
        List.of(new FleetSite(site, new FailureDomainId("cluster"), 1, 0)),
        pools,
        groups,
        RoundTrips.of(new double[][] {{0}}, List.of(), new double[0][]),
        new FleetWeights(1, 0, 0, 0, 0));
  }

  private static EligiblePools eligible(List<Kind> order, Pod pod) {
    BitSet wanted = new BitSet();
    for (int i = 0; i < order.size(); i++) {
      wanted.set(i, pod.canUse(order.get(i)));
    }
    return EligiblePools.of(wanted);
  }
}
