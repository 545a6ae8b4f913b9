package eu.continuo.service.decide;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyDocuments;
import eu.continuo.service.graph.Principal;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides as OPA's data API does, and keeps of each decision what is needed to make it again: the
 * event, the policies and the data. A decision that cannot be kept is not given.
 */
public final class Deciding {
  private final PolicyDocuments documents;
  private final Function<Principal, Snapshot> current;
  private final DecisionLog log;
  private final KeptRevisions kept;

  /**
   * Decides by these policies.
   *
   * @param current the data as a principal sees it now
   * @param log where decisions are noted
   * @param folder where policies and data are kept
   */
  public Deciding(
      PolicyDocuments documents,
      Function<Principal, Snapshot> current,
      DecisionLog log,
      Path folder) {
    this.documents = documents;
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
    for (Map.Entry<String, String> revision : documents.revisions().entrySet()) {
      kept.keep(revision.getValue(), documents.module(revision.getKey()).orElseThrow());
    }
    kept.keep(snapshot.data.sha256(), snapshot.data.bytes());
    Map<String, Decided> decided = new LinkedHashMap<>();
    List<ObjectNode> events = new ArrayList<>();
    for (Map.Entry<String, @Nullable JsonNode> each : inputs.entrySet()) {
      @Nullable JsonNode input = each.getValue();
      long began = System.nanoTime();
      PolicyAnswer answer =
          documents.answer(
              path,
              input == null ? null : DecisionLog.JSON.writeValueAsBytes(input),
              snapshot.data,
              now);
      long tookNs = System.nanoTime() - began;
      String id = UUID.randomUUID().toString();
      decided.put(each.getKey(), new Decided(id, answer));
      ObjectNode event = event(id, path, input, answer, snapshot, now);
      event.put("requested_by", principal.name().toLowerCase(Locale.ROOT));
      event.putObject("metrics").put("timer_rego_query_eval_ns", tookNs);
      events.add(event);
    }
    log.append(events);
    return decided;
  }

  private ObjectNode event(
      String id,
      List<String> path,
      @Nullable JsonNode input,
      PolicyAnswer answer,
      Snapshot snapshot,
      Instant now) {
    ObjectNode event = DecisionLog.JSON.createObjectNode();
    event.put("decision_id", id);
    event.put("timestamp", now.toString());
    event.put("path", String.join("/", path));
    ObjectNode bundles = event.putObject("bundles");
    documents
        .revisions()
        .forEach((name, sha256) -> bundles.putObject(name).put("revision", sha256));
    if (input != null) {
      event.set("input", input.deepCopy());
    }
    ObjectNode custom = event.putObject("custom");
    path.forEach(custom.putArray("path")::add);
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
