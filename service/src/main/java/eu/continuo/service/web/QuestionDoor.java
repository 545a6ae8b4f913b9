package eu.continuo.service.web;

import eu.continuo.service.ask.SavedQuestions;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.wiring.Instance;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The named questions. */
@RestController
class QuestionDoor {
  private final Instance instance;
  private final Arguments arguments;

  QuestionDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  @GetMapping("/questions")
  List<Map<String, Object>> questions(HttpServletRequest request) {
    return Stream.concat(
            instance.asking().questions().stream(),
            instance.asking().saved().all(Token.principal(request)).stream())
        .map(QuestionDoor::summary)
        .toList();
  }

  @PutMapping(path = "/questions/{name}", consumes = "application/sparql-query")
  ResponseEntity<Map<String, Object>> save(@PathVariable String name, @RequestBody byte[] text) {
    return switch (instance
        .asking()
        .saved()
        .save(name, new String(text, StandardCharsets.UTF_8), instance.clock().instant())) {
      case SavedQuestions.Saved.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
      case SavedQuestions.Saved.Committed(Question question, Commit commit) -> {
        Commits.taken(commit);
        yield ResponseEntity.ok(summary(question));
      }
    };
  }

  @DeleteMapping("/questions/{name}")
  ResponseEntity<Void> forget(@PathVariable String name) {
    Commit commit = instance.asking().saved().forget(name, instance.clock().instant());
    if (commit instanceof Commit.Unchanged) {
      throw new Refusal(
          404,
          Finding.violation(
              "request.not-found",
              "No question is saved as " + name + ".",
              "GET /questions lists them; those of the product stay."));
    }
    Commits.taken(commit);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/questions/{name}")
  ResponseEntity<byte[]> question(
      HttpServletRequest request,
      @PathVariable String name,
      @RequestParam Map<String, String> all) {
    Map<String, String> given = new LinkedHashMap<>(all);
    Instant now = arguments.clock(given.remove("now"));
    TableForm form = TableForm.of(request);
    Asked asked = instance.asking().ask(name, given, Token.principal(request), now);
    return switch (asked) {
      case Asked.NotAnswered(List<Finding> findings) ->
          throw new Refusal(
              findings.get(0).code().equals("question.unknown") ? 404 : 400, findings);
      case Asked.Answer answer ->
          ResponseEntity.ok()
              .contentType(form.mediaType())
              .header("Vary", Accept.VARY)
              .body(form.write(answer));
    };
  }

  private static Map<String, Object> summary(Question question) {
    return Map.of(
        "name", question.name(),
        "title", question.title(),
        "serves", question.serves(),
        "failsClosed", question.failsClosed(),
        "parameters", question.parameters());
  }
}
