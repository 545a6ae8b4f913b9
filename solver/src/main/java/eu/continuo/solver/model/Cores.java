package eu.continuo.solver.model;

/** A number of virtual CPUs; fractions are allowed, down to a thousandth. */
public record Cores(double count) {}
