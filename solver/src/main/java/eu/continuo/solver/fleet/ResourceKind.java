package eu.continuo.solver.fleet;

/** What a node has of which replicas take a share; each is counted in the unit of its name. */
public enum ResourceKind {
  CPU_MILLICORES(0),
  MEMORY_MIB(1),
  GPU_MILLI(2),
  STORAGE_GIB(3);

  static final int COUNT = values().length;

  private final int column;

  ResourceKind(int column) {
    this.column = column;
  }

  /** Its column in tables of amounts and prices, from 0. */
  public int column() {
    return column;
  }
}
