package eu.continuo.policies;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy that OPA compiled to WebAssembly, checked when it is loaded. It runs as Java bytecode,
 * which the build made where it is packaged, and which is made when it is first evaluated where it
 * is not.
 *
 * <p>The SDK compiles a module anew for each of its instances, which takes seconds; here all
 * instances share one compilation. See <a href="https://www.openpolicyagent.org/docs/wasm">OPA:
 * WebAssembly</a>, ABI 1.2.
 */
final class OpaModule {
  private final WasmModule wasm;
  private final Compilation compilation;
  private final String sha256;
  private final Map<String, Integer> entrypoints;

  private OpaModule(
      WasmModule wasm, Compilation compilation, String sha256, Map<String, Integer> entrypoints) {
    this.wasm = wasm;
    this.compilation = compilation;
    this.sha256 = sha256;
    this.entrypoints = entrypoints;
  }

  /** What came of loading a module. */
  sealed interface Loading {
    /** The module can be evaluated. */
    record Loaded(OpaModule module) implements Loading {}

    /** Everything for which the module cannot be used. */
    record Refused(List<String> problems) implements Loading {}
  }

  /**
   * Checks a module. A builtin that the module would call and miss is found here, not in a
   * decision.
   */
  static Loading load(byte[] bytes) {
    try {
      var wasm = Parser.parse(bytes);
      var compilation = new Compilation(wasm);
      // To compile what may be refused costs more than to interpret the little that is tried here.
      var isPackaged = PackagedBytecode.OF_THIS_BUILD.has(wasm.digest());
      var probe = new OpaInstance(wasm, isPackaged ? compilation : InterpreterMachine::new);
      var problems = problems(probe);
      return problems.isEmpty()
          ? new Loading.Loaded(
              new OpaModule(wasm, compilation, Sha256.hex(bytes), probe.entrypoints()))
          : new Loading.Refused(problems);
    } catch (ChicoryException e) {
      return new Loading.Refused(
          List.of("This is not a module that OPA compiled: " + e.getMessage()));
    }
  }

  /**
   * A module that the build made.
   *
   * @throws IllegalStateException when it cannot be used, for then the build is broken
   */
  static OpaModule sound(String policy, byte[] bytes) {
    return switch (load(bytes)) {
      case Loading.Loaded(var module) -> module;
      case Loading.Refused(var problems) ->
          throw new IllegalStateException(
              "The policy %s cannot be used: %s".formatted(policy, String.join(" ", problems)));
    };
  }

  /** Compiles a module when that is first needed, for many never are. */
  private static final class Compilation implements Function<Instance, Machine> {
    private final WasmModule wasm;
    private @Nullable Function<Instance, Machine> machines;

    Compilation(WasmModule wasm) {
      this.wasm = wasm;
    }

    @Override
    public Machine apply(Instance instance) {
      return machines().apply(instance);
    }

    private synchronized Function<Instance, Machine> machines() {
      var compiled = machines;
      if (compiled == null) {
        compiled = compiled(wasm, PackagedBytecode.OF_THIS_BUILD);
        machines = compiled;
      }
      return compiled;
    }
  }

  /** Compiles a module into a cache, where it is not there yet. */
  static void compileAhead(byte[] bytes, Cache cache) {
    var _ = compiled(Parser.parse(bytes), cache);
  }

  private static Function<Instance, Machine> compiled(WasmModule wasm, Cache cache) {
    return MachineFactoryCompiler.builder(wasm)
        .withInterpreterFallback(InterpreterFallback.FAIL)
        .withCache(cache)
        .compile();
  }

  private static List<String> problems(OpaInstance probe) {
    var problems = new ArrayList<String>();
    if (!probe.supportsOneShotEvaluation()) {
      problems.add(
          "The module has ABI %s; 1.2 or a later 1.x is needed.".formatted(probe.abiVersion()));
    }
    if (!probe.hasKnownLayout()) {
      problems.add("The module keeps values in memory in a way that is not known here.");
    }
    for (var builtin : probe.missingBuiltins()) {
      problems.add("The policy calls the builtin %s, which is refused here.".formatted(builtin));
    }
    return problems;
  }

  /** SHA-256 of the compiled module, in hexadecimal. */
  String sha256() {
    return sha256;
  }

  /** The id by which the module knows an entrypoint, by the entrypoint's path. */
  Map<String, Integer> entrypoints() {
    return entrypoints;
  }

  /**
   * Compiles the module now, where no limit of an evaluation runs.
   *
   * @throws ChicoryException when it cannot be compiled
   */
  void compile() {
    var _ = compilation.machines();
  }

  OpaInstance instance() {
    return new OpaInstance(wasm, compilation);
  }
}
