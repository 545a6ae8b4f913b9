package eu.continuo.policies;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The policies that the build compiled into this module, by name: the front door of the package.
 * Those that decide about components and sites can be asked here; every one can be asked as one of
 * the {@link #documents()}. Safe for use by many threads.
 */
public final class Policies {
  /**
   * A batch of some ten thousand pairs takes well under a second; ten say that something is wrong.
   */
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);

  /** What is packaged beside each policy. */
  private final SortedMap<String, JsonNode> manifests;

  private final Duration evaluationLimit;
  private final Map<String, Policy> loaded = new HashMap<>();

  private Policies(SortedMap<String, JsonNode> manifests, Duration evaluationLimit) {
    this.manifests = Collections.unmodifiableSortedMap(manifests);
    this.evaluationLimit = evaluationLimit;
  }

  /** What is packaged, loaded once for all who ask. */
  private static final class Packaged {
    static final Policies POLICIES = packaged(EVALUATION_LIMIT);
    static final PolicyDocuments DOCUMENTS = POLICIES.toDocuments();
  }

  /** The packaged policies. Each is loaded when it is first asked for. */
  public static Policies packaged() {
    return Packaged.POLICIES;
  }

  /**
   * The packaged policies, with a limit of one's own.
   *
   * @param evaluationLimit how long one evaluation may take before it is ended and everything asked
   *     is denied
   */
  public static Policies packaged(Duration evaluationLimit) {
    var manifests = new TreeMap<String, JsonNode>();
    packagedNames()
        .forEach(name -> manifests.put(name, Json.read(resource(name + "/manifest.json"))));
    return new Policies(manifests, evaluationLimit);
  }

  /** The packaged policies as the documents of OPA's data API. */
  public static PolicyDocuments documents() {
    return Packaged.DOCUMENTS;
  }

  /** The names of all policies, in alphabetical order. */
  public Set<String> names() {
    return manifests.keySet();
  }

  /**
   * The policy of that name, where it decides about components and sites.
   *
   * @throws IllegalStateException when it cannot be used, for then the build is broken
   */
  public Optional<Policy> find(String name) {
    var manifest = manifests.get(name);
    if (manifest == null || manifest.path("entrypoints").size() < 2) {
      return Optional.empty();
    }
    synchronized (loaded) {
      return Optional.of(loaded.computeIfAbsent(name, _ -> load(name, manifest, evaluationLimit)));
    }
  }

  /**
   * The policy {@code sovereignty}: residency of the site and control through every owner of its
   * operator.
   *
   * @throws IllegalStateException when it is not packaged, for then the build is broken
   */
  public Policy sovereignty() {
    return find("sovereignty")
        .orElseThrow(() -> new IllegalStateException("No policy sovereignty is packaged."));
  }

  /**
   * The Rego that a packaged module was compiled from, by path.
   *
   * @param sha256 of the module; empty where another is packaged under the name
   */
  public static Optional<Map<String, String>> sources(String name, String sha256) {
    if (packagedNames().noneMatch(name::equals)
        || !Sha256.hex(resource(name + "/policy.wasm")).equals(sha256)) {
      return Optional.empty();
    }
    var file = name + "/" + name + ".rego";
    return Optional.of(Map.of(file, new String(resource(file), StandardCharsets.UTF_8)));
  }

  private static Stream<String> packagedNames() {
    return new String(resource("policies.txt"), StandardCharsets.UTF_8).lines();
  }

  private PolicyDocuments toDocuments() {
    var modules = new TreeMap<String, byte[]>();
    var entrypoints = new TreeMap<String, Set<String>>();
    manifests.forEach(
        (name, manifest) -> {
          modules.put(name, resource(name + "/policy.wasm"));
          entrypoints.put(
              name,
              manifest.path("entrypoints").valueStream().map(JsonNode::asText).collect(toSet()));
        });
    return PolicyDocuments.trusted(modules, entrypoints, evaluationLimit);
  }

  private static Policy load(String name, JsonNode manifest, Duration evaluationLimit) {
    var paths = manifest.path("entrypoints");
    var batchPath = paths.path(1).asText();
    var reads = Reads.of(Json.read(resource(name + "/reads.json")).path(batchPath));
    var module = OpaModule.sound(name, resource(name + "/policy.wasm"));
    module.compile();
    var entrypoints =
        new Policy.Entrypoints(
            Decides.PAIRS,
            entrypoint(name, module, paths.path(0).asText()),
            Optional.of(
                new Policy.Entrypoints.Batch(
                    entrypoint(name, module, batchPath),
                    further(name, module, paths, 2),
                    further(name, module, paths, 3),
                    reads)));
    return new Policy(
        name, module, manifest.path("sourcesSha256").asText(), entrypoints, evaluationLimit);
  }

  private static OptionalInt further(
      String policy, OpaModule module, JsonNode paths, int position) {
    return paths.has(position)
        ? OptionalInt.of(entrypoint(policy, module, paths.path(position).asText()))
        : OptionalInt.empty();
  }

  private static int entrypoint(String policy, OpaModule module, String path) {
    var id = module.entrypoints().get(path);
    if (id == null) {
      throw new IllegalStateException(
          "The policy %s has no entrypoint %s.".formatted(policy, path));
    }
    return id;
  }

  static byte[] resource(String name) {
    var path = "/continuo/policies/" + name;
    try (InputStream stream = Policies.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("The build did not package %s.".formatted(path));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
