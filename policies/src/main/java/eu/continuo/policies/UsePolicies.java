package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlRego;
import eu.continuo.policies.rego.RegoValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decides uses by policies of ODRL that come with the question. All of them are decided by one
 * compiled module, which reads a policy as a table: nothing is compiled when a policy is asked.
 * Safe for use by many threads.
 */
public final class UsePolicies {
  private static final String NAME = "odrl";

  /** The document that answers, as OPA's data API would be asked for it. */
  public static final List<String> PATH = List.of("icra", NAME, "decisions");

  private static final List<String> SOURCES = List.of("meaning.rego", "profile.rego", "uses.rego");
  private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(10);

  private final PolicyDocuments documents;

  private UsePolicies(PolicyDocuments documents) {
    this.documents = documents;
  }

  /** Read when it is first asked for. */
  private static final class Packaged {
    static final UsePolicies JUDGE =
        new UsePolicies(
            PolicyDocuments.trusted(
                Map.of(NAME, Policies.resource(NAME + "/policy.wasm")),
                Map.of(NAME, Set.of(String.join("/", PATH))),
                EVALUATION_LIMIT));
  }

  /** The meaning of ODRL that the build compiled. */
  public static UsePolicies packaged() {
    return Packaged.JUDGE;
  }

  /**
   * The Rego that the packaged module was compiled from, by path.
   *
   * @param sha256 of the module; empty where another is packaged under the name
   */
  public static Optional<Map<String, String>> sources(String name, String sha256) {
    if (!name.equals(NAME) || !sha256.equals(packaged().documents.revisions().get(NAME))) {
      return Optional.empty();
    }
    var sources = new TreeMap<String, String>();
    for (var file : SOURCES) {
      var path = NAME + "/" + file;
      sources.put(path, new String(Policies.resource(path), StandardCharsets.UTF_8));
    }
    return Optional.of(sources);
  }

  /** The module as documents of OPA's data API, for whoever keeps what a decision was made with. */
  public PolicyDocuments documents() {
    return documents;
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
    return decisions(policies, documents.answer(PATH, input(use, policies, now), places, now));
  }

  /**
   * The question as JSON in UTF-8: the policies as tables, and the use once for each of them, both
   * by the position of the policy.
   */
  public static byte[] input(UseRequest use, List<OdrlPolicy> policies, Instant now) {
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

  /**
   * What the answer to a question says.
   *
   * @param policies those that the question had
   * @return a decision for each policy, in their order; none allows where there is no answer
   */
  public static List<UseDecision> decisions(List<OdrlPolicy> policies, PolicyAnswer answer) {
    if (answer instanceof PolicyAnswer.Failed(var why)) {
      return policies.stream().map(policy -> failed(policy, why)).toList();
    }
    var said = json(answer);
    return IntStream.range(0, policies.size())
        .mapToObj(i -> decision(policies.get(i), said.path(Integer.toString(i))))
        .toList();
  }

  /** What the Rego answers by each policy; nothing where it is undefined. */
  List<JsonNode> answers(
      UseRequest use, List<OdrlPolicy> policies, PolicyData places, Instant now) {
    var said = json(documents.answer(PATH, input(use, policies, now), places, now));
    return IntStream.range(0, policies.size())
        .mapToObj(i -> said.path(Integer.toString(i)))
        .toList();
  }

  /** The whole answer to a question that is written elsewhere. */
  JsonNode answer(byte[] data, byte[] input) {
    return json(documents.answer(PATH, input, PolicyData.of(data), Instant.EPOCH));
  }

  private static JsonNode json(PolicyAnswer answer) {
    return answer instanceof PolicyAnswer.Defined(var json)
        ? Json.read(json.getBytes(StandardCharsets.UTF_8))
        : MissingNode.getInstance();
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

  private static UseDecision failed(OdrlPolicy policy, String why) {
    var reason =
        new Reason(
            "policy.failed",
            "",
            Map.of("policy", policy.uid()),
            "The policy %s could not be evaluated. %s".formatted(policy.uid(), why),
            policy.uid());
    return new UseDecision(policy.uid(), "", false, List.of(), List.of(reason));
  }
}
