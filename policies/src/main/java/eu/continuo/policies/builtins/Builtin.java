package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;

/** One builtin function, a pure one but for the time of the decision. */
@FunctionalInterface
interface Builtin {
  /**
   * The value of the function.
   *
   * @throws UndefinedException when OPA's function has an error here, and so no value
   * @throws UnsuppliedException when OPA's function has a value that this one cannot give
   */
  RegoValue call(Operands operands) throws UndefinedException;
}
