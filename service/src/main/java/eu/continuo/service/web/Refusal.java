package eu.continuo.service.web;

import eu.continuo.verdict.Finding;
import java.util.List;

/** Carries a refusal from a handler to the one place that writes problems. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Finding> findings;

  Refusal(int status, List<Finding> findings) {
    super(findings.get(0).message(), null, false, false);
    this.status = status;
    this.findings = List.copyOf(findings);
  }

  Refusal(int status, Finding finding) {
    this(status, List.of(finding));
  }

  Problem problem() {
    return Problem.of(status, findings);
  }
}
