package eu.continuo.policies.builtins;

/** Lets the limit of an evaluation end a builtin, too, which it does by an interrupt. */
final class Interrupts {
  private Interrupts() {}

  /** To be called in every loop whose length the operands decide. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UnsuppliedException("a builtin was interrupted");
    }
  }
}
