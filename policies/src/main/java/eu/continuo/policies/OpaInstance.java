package eu.continuo.policies;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import eu.continuo.policies.builtins.Builtins;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.Utf8;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One running instance of an OPA module: linear memory with the data at its bottom, and what each
 * evaluation needs above.
 *
 * <p>For one thread at a time. After a failed evaluation the memory may be torn: throw the instance
 * away.
 */
final class OpaInstance {
  private static final int PAGE_BYTES = 65_536;
  private static final int INITIAL_PAGES = 16;

  /** 1 GiB: data of more than about 190 MB of JSON is refused instead of exhausting the service. */
  private static final int MAXIMUM_PAGES = 16_384;

  private static final int MOST_BUILTIN_ARGUMENTS = 4;

  private final Memory memory = new ByteArrayMemory(new MemoryLimits(INITIAL_PAGES, MAXIMUM_PAGES));
  private final WasmValues values = new WasmValues(memory);
  private final OpaWasm_ModuleExports exports;
  private final Map<Integer, String> builtins;
  private Instant now = Instant.EPOCH;
  private int dataAddress;
  private int heapAddress;

  OpaInstance(WasmModule wasm, Function<Instance, Machine> machines) {
    exports =
        new OpaWasm_ModuleExports(
            Instance.builder(wasm)
                .withImportValues(imports())
                .withMachineFactory(machines)
                .build());
    builtins =
        ids(exports.builtins()).entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    heapAddress = exports.opaHeapPtrGet();
  }

  /**
   * The memory up to the end of the data, from which other instances start without parsing again.
   */
  static final class Snapshot {
    private final byte[] memory;
    private final int dataAddress;

    private Snapshot(byte[] memory, int dataAddress) {
      this.memory = memory;
      this.dataAddress = dataAddress;
    }
  }

  /** Parses the data into memory and gives the snapshot of it. */
  Snapshot load(byte[] dataJson) {
    dataAddress = parse(dataJson);
    if (dataAddress == 0) {
      throw new ChicoryException("the module cannot parse the data");
    }
    heapAddress = exports.opaHeapPtrGet();
    return new Snapshot(memory.readBytes(0, heapAddress), dataAddress);
  }

  /** Starts from the snapshot of another instance of the same module. */
  void restore(Snapshot snapshot) {
    reserve(snapshot.memory.length);
    memory.write(0, snapshot.memory);
    dataAddress = snapshot.dataAddress;
    heapAddress = snapshot.memory.length;
    exports.opaHeapPtrSet(heapAddress);
  }

  /**
   * Evaluates an entrypoint. Whatever the evaluation allocates is forgotten by the next one.
   *
   * @param now the only clock that the policy has
   * @return the result set as OPA gives it in JSON: an array, empty when the entrypoint is
   *     undefined
   */
  byte[] evaluate(int entrypoint, byte[] inputJson, Instant now) {
    this.now = now;
    var heapStart = heapAddress + inputJson.length;
    reserve(heapStart);
    memory.write(heapAddress, inputJson);
    var jsonFormat = 0;
    var result =
        exports.opaEval(
            0, entrypoint, dataAddress, heapAddress, inputJson.length, heapStart, jsonFormat);
    return cString(result);
  }

  /**
   * Evaluates an entrypoint and reads the result where it lies, which for large results is several
   * times faster than through JSON.
   *
   * @param reader gets the address of the result set; what it is given is gone with the next
   *     evaluation
   */
  <T> T evaluate(int entrypoint, byte[] inputJson, Instant now, ResultReader<T> reader) {
    this.now = now;
    exports.opaHeapPtrSet(heapAddress);
    var input = parse(inputJson);
    var context = exports.opaEvalCtxNew();
    exports.opaEvalCtxSetInput(context, input);
    exports.opaEvalCtxSetData(context, dataAddress);
    exports.opaEvalCtxSetEntrypoint(context, entrypoint);
    exports.eval(context);
    return reader.read(values, exports.opaEvalCtxGetResult(context));
  }

  /**
   * Evaluates an entrypoint for the value itself, in which sets are sets and in order.
   *
   * @param input as OPA prints values, JSON in most cases; empty for no input
   * @return the result set, empty when the entrypoint is undefined
   */
  RegoValue evaluateValue(int entrypoint, byte[] input, Instant now) {
    this.now = now;
    exports.opaHeapPtrSet(heapAddress);
    var given = input.length == 0 ? 0 : parseValue(input);
    var context = exports.opaEvalCtxNew();
    exports.opaEvalCtxSetInput(context, given);
    exports.opaEvalCtxSetData(context, dataAddress);
    exports.opaEvalCtxSetEntrypoint(context, entrypoint);
    exports.eval(context);
    return values.read(exports.opaEvalCtxGetResult(context));
  }

  /** Reads a result in memory. */
  @FunctionalInterface
  interface ResultReader<T> {
    T read(WasmValues values, int address);
  }

  Map<String, Integer> entrypoints() {
    return ids(exports.entrypoints());
  }

  /** The builtins that the module expects from its host and that are not supplied. */
  List<String> missingBuiltins() {
    return builtins.values().stream()
        .filter(name -> !Builtins.names().contains(name))
        .sorted()
        .toList();
  }

  /** Whether values lie in memory as {@link WasmValues} reads them. */
  boolean hasKnownLayout() {
    return WasmValues.samples().stream()
        .allMatch(
            sample -> {
              var address = parseValue(sample);
              var printed = Utf8.decode(cString(exports.opaValueDump(address)));
              try {
                return values.read(address).equals(RegoText.read(sample))
                    && RegoText.read(printed).equals(RegoText.read(sample));
              } catch (RegoText.MalformedException _) {
                return false;
              }
            });
  }

  /** ABI 1.2 brought opa_eval, the evaluation in one call. */
  boolean supportsOneShotEvaluation() {
    return exports.opaWasmAbiVersion().getValue() == 1
        && exports.opaWasmAbiMinorVersion().getValue() >= 2;
  }

  String abiVersion() {
    return exports.opaWasmAbiVersion().getValue()
        + "."
        + exports.opaWasmAbiMinorVersion().getValue();
  }

  private Map<String, Integer> ids(int address) {
    var ids = new TreeMap<String, Integer>();
    Json.read(cString(exports.opaJsonDump(address)))
        .properties()
        .forEach(e -> ids.put(e.getKey(), e.getValue().intValue()));
    return Collections.unmodifiableMap(ids);
  }

  private int parse(byte[] json) {
    var text = exports.opaMalloc(json.length);
    memory.write(text, json);
    var value = exports.opaJsonParse(text, json.length);
    exports.opaFree(text);
    return value;
  }

  private int parseValue(String text) {
    return parseValue(Utf8.encode(text));
  }

  private int parseValue(byte[] bytes) {
    var copy = exports.opaMalloc(bytes.length);
    memory.write(copy, bytes);
    var value = exports.opaValueParse(copy, bytes.length);
    exports.opaFree(copy);
    return value;
  }

  private byte[] cString(int address) {
    var end = address;
    while (memory.read(end) != 0) {
      end++;
    }
    return memory.readBytes(address, end - address);
  }

  /** Called by the module: the id of the builtin, a context, and the addresses of the operands. */
  private long[] callBuiltin(long... arguments) {
    var name = builtins.get((int) arguments[0]);
    if (name == null) {
      throw new ChicoryException("the module calls a builtin that it does not list");
    }
    var operands = new ArrayList<RegoValue>();
    for (var i = 2; i < arguments.length; i++) {
      operands.add(values.read((int) arguments[i]));
    }
    var undefined = 0;
    return new long[] {
      switch (Builtins.call(name, operands, now)) {
        case Builtins.Answer.Defined(var value) -> parseValue(value.toString());
        case Builtins.Answer.Undefined _ -> undefined;
      }
    };
  }

  private void reserve(int bytes) {
    var missingPages = Math.ceilDiv(bytes, PAGE_BYTES) - memory.pages();
    if (missingPages > 0 && memory.grow(missingPages) < 0) {
      throw new ChicoryException(
          "the evaluation needs more than %d MiB".formatted(MAXIMUM_PAGES / 16));
    }
  }

  private ImportValues imports() {
    var imports = ImportValues.builder().addMemory(new ImportMemory("env", "memory", memory));
    imports.addFunction(
        function(
            "opa_abort",
            1,
            List.of(),
            (instance, arguments) -> {
              throw new ChicoryException(
                  "the policy aborted: " + memory.readCString((int) arguments[0]));
            }));
    for (var arguments = 0; arguments <= MOST_BUILTIN_ARGUMENTS; arguments++) {
      imports.addFunction(
          function(
              "opa_builtin" + arguments,
              arguments + 2,
              List.of(ValType.I32),
              (instance, operands) -> callBuiltin(operands)));
    }
    return imports.build();
  }

  private static ImportFunction function(
      String name, int parameters, List<ValType> results, WasmFunctionHandle handle) {
    var types = new ArrayList<ValType>(Collections.nCopies(parameters, ValType.I32));
    return new ImportFunction("env", name, FunctionType.of(types, results), handle);
  }
}
