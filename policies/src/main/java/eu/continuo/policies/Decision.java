package eu.continuo.policies;

import java.util.List;

/**
 * Whether one component may run at one site.
 *
 * @param component the component's IRI
 * @param site the site's IRI
 * @param allow true only when nothing stands against it
 * @param reasons everything that stands against it; empty exactly when it is allowed
 * @param waived what would stand against it, were it not waived
 */
public record Decision(
    String component, String site, boolean allow, List<Reason> reasons, List<Waived> waived) {

  /**
   * Takes an answer with its reasons.
   *
   * @throws IllegalArgumentException when the reasons contradict the answer
   */
  public Decision {
    reasons = List.copyOf(reasons);
    waived = List.copyOf(waived);
    if (allow != reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "A decision is allowed exactly when no reason stands against it.");
    }
  }

  /** An answer that no waiver touches. */
  public Decision(String component, String site, boolean allow, List<Reason> reasons) {
    this(component, site, allow, reasons, List.of());
  }

  /** A reason that does not count, and the waiver by which it does not. */
  public record Waived(Reason reason, Waiver waiver) {}

  static Decision allowed(Pair pair) {
    return new Decision(pair.component(), pair.site(), true, List.of());
  }

  static Decision denied(Pair pair, List<Reason> reasons) {
    return new Decision(pair.component(), pair.site(), false, reasons);
  }

  /** What is decided about. */
  record Pair(String component, String site) {}
}
