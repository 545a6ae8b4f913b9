package eu.continuo.policies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The policies that the build compiled into this module, by name: the front door of the package.
 */
public final class Policies {
  /**
   * A batch of some ten thousand pairs takes well under a second; ten say that something is wrong.
   */
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);

  private final Map<String, Policy> byName;

  private Policies(Map<String, Policy> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Loads every packaged policy; takes a second or two for each, so do it once.
   *
   * @throws IllegalStateException when a packaged policy cannot be used, for then the build is
   *     broken
   */
  public static Policies packaged() {
    return packaged(EVALUATION_LIMIT);
  }

  /**
   * Loads every packaged policy with a limit of one's own.
   *
   * @param evaluationLimit how long one evaluation may take before it is ended and everything asked
   *     is denied
   * @throws IllegalStateException when a packaged policy cannot be used, for then the build is
   *     broken
   */
  public static Policies packaged(Duration evaluationLimit) {
    var policies = new TreeMap<String, Policy>();
    new String(resource("policies.txt"), StandardCharsets.UTF_8)
        .lines()
        .forEach(name -> policies.put(name, load(name, evaluationLimit)));
    return new Policies(policies);
  }

  /**
   * The packaged policies as the documents of OPA's data API. Loads them anew, so do it once.
   *
   * @throws IllegalStateException when a packaged policy cannot be used, for then the build is
   *     broken
   */
  public static PolicyDocuments documents() {
    var modules = new TreeMap<String, byte[]>();
    new String(resource("policies.txt"), StandardCharsets.UTF_8)
        .lines()
        .forEach(name -> modules.put(name, resource(name + "/policy.wasm")));
    return switch (PolicyDocuments.load(modules, EVALUATION_LIMIT)) {
      case PolicyDocuments.Loading.Loaded(var documents) -> documents;
      case PolicyDocuments.Loading.Refused(var problems) ->
          throw new IllegalStateException("A policy cannot be used: " + String.join(" ", problems));
    };
  }

  /** The names of the policies, in alphabetical order. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The policy of that name. */
  public Optional<Policy> find(String name) {
    return Optional.ofNullable(byName.get(name));
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

  private static Policy load(String name, Duration evaluationLimit) {
    var manifest = Json.read(resource(name + "/manifest.json"));
    var path = manifest.path("entrypoints").path(0).asText();
    var batchPath = manifest.path("entrypoints").path(1).asText();
    var reads = Reads.of(Json.read(resource(name + "/reads.json")).path(batchPath));
    var loading = OpaModule.load(resource(name + "/policy.wasm"));
    return switch (loading) {
      case OpaModule.Loading.Refused(var problems) ->
          throw new IllegalStateException(
              "The policy %s cannot be used: %s".formatted(name, String.join(" ", problems)));
      case OpaModule.Loading.Loaded(var module) -> {
        var entrypoints =
            new Policy.Entrypoints(
                entrypoint(name, module, path), entrypoint(name, module, batchPath), reads);
        yield new Policy(
            name, module, manifest.path("sourcesSha256").asText(), entrypoints, evaluationLimit);
      }
    };
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
