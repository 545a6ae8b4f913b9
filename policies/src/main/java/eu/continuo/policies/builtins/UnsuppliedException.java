package eu.continuo.policies.builtins;

/**
 * A corner of a builtin that is not supplied. It ends the evaluation, and so denies: to answer
 * undefined where OPA has a value could turn a denial into an allow.
 */
public final class UnsuppliedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsuppliedException(String what) {
    super(what);
  }
}
