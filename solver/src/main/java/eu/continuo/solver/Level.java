package eu.continuo.solver;

/** How much a lost point counts: a higher level is never traded for a lower one. */
public enum Level {
  /** A rule that no plan may break. */
  HARD,
  /** A component that has no site. */
  MEDIUM,
  /** A weighed amount. */
  SOFT
}
