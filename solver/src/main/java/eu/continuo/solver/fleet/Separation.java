package eu.continuo.solver.fleet;

/** How far apart the replicas of a group must be; a rule, never traded. */
public enum Separation {
  /** On different nodes. */
  NODE,
  /** At different sites. */
  SITE,
  /** In different failure domains. */
  FAILURE_DOMAIN
}
