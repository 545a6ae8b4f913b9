package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One compiled policy, which decides about components and sites, commits, reads, or uses. Safe for
 * use by many threads.
 *
 * <p>A decision depends on the policy, the data and the time alone, so that it can be repeated.
 * Whatever goes wrong in an evaluation is a denial that says so.
 */
public final class Policy {
  /** So many that live data and a few scenarios stay loaded beside one another. */
  private static final int REVISIONS_KEPT = 4;

  /** What a policy reads that decides about subjects of the question alone. */
  private static final PolicyData NO_DATA =
      PolicyData.of(new Continuum(Map.of(), Map.of(), Map.of()));

  private final String name;
  private final OpaModule module;
  private final String sourcesSha256;
  private final Entrypoints entrypoints;
  private final EvaluationLimit limit;
  private final Map<String, PolicyRevision> revisions =
      new LinkedHashMap<>(REVISIONS_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyRevision> eldest) {
          return size() > REVISIONS_KEPT;
        }
      };

  /**
   * Where the module is entered.
   *
   * @param decides about what
   * @param decisions decides and gives reasons
   * @param batch decides about many pairs at once; a policy about anything else has none
   */
  record Entrypoints(Decides decides, int decisions, Optional<Batch> batch) {
    /**
     * The rules for batches.
     *
     * @param eligible answers about components
     * @param met answers about requirements, where a component may run wherever all of its own are
     *     met; empty where the policy judges components as wholes
     * @param traits by what of a site requirements are met; empty where only the site as a whole
     *     tells
     * @param reads what they read
     */
    record Batch(int eligible, OptionalInt met, OptionalInt traits, Reads reads) {}

    Batch pairs() {
      return batch.orElseThrow(
          () -> new IllegalStateException("It decides about " + decides.word() + "."));
    }
  }

  Policy(
      String name,
      OpaModule module,
      String sourcesSha256,
      Entrypoints entrypoints,
      Duration limit) {
    this.name = name;
    this.module = module;
    this.sourcesSha256 = sourcesSha256;
    this.entrypoints = entrypoints;
    this.limit = new EvaluationLimit(limit);
  }

  /** The policy's name, which is the name of its folder. */
  public String name() {
    return name;
  }

  /** SHA-256 of the compiled module, in hexadecimal. */
  public String sha256() {
    return module.sha256();
  }

  /**
   * SHA-256, in hexadecimal, of the list of the policy's sources with the SHA-256 of each, as
   * {@code sha256sum} prints it: leads from the compiled module to the Rego that explains it.
   */
  public String sourcesSha256() {
    return sourcesSha256;
  }

  /**
   * Decides about every component at every site of the request.
   *
   * @param now the time at which validity is judged, in whole seconds
   * @return one decision for each pair, also when the evaluation fails
   */
  public Decisions decide(PolicyData data, DecisionRequest request, Instant now) {
    var decide = evaluation(data, Json.write(input(request, now)), now);
    var decisions = new ArrayList<Decision>();
    for (var component : request.components()) {
      for (var site : request.sites()) {
        decisions.add(decide.apply(new Decision.Pair(component.iri(), site)));
      }
    }
    return new Decisions(Map.of(name, sha256()), data.sha256(), now, decisions);
  }

  /** The document of the rule that gives reasons, for input and data as they are. */
  JsonNode answer(JsonNode data, JsonNode input, Instant now) {
    return evaluated(
            () ->
                new PolicyRevision(module, PolicyData.of(Json.write(data)))
                    .evaluate(entrypoints.decisions(), Json.write(input), now))
        .path(0)
        .path("result");
  }

  /** A table of who may run where, empty as yet. */
  public Eligibility eligibility() {
    return new Eligibility(this);
  }

  OpaModule module() {
    return module;
  }

  Reads reads() {
    return entrypoints.pairs().reads();
  }

  /** What it decides about. */
  public Decides decides() {
    return entrypoints.decides();
  }

  /**
   * Everything that stands against what is asked about, by subject; nothing where all is allowed.
   *
   * @param now the time of the decision, in whole seconds
   */
  public List<Objection> objections(SubjectRequest request, Instant now) {
    try {
      var answer =
          evaluated(
                  () ->
                      revision(NO_DATA)
                          .evaluate(entrypoints.decisions(), request.inputJson(now), now))
              .path(0)
              .path("result");
      return request.subjects().stream()
          .flatMap(subject -> objections(subject, answer.path(subject)))
          .toList();
    } catch (PolicyFailedException e) {
      return List.of(new Objection("", e.reason()));
    }
  }

  /**
   * A reason against what is asked about.
   *
   * @param subject the IRI of what it is about; empty where it is about everything
   */
  public record Objection(String subject, Reason reason) {}

  private Stream<Objection> objections(String subject, JsonNode answer) {
    return reasons(answer, "about " + subject).stream().map(r -> new Objection(subject, r));
  }

  /**
   * For each component, the positions of the sites that it may run at.
   *
   * @throws PolicyFailedException when the policy cannot be evaluated
   */
  List<int[]> eligible(PolicyData data, byte[] inputJson, Instant now) {
    return positions(entrypoints.pairs().eligible(), data, inputJson, now);
  }

  /**
   * For each requirement, the positions of the sites, or of the traits, that meet it, where {@link
   * #judgesRequirements}.
   *
   * @throws PolicyFailedException when the policy cannot be evaluated
   */
  List<int[]> met(PolicyData data, byte[] inputJson, Instant now) {
    return positions(entrypoints.pairs().met().orElseThrow(), data, inputJson, now);
  }

  /** Whether it judges each requirement by itself, so that components need not be asked about. */
  boolean judgesRequirements() {
    return entrypoints.pairs().met().isPresent();
  }

  /**
   * For each site, the traits by which it meets requirements, where {@link #knowsTraits}.
   *
   * @throws PolicyFailedException when the policy cannot be evaluated
   */
  JsonNode traits(PolicyData data, byte[] inputJson, Instant now) {
    var traits = entrypoints.pairs().traits().orElseThrow();
    return evaluated(() -> revision(data).evaluate(traits, inputJson, now)).path(0).path("result");
  }

  /** Whether sites meet requirements by traits that they share with others. */
  boolean knowsTraits() {
    return entrypoints.pairs().traits().isPresent();
  }

  private List<int[]> positions(int entrypoint, PolicyData data, byte[] inputJson, Instant now) {
    return evaluated(
        () ->
            revision(data).evaluate(entrypoint, inputJson, now, WasmValues::indexSetsOfOnlyResult));
  }

  /** The same policy, asked about components as wholes, so that the ways can be compared. */
  Policy judgingComponents() {
    return asking(OptionalInt.empty());
  }

  /** The same policy, asked about sites as wholes, so that the ways can be compared. */
  Policy judgingSites() {
    return asking(entrypoints.pairs().met());
  }

  private Policy asking(OptionalInt met) {
    var pairs = entrypoints.pairs();
    var batch = new Entrypoints.Batch(pairs.eligible(), met, OptionalInt.empty(), pairs.reads());
    return new Policy(
        name,
        module,
        sourcesSha256,
        new Entrypoints(entrypoints.decides(), entrypoints.decisions(), Optional.of(batch)),
        limit.duration());
  }

  private Function<Decision.Pair, Decision> evaluation(
      PolicyData data, byte[] inputJson, Instant now) {
    try {
      var results =
          evaluated(() -> revision(data).evaluate(entrypoints.decisions(), inputJson, now));
      var answer = results.path(0).path("result");
      return pair -> decision(pair, answer.path(pair.component()).path(pair.site()));
    } catch (PolicyFailedException e) {
      return pair -> Decision.denied(pair, List.of(e.reason()));
    }
  }

  /**
   * @throws PolicyFailedException whatever the engine throws: nothing may pass because its judge
   *     broke
   */
  private <T> T evaluated(Supplier<T> evaluation) {
    try {
      return limit.apply(evaluation);
    } catch (EvaluationLimit.ExceededException e) {
      throw new PolicyFailedException(
          failure(
              "it took longer than %d ms and was ended".formatted(limit.duration().toMillis())));
    } catch (RuntimeException e) {
      throw new PolicyFailedException(failure(String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      throw new PolicyFailedException(failure("it recursed too deeply"));
    }
  }

  /**
   * @throws PolicyFailedException where it answers about fewer or more than it was asked about
   */
  void checkAnswered(int answered, int asked) {
    if (answered != asked) {
      throw new PolicyFailedException(
          failure("it answers about %d where it was asked about %d".formatted(answered, asked)));
    }
  }

  Reason failure(String why) {
    return new Reason(
        "policy.failed",
        "",
        Map.of("policy", name),
        "The policy %s could not be evaluated: %s.".formatted(name, why),
        name);
  }

  private PolicyRevision revision(PolicyData data) {
    synchronized (revisions) {
      return revisions.computeIfAbsent(data.sha256(), _ -> new PolicyRevision(module, data));
    }
  }

  private Decision decision(Decision.Pair pair, JsonNode answer) {
    var reasons = reasons(answer, "about %s at %s".formatted(pair.component(), pair.site()));
    return reasons.isEmpty() ? Decision.allowed(pair) : Decision.denied(pair, reasons);
  }

  /** What an answer has against its subject; an answer that does not allow has always something. */
  private List<Reason> reasons(JsonNode answer, String subject) {
    var reasons = new ArrayList<Reason>();
    answer.path("reasons").forEach(reason -> reasons.add(Reason.of(reason, name)));
    var allow = answer.path("allow").isBoolean() && answer.path("allow").booleanValue();
    if (!allow && reasons.isEmpty()) {
      reasons.add(
          new Reason(
              "policy.unanswered",
              "",
              Map.of("policy", name),
              "The policy %s gives no answer %s.".formatted(name, subject),
              name));
    }
    return reasons;
  }

  static ObjectNode input(DecisionRequest request, Instant now) {
    var input = Json.object();
    input.put("nowEpochS", now.getEpochSecond());
    var components = input.putArray("components");
    for (var component : request.components()) {
      var node = components.addObject().put("id", component.iri());
      var requirements = node.putArray("requirements");
      component.requirements().forEach(each -> requirements.add(requirement(each)));
    }
    var sites = input.putArray("sites");
    request.sites().forEach(sites::add);
    return input;
  }

  static ObjectNode requirement(DecisionRequest.Requirement requirement) {
    var node = Json.object().put("id", requirement.iri()).put("kind", requirement.kind());
    requirement.places().forEach(node.putArray("places")::add);
    RequirementJson.write(requirement.terms(), node);
    return node;
  }
}
