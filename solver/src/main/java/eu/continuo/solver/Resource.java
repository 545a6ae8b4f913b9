package eu.continuo.solver;

/** A dimension of capacity. */
enum Resource {
  VCPU(Rule.CAPACITY_VCPU, "millicores of virtual CPU"),
  MEMORY(Rule.CAPACITY_MEMORY, "MiB of memory"),
  GPU(Rule.CAPACITY_GPU, "GPUs");

  private final Rule rule;
  private final String unit;

  Resource(Rule rule, String unit) {
    this.rule = rule;
    this.unit = unit;
  }

  /** The rule that bounds it. */
  Rule rule() {
    return rule;
  }

  /** Its unit, in words. */
  String unit() {
    return unit;
  }
}
