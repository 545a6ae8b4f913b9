package eu.continuo.solver.model;

/** A number of whole GPUs. */
public record Gpus(int count) {}
