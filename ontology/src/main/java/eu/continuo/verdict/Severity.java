package eu.continuo.verdict;

/** How much a finding weighs; the three levels of SHACL (§2.1.4), worst first. */
public enum Severity {
  /** Forbids. */
  VIOLATION,
  /** Is reported and does not forbid. */
  WARNING,
  /** Is worth knowing. */
  INFO
}
