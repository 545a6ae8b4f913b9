package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlRego;
import eu.continuo.policies.rego.RegoValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decides uses by policies of ODRL that come with the question. All of them are decided by one
 * compiled module, which reads a policy as a table: nothing is compiled when a policy is asked.
 * Safe for use by many threads.
 */
public final class UsePolicies {
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);
  private static final int REVISIONS_KEPT = 4;

  private final OpaModule module;
  private final int decisions;
  private final EvaluationLimit limit = new EvaluationLimit(EVALUATION_LIMIT);
  private final Map<String, PolicyRevision> revisions =
      new LinkedHashMap<>(REVISIONS_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyRevision> eldest) {
          return size() > REVISIONS_KEPT;
        }
      };

  private UsePolicies(OpaModule module, int decisions) {
    this.module = module;
    this.decisions = decisions;
  }

  /** Loaded when it is first asked for. */
  private static final class Packaged {
    static final UsePolicies JUDGE = load();
  }

  /**
   * The meaning of ODRL that the build compiled.
   *
   * @throws IllegalStateException when it cannot be used, for then the build is broken
   */
  public static UsePolicies packaged() {
    return Packaged.JUDGE;
  }

  private static UsePolicies load() {
    return switch (OpaModule.load(Policies.resource("odrl/policy.wasm"))) {
      case OpaModule.Loading.Loaded(var module) ->
          new UsePolicies(
              module,
              Optional.ofNullable(module.entrypoints().get("icra/odrl/decisions"))
                  .orElseThrow(() -> new IllegalStateException("ODRL has no entrypoint.")));
      case OpaModule.Loading.Refused(var problems) ->
          throw new IllegalStateException("ODRL cannot be decided: " + String.join(" ", problems));
    };
  }

  /** SHA-256 of the compiled module, in hexadecimal. */
  public String sha256() {
    return module.sha256();
  }

  /**
   * Decides about one use by each policy.
   *
   * @param places data with the places that lie within others
   * @param now the clock of the decision, in whole seconds
   * @return a decision for each policy, in their order, also when the evaluation fails
   */
  public List<UseDecision> decide(
      UseRequest use, List<OdrlPolicy> policies, PolicyData places, Instant now) {
    try {
      var answers = answers(use, policies, places, now);
      var made = new ArrayList<UseDecision>();
      for (var i = 0; i < policies.size(); i++) {
        made.add(decision(policies.get(i), answers.get(i)));
      }
      return made;
    } catch (EvaluationLimit.ExceededException e) {
      return failed(policies, "it took longer than %d s".formatted(EVALUATION_LIMIT.toSeconds()));
    } catch (RuntimeException e) {
      return failed(policies, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      return failed(policies, "it recursed too deeply");
    }
  }

  /** What the Rego answers by each policy; nothing where it is undefined. */
  List<JsonNode> answers(
      UseRequest use, List<OdrlPolicy> policies, PolicyData places, Instant now) {
    module.compile();
    var input = input(use, policies, now);
    var answer = limit.apply(() -> revision(places).evaluate(decisions, input, now));
    return IntStream.range(0, policies.size())
        .mapToObj(i -> answer.path(0).path("result").path(Integer.toString(i)))
        .toList();
  }

  /** The whole answer to a question that is written elsewhere. */
  JsonNode answer(byte[] data, byte[] input) {
    return new PolicyRevision(module, PolicyData.of(data))
        .evaluate(decisions, input, Instant.EPOCH)
        .path(0)
        .path("result");
  }

  /** The question as JSON, by the position of each policy. */
  static byte[] input(UseRequest use, List<OdrlPolicy> policies, Instant now) {
    var tables = new TreeMap<String, RegoValue>();
    var uses = new TreeMap<String, RegoValue>();
    for (var i = 0; i < policies.size(); i++) {
      var name = Integer.toString(i);
      tables.put(name, OdrlRego.of(policies.get(i)));
      uses.put(name, use.toRego(Optional.of(name)));
    }
    return UseRequest.object(
            Map.of(
                "nowEpochS", RegoValue.of(now.getEpochSecond()),
                "policies", UseRequest.object(tables),
                "uses", UseRequest.object(uses)))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private PolicyRevision revision(PolicyData places) {
    synchronized (revisions) {
      return revisions.computeIfAbsent(places.sha256(), _ -> new PolicyRevision(module, places));
    }
  }

  private static UseDecision decision(OdrlPolicy policy, JsonNode answer) {
    var reasons = new ArrayList<Reason>();
    answer.path("reasons").forEach(reason -> reasons.add(Reason.of(reason, policy.uid())));
    var allow = answer.path("allow").isBoolean() && answer.path("allow").booleanValue();
    if (!allow && reasons.isEmpty()) {
      reasons.add(
          new Reason(
              "policy.unanswered",
              "",
              Map.of("policy", policy.uid()),
              "The policy %s gives no answer.".formatted(policy.uid()),
              policy.uid()));
    }
    var obligations = new ArrayList<UseDecision.Obligation>();
    answer.path("obligations").forEach(each -> obligations.add(obligation(each)));
    return new UseDecision(
        policy.uid(),
        answer.path("type").asText(),
        allow && reasons.isEmpty(),
        obligations,
        reasons);
  }

  private static UseDecision.Obligation obligation(JsonNode node) {
    return new UseDecision.Obligation(
        node.path("kind").asText(),
        node.path("rule").asText(),
        node.path("duty").asText(),
        texts(node.path("actions")),
        node.path("text").asText(),
        node.path("state").asText(),
        texts(node.path("consequences")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<UseDecision> failed(List<OdrlPolicy> policies, String why) {
    return policies.stream()
        .map(
            policy ->
                new UseDecision(
                    policy.uid(),
                    "",
                    false,
                    List.of(),
                    List.of(
                        new Reason(
                            "policy.failed",
                            "",
                            Map.of("policy", policy.uid()),
                            "The policy %s could not be evaluated: %s."
                                .formatted(policy.uid(), why),
                            policy.uid()))))
        .toList();
  }
}
