package eu.continuo.solver.model;

/** Two components that talk to each other, and the longest round trip between them, in ms. */
public record Chain(ComponentId from, ComponentId to, double maxLatencyMs) {}
