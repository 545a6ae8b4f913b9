package eu.continuo.policies;

/** A policy could not be evaluated; whoever catches it denies. */
final class PolicyFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reason reason;

  PolicyFailedException(Reason reason) {
    super(reason.message());
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
