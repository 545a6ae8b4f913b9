package eu.continuo.service.gate;

/** Who judges a commit. */
public enum Judges {
  /** One engine, at the nodes that the change can affect. */
  FOCUS,
  /**
   * That engine, and then both engines the whole graph, by what both are known to judge alike. A
   * difference stops the commit. For tests and for whoever trusts no engine alone: each commit
   * costs what the graph has.
   */
  BOTH
}
