package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiled policies and one revision of data as the tree of documents that OPA calls {@code data}:
 * what {@code POST /v1/data/PATH} asks for. Safe for use by many threads.
 *
 * <p>An answer depends on the modules, the data, the input and the time alone, so that whoever
 * keeps these gets it again to the byte.
 */
public final class PolicyDocuments {
  private static final int REVISIONS_KEPT = 4;
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);

  private final SortedMap<String, byte[]> modules;
  private final SortedMap<String, String> revisions = new TreeMap<>();
  private final SortedMap<String, PolicyModule> loadable = new TreeMap<>();
  private final Entrypoints entries = new Entrypoints();
  private final EvaluationLimit limit;
  private final Map<String, PolicyRevision> loaded =
      new LinkedHashMap<>(REVISIONS_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyRevision> eldest) {
          return size() > REVISIONS_KEPT;
        }
      };

  private PolicyDocuments(Map<String, byte[]> modules, Duration limit) {
    this.modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    this.limit = new EvaluationLimit(limit);
  }

  /** What came of loading modules. */
  public sealed interface Loading {
    /** All can be asked. */
    record Loaded(PolicyDocuments documents) implements Loading {}

    /**
     * Some cannot be used.
     *
     * @param problems everything that is wrong, each with the name of its policy
     */
    record Refused(List<String> problems) implements Loading {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Loads modules. Each is compiled, which takes a second or two, when it is first asked.
   *
   * @param modules WebAssembly that OPA compiled, by the name of the policy
   * @param limit how long one evaluation may take
   */
  public static Loading load(Map<String, byte[]> modules, Duration limit) {
    var documents = new PolicyDocuments(modules, limit);
    var problems = new ArrayList<String>();
    documents.modules.forEach(
        (name, bytes) -> {
          switch (OpaModule.load(bytes)) {
            case OpaModule.Loading.Loaded(var module) ->
                documents.add(name, PolicyModule.of(module));
            case OpaModule.Loading.Refused(var wrong) ->
                wrong.forEach(each -> problems.add(name + ": " + each));
          }
        });
    return problems.isEmpty() ? new Loading.Loaded(documents) : new Loading.Refused(problems);
  }

  /**
   * Modules that are known to be sound. Each is loaded when it is first asked.
   *
   * @param modules WebAssembly that OPA compiled, by the name of the policy
   * @param entrypoints where each is entered
   */
  static PolicyDocuments trusted(
      Map<String, byte[]> modules, Map<String, Set<String>> entrypoints, Duration limit) {
    var documents = new PolicyDocuments(modules, limit);
    documents.modules.forEach(
        (name, bytes) ->
            documents.add(
                name, PolicyModule.trusted(name, bytes, entrypoints.getOrDefault(name, Set.of()))));
    return documents;
  }

  /** These and the policies of bundles, which take the place of those of the same name. */
  public PolicyDocuments with(Collection<PolicyBundle> bundles) {
    var all = new TreeMap<>(modules);
    bundles.forEach(bundle -> all.put(bundle.name(), bundle.wasm()));
    var documents = new PolicyDocuments(all, limit.duration());
    var together = new TreeMap<>(loadable);
    bundles.forEach(
        bundle -> together.put(bundle.name(), PolicyModule.of(bundle.policy().module())));
    together.forEach(documents::add);
    return documents;
  }

  /** The policy of one bundle alone. */
  public static PolicyDocuments of(PolicyBundle bundle) {
    return new PolicyDocuments(Map.of(), EVALUATION_LIMIT).with(List.of(bundle));
  }

  private void add(String name, PolicyModule module) {
    loadable.put(name, module);
    revisions.put(name, module.sha256());
    entries.add(module);
  }

  /** SHA-256 of each module in hexadecimal, by the name of its policy. */
  public SortedMap<String, String> revisions() {
    return Collections.unmodifiableSortedMap(revisions);
  }

  /** The module of a policy, for whoever wants to repeat its decisions later. */
  public Optional<byte[]> module(String policy) {
    return Optional.ofNullable(modules.get(policy)).map(byte[]::clone);
  }

  /**
   * The document at a path.
   *
   * @param path the keys that lead to it, such as {@code icra}, {@code sovereignty}, {@code
   *     decisions}; empty for all that there is
   * @param inputJson what the policy is asked about, JSON in UTF-8; null for no input
   * @param now the only clock that the policies have
   */
  public PolicyAnswer answer(
      List<String> path, byte @Nullable [] inputJson, PolicyData data, Instant now) {
    try {
      var input = inputJson == null ? new byte[0] : inputJson;
      entries.askedFor(path).forEach(entry -> entry.module.get().compile());
      return limit.apply(
          () -> {
            var entry = entries.above(path);
            return entry.isPresent()
                ? below(entry.get(), path, input, data, now)
                : whole(path, input, data, now);
          });
    } catch (EvaluationLimit.ExceededException _) {
      return new PolicyAnswer.Failed(
          "The evaluation took longer than %d ms and was ended."
              .formatted(limit.duration().toMillis()));
    } catch (RuntimeException e) {
      return new PolicyAnswer.Failed("The evaluation failed: " + e.getMessage());
    } catch (StackOverflowError _) {
      return new PolicyAnswer.Failed("The evaluation recursed too deeply.");
    }
  }

  /** A value of a rule, or what lies in it. */
  private PolicyAnswer below(
      Entry entry, List<String> path, byte[] input, PolicyData data, Instant now) {
    var value = value(entry, input, data, now);
    for (var key : path.subList(entry.path.size(), path.size())) {
      value = value.flatMap(each -> member(each, key));
    }
    return value
        .<PolicyAnswer>map(each -> new PolicyAnswer.Defined(RegoJson.text(each)))
        .orElseGet(PolicyAnswer.Undefined::new);
  }

  private static Optional<RegoValue> member(RegoValue value, String key) {
    return switch (value) {
      case RegoObject object -> object.get(key);
      case RegoSet set when set.contains(RegoValue.of(key)) -> Optional.of(RegoValue.of(key));
      default -> Optional.empty();
    };
  }

  /** What lies above the rules: the data itself, with the documents of all policies in it. */
  private PolicyAnswer whole(List<String> path, byte[] input, PolicyData data, Instant now) {
    JsonNode base = Json.read(data.json());
    for (var key : path) {
      base = base.path(key);
    }
    var below = entries.shortestBelow(path);
    if (below.isEmpty()) {
      return base.isMissingNode()
          ? new PolicyAnswer.Undefined()
          : new PolicyAnswer.Defined(sorted(base));
    }
    var all = base instanceof ObjectNode object ? object : Json.object();
    for (var entry : below) {
      var value = value(entry, input, data, now);
      if (value.isPresent()) {
        var at = all;
        for (var key : entry.path.subList(path.size(), entry.path.size() - 1)) {
          at = at.withObjectProperty(key);
        }
        var text = RegoJson.text(value.get()).getBytes(StandardCharsets.UTF_8);
        at.set(entry.path.getLast(), Json.read(text));
      }
    }
    return new PolicyAnswer.Defined(sorted(all));
  }

  /** The members of objects in the order in which OPA prints them. */
  private static String sorted(JsonNode node) {
    try {
      return RegoJson.text(RegoText.read(node.toString()));
    } catch (RegoText.MalformedException e) {
      throw new IllegalStateException("JSON is a value of Rego.", e);
    }
  }

  private Optional<RegoValue> value(Entry entry, byte[] input, PolicyData data, Instant now) {
    var module = entry.module.get();
    var id = module.entrypoints().get(entry.name);
    if (id == null) {
      throw new IllegalStateException("The module is not entered at " + entry.name + ".");
    }
    var results = revision(module, data).evaluateValue(id, input, now);
    return ((RegoSet) results)
        .items().stream().findFirst().flatMap(result -> ((RegoObject) result).get("result"));
  }

  private PolicyRevision revision(OpaModule module, PolicyData data) {
    synchronized (loaded) {
      return loaded.computeIfAbsent(
          module.sha256() + " " + data.sha256(), _ -> new PolicyRevision(module, data));
    }
  }

  private record Entry(PolicyModule module, String name, List<String> path) {}

  /** Where the modules are entered, by path. */
  private static final class Entrypoints {
    private final Map<List<String>, Entry> byPath = new HashMap<>();

    void add(PolicyModule module) {
      module
          .entrypoints()
          .forEach(
              name -> {
                var path = List.of(name.split("/", -1));
                byPath.put(path, new Entry(module, name, path));
              });
    }

    /** The entrypoint at the path or, the nearest, above it. */
    Optional<Entry> above(List<String> path) {
      for (var length = path.size(); length > 0; length--) {
        var entry = byPath.get(path.subList(0, length));
        if (entry != null) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    /** Those that answer for the path. */
    List<Entry> askedFor(List<String> path) {
      return above(path).map(List::of).orElseGet(() -> shortestBelow(path));
    }

    /** The entrypoints below the path that have none above them. */
    List<Entry> shortestBelow(List<String> path) {
      return byPath.values().stream()
          .filter(entry -> entry.path.size() > path.size())
          .filter(entry -> entry.path.subList(0, path.size()).equals(path))
          .filter(entry -> above(entry.path.subList(0, entry.path.size() - 1)).isEmpty())
          .toList();
    }
  }
}
