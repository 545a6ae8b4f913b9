package eu.continuo.service.cli;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyTrace;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.service.decide.DecisionLog;
import eu.continuo.service.decide.DecisionMask;
import eu.continuo.service.decide.Replaying;
import eu.continuo.service.decide.Replaying.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a past decision again, by the policies and the data of then, and says whether it comes"
          + " out the same.",
      "It reads the log only, so the service may be running."
    },
    footer = {
      "",
      "Example:",
      "  continuo policy explain --data data 7f0c9f1e-3a52-4d0b-9a3e-3f1d1a0f5c11",
      "  continuo policy explain --trace fails 7f0c9f1e-3a52-4d0b-9a3e-3f1d1a0f5c11"
    })
final class PolicyExplain implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Parameters(paramLabel = "ID", description = "The decision_id of the decision.")
  String id = "";

  @Option(
      names = "--trace",
      paramLabel = "DEPTH",
      description =
          "Also how OPA comes to the answer, step by step: fails (what did not hold), notes (what"
              + " the author notes) or full. Needs the tool that Go makes, or opa.")
  PolicyTrace.@Nullable Depth depth;

  @Override
  public Integer call() throws Exception {
    Path folder = home.data.resolve("decisions");
    try (DecisionLog log =
        DecisionLog.in(folder, DecisionMask.ofSecrets(), DecisionLog.FILE_BYTES)) {
      return switch (new Replaying(log, folder).replay(id)) {
        case Replay.Unknown unknown -> {
          home.err().println("There is no decision " + id + " in " + folder + ".");
          yield 2;
        }
        case Replay.NotRepeatable(JsonNode event, List<String> reasons) -> {
          home.err().println("The decision cannot be made again.");
          reasons.forEach(reason -> home.err().println("  " + reason));
          yield 1;
        }
        case Replay.Repeated(
                JsonNode event,
                PolicyData read,
                PolicyAnswer answer,
                boolean same) -> {
          tell(event, answer, same);
          if (depth != null) {
            trace(event, read, depth);
          }
          yield same ? 0 : 1;
        }
      };
    }
  }

  private void tell(JsonNode event, PolicyAnswer answer, boolean same) {
    String now =
        switch (answer) {
          case PolicyAnswer.Defined(String json) -> json;
          case PolicyAnswer.Undefined undefined -> "undefined";
          case PolicyAnswer.Failed(String reason) -> reason;
        };
    if (home.json()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("same", same);
      told.put("answer", now);
      told.put("event", event);
      home.write(told);
      return;
    }
    if (answer instanceof PolicyAnswer.Defined(String json)) {
      words(DecisionLog.JSON.readTree(json)).forEach(home.out()::println);
    }
    if (event.at("/custom/shadow").asBoolean(false)) {
      home.out().println("The policy was in the shadow: this decided nothing.");
    }
    home.out().println("path      " + event.path("path").asString());
    home.out().println("time      " + event.path("timestamp").asString());
    home.out().println("asked by  " + event.path("requested_by").asString());
    event
        .path("bundles")
        .properties()
        .forEach(
            bundle ->
                home.out()
                    .println(
                        "policy    %s %s"
                            .formatted(
                                bundle.getKey(), bundle.getValue().path("revision").asString())));
    home.out()
        .println(
            "data      commit %d, %s"
                .formatted(
                    event.at("/custom/data_revision").asLong(),
                    event.at("/custom/data_sha256").asString()));
    home.out().println("input     " + event.path("input"));
    home.out().println("answer    " + now);
    home.out()
        .println(same ? "The answer is the same again." : "THE ANSWER IS NOT THE SAME AGAIN.");
  }

  /** From the sources that the decision was compiled from, by the input and the data of then. */
  private void trace(JsonNode event, PolicyData read, PolicyTrace.Depth depth) throws IOException {
    List<String> path = event.at("/custom/path").valueStream().map(JsonNode::asString).toList();
    String named = path.size() > 1 ? path.get(1) : "";
    // A packaged policy has hyphens in its name, and its package underscores.
    String policy = event.path("bundles").has(named) ? named : named.replace('_', '-');
    String module = event.path("bundles").path(policy).path("revision").asString("");
    Optional<Map<String, String>> sources = PolicyLife.governing(home).sources(policy, module);
    if (sources.isEmpty()) {
      home.err().println("There is no trace: the sources of " + policy + " are not kept here.");
      return;
    }
    byte[] input = DecisionLog.JSON.writeValueAsBytes(event.path("input"));
    RegoAnswer traced =
        PolicyTrace.of(PolicyTool.tool(), sources.get(), read.bytes(), input, path, depth);
    switch (traced) {
      case RegoAnswer.Passed(String output, String notes) -> home.out().println(notes.strip());
      case RegoAnswer.Failed(String output, String notes) -> home.out().println(notes.strip());
      case RegoAnswer.Broken(String message) -> home.err().println("There is no trace: " + message);
      case RegoAnswer.Missing(String hint) -> home.err().println("There is no trace. " + hint);
    }
  }

  /** Decisions as sentences, whichever kind they are; none where the answer is something else. */
  private static List<String> words(JsonNode answer) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> subject : answer.properties()) {
      JsonNode decision = subject.getValue();
      if (decision.path("allow").isBoolean()) {
        String by = decision.path("policy").asString("");
        say(
            words,
            "%s is %s."
                .formatted(
                    by.isEmpty() ? subject.getKey() : "By " + by + " it",
                    decision.path("allow").asBoolean() ? "allowed" : "not allowed"),
            decision);
      } else {
        decision
            .properties()
            .forEach(site -> at(words, subject.getKey(), site.getKey(), site.getValue()));
      }
    }
    return words;
  }

  /** A component at a site. */
  private static void at(List<String> words, String component, String site, JsonNode decision) {
    if (decision.path("allow").isBoolean()) {
      say(
          words,
          "%s %s run at %s."
              .formatted(
                  Place.last(component, 2),
                  decision.path("allow").asBoolean() ? "may" : "may not",
                  Place.last(site, 1)),
          decision);
    }
  }

  private static void say(List<String> words, String sentence, JsonNode decision) {
    words.add(sentence);
    decision.path("reasons").forEach(reason -> words.add("  " + reason.path("message").asString()));
  }
}
