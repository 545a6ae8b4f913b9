package eu.continuo.policies.builtins;

/** The function has no value for its operands, as an error of a builtin is undefined in Rego. */
final class UndefinedException extends Exception {
  private static final long serialVersionUID = 1;

  UndefinedException(String why) {
    super(why, null, false, false);
  }
}
