package eu.continuo.service.decide;

import eu.continuo.policies.Decision;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyDocuments;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.Reason;
import eu.continuo.policies.UseDecision;
import eu.continuo.policies.UsePolicies;
import eu.continuo.policies.Waiver;
import eu.continuo.service.allow.Used;
import eu.continuo.service.allow.Using;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.LastWord;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides as OPA's data API does, and keeps of each decision what is needed to make it again: the
 * event, the policies and the data. A decision that cannot be kept is not given.
 *
 * <p>Where OPA's API is not the door, a document of it is asked all the same: what is finished
 * ({@link #confirm}) and uses by ODRL are in the log like whatever else is decided.
 */
public final class Deciding {
  private final Supplier<Documents> policies;
  private final Function<Principal, Snapshot> current;
  private final DecisionLog log;
  private final KeptRevisions kept;

  /**
   * Decides by the policies that are in force when it is asked.
   *
   * @param current the data as a principal sees it now
   * @param log where decisions are noted
   * @param folder where policies and data are kept
   */
  public Deciding(
      Supplier<Documents> policies,
      Function<Principal, Snapshot> current,
      DecisionLog log,
      Path folder) {
    this.policies = policies;
    this.current = current;
    this.log = log;
    this.kept = new KeptRevisions(folder);
  }

  /**
   * Data at one moment.
   *
   * @param commit the number of the last commit that it has
   */
  public record Snapshot(long commit, PolicyData data) {}

  /**
   * Policies at one moment.
   *
   * @param policies who have to allow a component at a site, together
   * @param enforced all who decide, each by itself
   * @param shadows who are asked too and decide nothing, by name
   */
  public record Documents(
      PolicySet policies, PolicyDocuments enforced, Map<String, PolicyDocuments> shadows) {}

  /** An answer and the name by which the log has it. */
  public record Decided(String decisionId, PolicyAnswer answer) {}

  /** The log of what was decided. */
  public DecisionLog log() {
    return log;
  }

  /**
   * The document at a path for each input, all by one revision of policies and data.
   *
   * @param path the keys that lead to the document
   * @param inputs what is asked about, by names of one's own; a null for no input
   * @param now the clock of the decisions
   * @throws IOException where the decisions cannot be kept; then nothing is decided
   */
  public Map<String, Decided> decide(
      List<String> path, Map<String, @Nullable JsonNode> inputs, Principal principal, Instant now)
      throws IOException {
    Snapshot snapshot = current.apply(principal);
    Documents by = policies.get();
    keep(by.enforced, snapshot);
    Map<String, Decided> decided = new LinkedHashMap<>();
    List<ObjectNode> events = new ArrayList<>();
    for (Map.Entry<String, @Nullable JsonNode> each : inputs.entrySet()) {
      Asked asked = new Asked(path, each.getValue(), principal, now);
      Made made = make(by.enforced, asked, snapshot);
      decided.put(each.getKey(), new Decided(made.id(), made.answer));
      events.add(made.event);
      events.addAll(shadows(by, asked, snapshot));
    }
    log.append(events);
    return decided;
  }

  /**
   * Asks the policies in force whether what is finished may be where it is, and notes what they and
   * those in the shadow say; nobody obeys the shadow.
   *
   * @return everything that may not; empty where all may
   * @throws IOException where the decisions cannot be kept; then nothing may
   */
  public List<Finding> confirm(LastWord.Finished finished, Principal principal, Instant now)
      throws IOException {
    Documents by = policies.get();
    Snapshot snapshot = current.apply(principal);
    keep(by.enforced, snapshot);
    List<Finding> against = new ArrayList<>();
    List<ObjectNode> events = new ArrayList<>();
    for (DecisionRequest request : finished.placed()) {
      Decisions decisions = by.policies.decide(snapshot.data, request, now);
      decisions.all().stream()
          .filter(decision -> !decision.allow())
          .flatMap(decision -> decision.reasons().stream().map(r -> denied(decision, r)))
          .forEach(against::add);
      for (String policy : by.policies.names()) {
        Asked asked = asked(by.policies, policy, request, principal, now);
        ObjectNode event = make(by.enforced, asked, snapshot).event;
        waived(decisions, policy)
            .forEach(id -> event.withObject("/custom").withArray("waived").add(id));
        events.add(event);
      }
      for (String policy : by.shadows.keySet()) {
        Asked asked = asked(by.policies, policy, request, principal, now);
        events.addAll(shadows(by, asked, snapshot));
      }
    }
    String purpose = finished.purpose().name().toLowerCase(Locale.ROOT);
    events.forEach(event -> event.withObject("/custom").put("purpose", purpose));
    log.append(events);
    return against;
  }

  /**
   * Asks the policies of ODRL that an asset has. They come from the graph and are part of the
   * input, so that the event has all of the question.
   *
   * @throws IOException where the decision cannot be kept; then nothing is decided
   */
  public Used.Decided decide(Using.Question question, Principal principal, Instant now)
      throws IOException {
    PolicyDocuments meaning = UsePolicies.packaged().documents();
    Snapshot snapshot = new Snapshot(question.commit(), question.places());
    keep(meaning, snapshot);
    JsonNode input =
        DecisionLog.JSON.readTree(UsePolicies.input(question.use(), question.policies(), now));
    Made made = make(meaning, new Asked(UsePolicies.PATH, input, principal, now), snapshot);
    log.append(List.of(made.event));
    List<UseDecision> decisions = UsePolicies.decisions(question.policies(), made.answer);
    return new Used.Decided(made.id(), decisions.stream().allMatch(UseDecision::allow), decisions);
  }

  /** The part of a question that is for this policy. */
  private static Asked asked(
      PolicySet policies,
      String policy,
      DecisionRequest request,
      Principal principal,
      Instant now) {
    byte[] input = policies.share(policy, request).inputJson(now);
    return new Asked(
        List.of("icra", policy, "decisions"), DecisionLog.JSON.readTree(input), principal, now);
  }

  private static Stream<String> waived(Decisions decisions, String policy) {
    return decisions.all().stream()
        .flatMap(decision -> decision.waived().stream())
        .map(Decision.Waived::waiver)
        .filter(waiver -> waiver.policy().equals(policy))
        .map(Waiver::id)
        .distinct()
        .sorted();
  }

  private static Finding denied(Decision decision, Reason reason) {
    return new Finding(
        "place.denied",
        Severity.VIOLATION,
        decision.component(),
        null,
        reason.code(),
        reason.policy(),
        "It may not run at %s: %s".formatted(decision.site(), reason.message()),
        "The policies or the facts are others than those that it was planned by; place it anew.");
  }

  /** A question. */
  private record Asked(
      List<String> path, @Nullable JsonNode input, Principal principal, Instant now) {}

  /** A decision and its event. */
  private record Made(ObjectNode event, PolicyAnswer answer) {
    String id() {
      return event.path("decision_id").asString();
    }
  }

  /** What the policies in the shadow say to a question that is theirs. */
  private List<ObjectNode> shadows(Documents by, Asked asked, Snapshot snapshot)
      throws IOException {
    List<ObjectNode> events = new ArrayList<>();
    for (Map.Entry<String, PolicyDocuments> shadow : by.shadows.entrySet()) {
      if (asked.path.size() >= 2 && asked.path.get(1).equals(shadow.getKey())) {
        keep(shadow.getValue(), snapshot);
        ObjectNode event = make(shadow.getValue(), asked, snapshot).event;
        event.withObject("/custom").put("shadow", true);
        events.add(event);
      }
    }
    return events;
  }

  private void keep(PolicyDocuments documents, Snapshot snapshot) throws IOException {
    for (Map.Entry<String, String> revision : documents.revisions().entrySet()) {
      kept.keep(revision.getValue(), documents.module(revision.getKey()).orElseThrow());
    }
    kept.keep(snapshot.data.sha256(), snapshot.data.bytes());
  }

  private static Made make(PolicyDocuments documents, Asked asked, Snapshot snapshot) {
    long began = System.nanoTime();
    PolicyAnswer answer =
        documents.answer(
            asked.path,
            asked.input == null ? null : DecisionLog.JSON.writeValueAsBytes(asked.input),
            snapshot.data,
            asked.now);
    long tookNs = System.nanoTime() - began;
    ObjectNode event = event(documents, asked, answer, snapshot);
    event.put("requested_by", asked.principal.name().toLowerCase(Locale.ROOT));
    event.putObject("metrics").put("timer_rego_query_eval_ns", tookNs);
    return new Made(event, answer);
  }

  private static ObjectNode event(
      PolicyDocuments documents, Asked asked, PolicyAnswer answer, Snapshot snapshot) {
    ObjectNode event = DecisionLog.JSON.createObjectNode();
    event.put("decision_id", UUID.randomUUID().toString());
    event.put("timestamp", asked.now.toString());
    event.put("path", String.join("/", asked.path));
    ObjectNode bundles = event.putObject("bundles");
    documents
        .revisions()
        .forEach((name, sha256) -> bundles.putObject(name).put("revision", sha256));
    if (asked.input != null) {
      event.set("input", asked.input.deepCopy());
    }
    ObjectNode custom = event.putObject("custom");
    asked.path.forEach(custom.putArray("path")::add);
    custom.put("data_revision", snapshot.commit);
    custom.put("data_sha256", snapshot.data.sha256());
    switch (answer) {
      case PolicyAnswer.Defined(String json) -> {
        event.set("result", DecisionLog.JSON.readTree(json));
        custom.put("result_sha256", KeptRevisions.sha256(json.getBytes(StandardCharsets.UTF_8)));
      }
      case PolicyAnswer.Undefined undefined -> {}
      case PolicyAnswer.Failed(String reason) ->
          event.putObject("error").put("code", "internal_error").put("message", reason);
    }
    return event;
  }
}
