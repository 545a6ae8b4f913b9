package eu.continuo.solver.model;

/** A part of an application that runs at exactly one site. */
public record Component(ComponentId id, ApplicationId application, Demand demand) {}
