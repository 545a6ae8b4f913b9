package eu.continuo.service.web;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.service.decide.Deciding.Decided;
import eu.continuo.service.decide.DecisionLog;
import eu.continuo.service.decide.DecisionProvenance;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OPA's data API, and the log of what it decided. Its errors have OPA's form. */
@RestController
class DecisionDoor {
  private static final int BODY_BYTES = 1 << 20;
  private static final int BATCH_BYTES = 8 << 20;
  private static final int BATCH_INPUTS = 1_000;
  private static final int EVENTS_MAX = 1_000;
  private static final MediaType TURTLE = MediaType.valueOf("text/turtle;charset=UTF-8");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Instance instance;
  private final Arguments arguments;

  DecisionDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  @PostMapping({"/v1/data", "/v1/data/**"})
  ResponseEntity<byte[]> data(HttpServletRequest request) throws IOException {
    try {
      ObjectNode body = body(request, BODY_BYTES);
      Map<String, @Nullable JsonNode> inputs = new LinkedHashMap<>();
      inputs.put("", body.get("input"));
      Decided decided = decide(request, "/v1/data", inputs).values().iterator().next();
      ObjectNode answer = answer(decided);
      if (!body.has("input")) {
        answer
            .putObject("warning")
            .put("code", "api_usage_warning")
            .put("message", "'input' key missing from the request");
      }
      return response(failed(decided) ? 500 : 200, answer);
    } catch (Wrong wrong) {
      return wrong.response();
    }
  }

  @PostMapping({"/v1/batch/data", "/v1/batch/data/**"})
  ResponseEntity<byte[]> batch(HttpServletRequest request) throws IOException {
    try {
      ObjectNode body = body(request, BATCH_BYTES);
      if (!(body.get("inputs") instanceof ObjectNode named)) {
        throw new Wrong(400, "The body has no object \"inputs\".");
      }
      if (named.size() > BATCH_INPUTS) {
        throw new Wrong(
            413, "There are %d inputs; %d are taken.".formatted(named.size(), BATCH_INPUTS));
      }
      Map<String, @Nullable JsonNode> inputs = new LinkedHashMap<>();
      named.properties().forEach(each -> inputs.put(each.getKey(), each.getValue()));
      Map<String, Decided> decided = decide(request, "/v1/batch/data", inputs);
      boolean some = decided.values().stream().anyMatch(DecisionDoor::failed);
      boolean all = some && decided.values().stream().allMatch(DecisionDoor::failed);
      ObjectNode answer = JSON.createObjectNode();
      answer.put("batch_decision_id", UUID.randomUUID().toString());
      ObjectNode responses = answer.putObject("responses");
      decided.forEach(
          (name, each) -> {
            ObjectNode response = answer(each);
            if (some && !all) {
              response.put("http_status_code", failed(each) ? "500" : "200");
            }
            responses.set(name, response);
          });
      return response(all ? 500 : some ? 207 : 200, answer);
    } catch (Wrong wrong) {
      return wrong.response();
    }
  }

  /** What was decided, the latest of what is wanted, as OPA's decision log has it. */
  @GetMapping("/decisions/log")
  ResponseEntity<byte[]> log(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String path,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(required = false) @Nullable String result,
      @RequestParam(required = false) @Nullable String principal,
      @RequestParam(defaultValue = "100") int limit)
      throws IOException {
    Token.operator(request, "Decisions hold what is restricted.");
    DecisionLog.Wanted wanted =
        new DecisionLog.Wanted(
            path,
            from == null ? null : arguments.clock(from),
            until == null ? null : arguments.clock(until),
            result == null ? null : result(result),
            principal,
            Math.clamp(limit, 1, EVENTS_MAX));
    List<JsonNode> events = instance.deciding().log().find(wanted);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JSON.writeValueAsBytes(events));
  }

  @GetMapping("/decisions/{id}")
  ResponseEntity<byte[]> decision(HttpServletRequest request, @PathVariable String id)
      throws IOException {
    Token.operator(request, "Decisions hold what is restricted.");
    MediaType form = Accept.pick(request, List.of(MediaType.APPLICATION_JSON, TURTLE));
    JsonNode event =
        instance
            .deciding()
            .log()
            .find(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        404,
                        Finding.violation(
                            "request.not-found",
                            "No decision has the name " + id + ".",
                            "See /decisions/log for what was decided.")));
    String base = instance.continuum().names().base();
    return ResponseEntity.ok()
        .contentType(form)
        .header("Vary", Accept.VARY)
        .body(
            form.equals(TURTLE)
                ? Answers.turtle(DecisionProvenance.of(event, base))
                    .getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(event));
  }

  private Map<String, Decided> decide(
      HttpServletRequest request, String door, Map<String, @Nullable JsonNode> inputs)
      throws IOException {
    String rest = request.getRequestURI().substring(door.length());
    List<String> path =
        Arrays.stream(rest.split("/", -1))
            .filter(key -> !key.isEmpty())
            .map(key -> UriUtils.decode(key, StandardCharsets.UTF_8))
            .toList();
    return instance
        .deciding()
        .decide(path, inputs, Token.principal(request), instance.clock().instant());
  }

  private static ObjectNode body(HttpServletRequest request, int bytesMax) throws IOException {
    byte[] body = request.getInputStream().readNBytes(bytesMax + 1);
    if (body.length > bytesMax) {
      throw new Wrong(413, "The body is larger than %d bytes.".formatted(bytesMax));
    }
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new Wrong(400, "body contains malformed input document: " + e.getOriginalMessage());
    }
    throw new Wrong(400, "body contains malformed input document: it is no object");
  }

  private static JsonNode result(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + json + "\" is no JSON for result.",
              "It looks like true, or {\"allow\":true}."));
    }
  }

  private static boolean failed(Decided decided) {
    return decided.answer() instanceof PolicyAnswer.Failed;
  }

  private static ObjectNode answer(Decided decided) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("decision_id", decided.decisionId());
    switch (decided.answer()) {
      case PolicyAnswer.Defined(String json) -> answer.set("result", JSON.readTree(json));
      case PolicyAnswer.Undefined undefined -> {}
      case PolicyAnswer.Failed(String reason) -> {
        answer.put("code", "internal_error");
        answer.put("message", "error(s) occurred while evaluating query");
        answer.putArray("errors").addObject().put("code", "eval_error").put("message", reason);
      }
    }
    return answer;
  }

  private static ResponseEntity<byte[]> response(int status, ObjectNode answer) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(JSON.writeValueAsBytes(answer));
  }

  /** A request that OPA's API refuses. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Wrong(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    ResponseEntity<byte[]> response() {
      ObjectNode answer = JSON.createObjectNode();
      answer.put("code", "invalid_parameter").put("message", getMessage());
      return DecisionDoor.response(status, answer);
    }
  }
}
