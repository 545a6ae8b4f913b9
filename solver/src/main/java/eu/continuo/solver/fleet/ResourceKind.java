package eu.continuo.solver.fleet;

/** What a node has of which replicas take a share; each is counted in the unit of its name. */
public enum ResourceKind {
  CPU_MILLICORES,
  MEMORY_MIB,
  GPUS,
  STORAGE_GIB;

  static final int COUNT = values().length;
}
