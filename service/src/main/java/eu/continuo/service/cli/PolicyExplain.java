package eu.continuo.service.cli;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.service.decide.DecisionLog;
import eu.continuo.service.decide.DecisionMask;
import eu.continuo.service.decide.Replaying;
import eu.continuo.service.decide.Replaying.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  continuo policy explain --data data 7f0c9f1e-3a52-4d0b-9a3e-3f1d1a0f5c11"
    })
final class PolicyExplain implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Parameters(paramLabel = "ID", description = "The decision_id of the decision.")
  String id = "";

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
        case Replay.Repeated(JsonNode event, PolicyAnswer answer, boolean same) -> {
          tell(event, answer, same);
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

  /** Decisions about components at sites, as sentences; none where the answer is something else. */
  private static List<String> words(JsonNode answer) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> component : answer.properties()) {
      for (Map.Entry<String, JsonNode> site : component.getValue().properties()) {
        JsonNode decision = site.getValue();
        if (decision.path("allow").isBoolean()) {
          words.add(
              "%s %s run at %s."
                  .formatted(
                      Place.last(component.getKey(), 2),
                      decision.path("allow").asBoolean() ? "may" : "may not",
                      Place.last(site.getKey(), 1)));
          decision
              .path("reasons")
              .forEach(reason -> words.add("  " + reason.path("message").asString()));
        }
      }
    }
    return words;
  }
}
