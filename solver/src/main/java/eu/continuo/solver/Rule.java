package eu.continuo.solver;

/** A rule of placement. None is ever traded for cost, carbon, latency or spread. */
public enum Rule {
  /** Policy allows each component at its site. */
  ELIGIBILITY("eligibility"),
  /** The components of a site need no more virtual CPUs than it has free. */
  CAPACITY_VCPU("capacityVcpu"),
  /** The components of a site need no more memory than it has free. */
  CAPACITY_MEMORY("capacityMemory"),
  /** The components of a site need no more GPUs than it has free. */
  CAPACITY_GPU("capacityGpu"),
  /** The round trip of each chain is known and within its bound. */
  LATENCY_BOUND("latencyBound"),
  /** Two components that must not fail together share no site, failure domain or provider. */
  ANTI_AFFINITY("antiAffinity"),
  /** Nothing is at a site that is under maintenance. */
  MAINTENANCE("maintenance"),
  /** The plan amounts to no more of a term than its ceiling. */
  CEILING("ceiling"),
  /** No more components that could stay are moved than the budget has. */
  MOVE_BUDGET("moveBudget"),
  /** Nor of one application. */
  MOVE_BUDGET_PER_APPLICATION("moveBudgetPerApplication");

  private final String key;

  Rule(String key) {
    this.key = key;
  }

  /** The name in plans and messages. */
  public String key() {
    return key;
  }
}
