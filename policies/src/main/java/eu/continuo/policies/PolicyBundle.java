package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A policy as it travels: an OPA bundle with the compiled module, its sources, and in the
 * manifest's metadata its tests, its cases and what its rule for batches reads. See <a
 * href="https://www.openpolicyagent.org/docs/management-bundles">OPA: bundles</a>.
 */
public final class PolicyBundle {
  /** As long as packaged policies have. */
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final List<String> NOT_TAKEN =
      List.of("patch.json", "plan.json", "plan.pb", ".manifest.pb", "data.yaml", "data.yml");

  private final String name;
  private final String revision;
  private final String sha256;
  private final String keyId;
  private final byte[] wasm;
  private final Map<String, String> sources;
  private final Map<String, String> tests;
  private final Policy policy;

  private PolicyBundle(Identity identity, byte[] wasm, Texts texts, Policy policy) {
    this.name = identity.name;
    this.revision = identity.revision;
    this.sha256 = identity.sha256;
    this.keyId = identity.keyId;
    this.wasm = wasm;
    this.sources = Collections.unmodifiableMap(texts.sources);
    this.tests = Collections.unmodifiableMap(texts.tests);
    this.policy = policy;
  }

  private record Identity(String name, String revision, String sha256, String keyId) {}

  private record Texts(Map<String, String> sources, Map<String, String> tests) {}

  /** The policy, which is the last part of its package {@code icra.NAME}. */
  public String name() {
    return name;
  }

  /** Its revision, as who made it calls it. */
  public String revision() {
    return revision;
  }

  /** SHA-256 of the whole bundle, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** The key that signed it. */
  public String keyId() {
    return keyId;
  }

  /** The compiled module. */
  public byte[] wasm() {
    return wasm.clone();
  }

  /** The Rego that it was compiled from, by path. */
  public Map<String, String> sources() {
    return sources;
  }

  /** Rego and cases that try it, by path. */
  public Map<String, String> tests() {
    return tests;
  }

  /** The module, ready to decide. */
  public Policy policy() {
    return policy;
  }

  /** What came of reading a bundle. */
  public sealed interface Reading {
    /** It is sound, and a key that is trusted signed it. */
    record Read(PolicyBundle bundle) implements Reading {}

    /** It is not taken. */
    record Refused(List<Finding> findings) implements Reading {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Reads a bundle that anybody may have made. Nothing of it is run.
   *
   * @param keys who may have signed it, by the names of the keys
   */
  public static Reading read(byte[] packed, Map<String, VerificationKey> keys) {
    var archive = BundleArchive.read(packed);
    if (!archive.findings().isEmpty()) {
      return new Reading.Refused(archive.findings());
    }
    var signature = BundleSignature.verify(archive.files(), keys);
    return signature.findings().isEmpty()
        ? content(packed, archive.files(), signature.keyId())
        : new Reading.Refused(signature.findings());
  }

  /** Reads a bundle that was verified when it was kept. */
  public static Reading readVerified(byte[] packed, String keyId) {
    var archive = BundleArchive.read(packed);
    return archive.findings().isEmpty()
        ? content(packed, archive.files(), keyId)
        : new Reading.Refused(archive.findings());
  }

  private static Reading content(byte[] packed, Map<String, byte[]> files, String keyId) {
    var findings = new ArrayList<Finding>();
    NOT_TAKEN.stream()
        .filter(files::containsKey)
        .forEach(name -> findings.add(unusable("The file %s is not taken.".formatted(name))));
    var manifest = json(files, ".manifest", findings);
    if (!json(files, "data.json", findings).isEmpty()) {
      findings.add(
          unusable("The bundle has data of its own; policies here read data.continuum alone."));
    }
    var metadata = manifest.path("metadata");
    var name = metadata.path("policy").asText("");
    if (!NAME.matcher(name).matches()) {
      findings.add(unusable("\"%s\" is no name of a policy.".formatted(name)));
    }
    var wasm = files.get("policy.wasm");
    if (wasm == null) {
      findings.add(unusable("There is no policy.wasm."));
    }
    if (wasm == null || !findings.isEmpty()) {
      return new Reading.Refused(findings);
    }
    var sources = new TreeMap<String, String>();
    files.forEach(
        (path, text) -> {
          if (path.endsWith(".rego")) {
            sources.put(path, new String(text, StandardCharsets.UTF_8));
          }
        });
    var tests = new TreeMap<String, String>();
    metadata.path("tests").properties().forEach(t -> tests.put(t.getKey(), t.getValue().asText()));
    return switch (load(name, wasm, sources, metadata)) {
      case Loading.Refused(var problems) ->
          new Reading.Refused(problems.stream().map(PolicyBundle::unusable).toList());
      case Loading.Loaded(var policy) ->
          new Reading.Read(
              new PolicyBundle(
                  new Identity(name, manifest.path("revision").asText(), Sha256.hex(packed), keyId),
                  wasm,
                  new Texts(sources, tests),
                  policy));
    };
  }

  private sealed interface Loading {
    record Loaded(Policy policy) implements Loading {}

    record Refused(List<String> problems) implements Loading {}
  }

  private static Loading load(
      String name, byte[] wasm, Map<String, String> sources, JsonNode metadata) {
    var about = metadata.path("decides").asText(Decides.PAIRS.word());
    var decides = Decides.of(about);
    if (decides.isEmpty()) {
      return new Loading.Refused(List.of("\"%s\" is nothing to decide about.".formatted(about)));
    }
    return switch (OpaModule.load(wasm)) {
      case OpaModule.Loading.Refused(var problems) -> new Loading.Refused(problems);
      case OpaModule.Loading.Loaded(var module) -> {
        var entrypoints =
            entrypoints(
                name, module.entrypoints(), decides.get(), Reads.of(metadata.path("reads")));
        if (entrypoints.isEmpty()) {
          yield new Loading.Refused(
              List.of(
                  "The module is entered at %s, which is not how one that decides about %s is."
                      .formatted(String.join(", ", module.entrypoints().keySet()), about)));
        }
        var list = new StringBuilder();
        sources.forEach(
            (path, text) ->
                list.append(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)))
                    .append("  ")
                    .append(path)
                    .append('\n'));
        yield new Loading.Loaded(
            new Policy(
                name,
                module,
                Sha256.hex(list.toString().getBytes(StandardCharsets.UTF_8)),
                entrypoints.get(),
                EVALUATION_LIMIT));
      }
    };
  }

  /** Where it is entered, if that is all that it has and nothing else. */
  private static Optional<Policy.Entrypoints> entrypoints(
      String name, Map<String, Integer> found, Decides decides, Reads reads) {
    var decisions = found.get("icra/" + name + "/decisions");
    var eligible = found.get("icra/" + name + "/eligible");
    var met = entrypoint(found, "icra/" + name + "/met");
    var traits = entrypoint(found, "icra/" + name + "/traits");
    if (decisions == null) {
      return Optional.empty();
    }
    return switch (decides) {
      case COMMITS, READS, USES ->
          found.size() == 1
              ? Optional.of(new Policy.Entrypoints(decides, decisions, Optional.empty()))
              : Optional.empty();
      case PAIRS ->
          eligible != null
                  && (met.isPresent() || traits.isEmpty())
                  && found.size() == 2 + met.stream().count() + traits.stream().count()
              ? Optional.of(
                  new Policy.Entrypoints(
                      decides,
                      decisions,
                      Optional.of(new Policy.Entrypoints.Batch(eligible, met, traits, reads))))
              : Optional.empty();
    };
  }

  private static OptionalInt entrypoint(Map<String, Integer> found, String path) {
    var id = found.get(path);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private static JsonNode json(Map<String, byte[]> files, String name, List<Finding> findings) {
    var bytes = files.get(name);
    if (bytes == null) {
      findings.add(unusable("There is no %s.".formatted(name)));
      return Json.object();
    }
    try {
      return Json.read(bytes);
    } catch (IllegalArgumentException e) {
      findings.add(unusable("The file %s cannot be read: %s".formatted(name, e.getMessage())));
      return Json.object();
    }
  }

  private static Finding unusable(String why) {
    return Finding.violation(
        "bundle.unusable", why, "Make it with continuo policy build, from the folder of a policy.");
  }
}
