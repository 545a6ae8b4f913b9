package eu.continuo.service.decide;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a past decision again, by the policies and the data of then. */
public final class Replaying {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final DecisionLog log;
  private final KeptRevisions kept;

  /**
   * Repeats what this log has.
   *
   * @param folder where policies and data are kept
   */
  public Replaying(DecisionLog log, Path folder) {
    this.log = log;
    this.kept = new KeptRevisions(folder);
  }

  /** What came of repeating a decision. */
  public sealed interface Replay {
    /**
     * It was made again.
     *
     * @param event the decision as it was noted
     * @param data what the policies read
     * @param answer the answer of now
     * @param same whether the answers are equal to the byte
     */
    record Repeated(JsonNode event, PolicyData data, PolicyAnswer answer, boolean same)
        implements Replay {}

    /**
     * It cannot be made again.
     *
     * @param reasons everything that is missing
     */
    record NotRepeatable(JsonNode event, List<String> reasons) implements Replay {
      public NotRepeatable {
        reasons = List.copyOf(reasons);
      }
    }

    /** No decision has this name. */
    record Unknown() implements Replay {}
  }

  /** Makes a decision again. */
  public Replay replay(String decisionId) throws IOException {
    Optional<JsonNode> found = log.find(decisionId);
    if (found.isEmpty()) {
      return new Replay.Unknown();
    }
    JsonNode event = found.get();
    List<String> reasons = new java.util.ArrayList<>();
    for (String taken : List.of("erased", "masked")) {
      for (JsonNode pointer : event.path(taken).values()) {
        if (pointer.asString().startsWith("/input")) {
          reasons.add("Of the input, " + pointer.asString() + " was " + taken + ".");
        }
      }
    }
    Map<String, byte[]> modules = new TreeMap<>();
    for (Map.Entry<String, JsonNode> bundle : event.path("bundles").properties()) {
      String revision = bundle.getValue().path("revision").asString();
      Optional<byte[]> module = kept.find(revision);
      module.ifPresent(bytes -> modules.put(bundle.getKey(), bytes));
      if (module.isEmpty()) {
        reasons.add("The policy " + bundle.getKey() + " " + revision + " is not kept.");
      }
    }
    String data = event.at("/custom/data_sha256").asString();
    Optional<byte[]> dataJson = kept.find(data);
    if (dataJson.isEmpty()) {
      reasons.add("The data " + data + " is not kept.");
    }
    if (!reasons.isEmpty() || dataJson.isEmpty()) {
      return new Replay.NotRepeatable(event, reasons);
    }
    return switch (PolicyDocuments.load(modules, LIMIT)) {
      case PolicyDocuments.Loading.Refused(var problems) ->
          new Replay.NotRepeatable(event, problems);
      case PolicyDocuments.Loading.Loaded(var documents) ->
          repeated(event, documents, PolicyData.of(dataJson.get()));
    };
  }

  private static Replay repeated(JsonNode event, PolicyDocuments documents, PolicyData data) {
    byte @Nullable [] input =
        event.has("input") ? DecisionLog.JSON.writeValueAsBytes(event.get("input")) : null;
    PolicyAnswer answer =
        documents.answer(
            event.at("/custom/path").valueStream().map(JsonNode::asString).toList(),
            input,
            data,
            Instant.parse(event.path("timestamp").asString()));
    boolean same =
        switch (answer) {
          case PolicyAnswer.Defined(String json) ->
              KeptRevisions.sha256(json.getBytes(StandardCharsets.UTF_8))
                  .equals(event.at("/custom/result_sha256").asString(""));
          case PolicyAnswer.Undefined undefined ->
              !event.path("custom").has("result_sha256") && !event.has("error");
          case PolicyAnswer.Failed failed -> event.has("error");
        };
    return new Replay.Repeated(event, data, answer, same);
  }
}
