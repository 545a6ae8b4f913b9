package eu.continuo.solver.model;

/** An amount of memory in GiB (2^30 bytes); fractions are allowed, down to a MiB. */
public record MemoryGiB(double amount) {}
