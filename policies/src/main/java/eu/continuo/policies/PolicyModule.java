package eu.continuo.policies;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A module of which the entrypoints are known before it is loaded: to parse and to validate every
 * policy of the library costs more than all else that a command line does. Safe for use by many
 * threads.
 */
final class PolicyModule {
  private final String sha256;
  private final Set<String> entrypoints;
  private final Supplier<OpaModule> loading;
  private @Nullable OpaModule loaded;

  private PolicyModule(String sha256, Set<String> entrypoints, Supplier<OpaModule> loading) {
    this.sha256 = sha256;
    this.entrypoints = Set.copyOf(entrypoints);
    this.loading = loading;
  }

  /** One that is loaded already. */
  static PolicyModule of(OpaModule module) {
    return new PolicyModule(module.sha256(), module.entrypoints().keySet(), () -> module);
  }

  /** One that is known to be sound, such as those that the build made. */
  static PolicyModule trusted(String name, byte[] bytes, Set<String> entrypoints) {
    return new PolicyModule(Sha256.hex(bytes), entrypoints, () -> OpaModule.sound(name, bytes));
  }

  /** SHA-256 of the compiled module, in hexadecimal. */
  String sha256() {
    return sha256;
  }

  /** Where it is entered, such as {@code icra/sovereignty/decisions}. */
  Set<String> entrypoints() {
    return entrypoints;
  }

  /**
   * The module.
   *
   * @throws IllegalStateException when it cannot be used, though it should
   */
  synchronized OpaModule get() {
    if (loaded == null) {
      loaded = loading.get();
    }
    return loaded;
  }
}
