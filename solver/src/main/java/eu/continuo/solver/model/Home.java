package eu.continuo.solver.model;

/**
 * Where a component runs now, and what it costs to move it away.
 *
 * @param site where it runs; it need not be a site of the problem, for sites get lost
 * @param moveEuro what a move to any other site costs once, in euro: its data volume times the
 *     price of egress, or what its owner states
 */
public record Home(SiteId site, double moveEuro) {}
