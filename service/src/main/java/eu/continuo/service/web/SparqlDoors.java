package eu.continuo.service.web;

import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.wiring.Instance;
import eu.continuo.sparql.FreeSparql;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.update.UpdateRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** SPARQL 1.1 Protocol: queries over the view of whoever asks, updates as judged commits. */
@RestController
class SparqlDoors {
  private final Instance instance;

  SparqlDoors(Instance instance) {
    this.instance = instance;
  }

  @RequestMapping(
      path = "/sparql",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<String> query(
      HttpServletRequest request, @RequestParam(required = false) @Nullable String query)
      throws IOException {
    String text = query == null ? body(request) : query;
    @Nullable String accept = request.getHeader("Accept");
    FreeSparql.Answer answer =
        instance
            .continuum()
            .read(
                Token.principal(request),
                view -> FreeSparql.query(view, text, accept == null ? "" : accept));
    return switch (answer) {
      case FreeSparql.Answer.Text(String mediaType, String result) ->
          ResponseEntity.ok().contentType(MediaType.valueOf(mediaType)).body(result);
      case FreeSparql.Answer.Refused(List<Finding> findings) -> throw new Refusal(400, findings);
    };
  }

  @PostMapping("/update")
  Answers.Taken update(
      HttpServletRequest request, @RequestParam(required = false) @Nullable String update)
      throws IOException {
    return switch (FreeSparql.update(update == null ? body(request) : update)) {
      case FreeSparql.Update.Refused(List<Finding> findings) -> throw new Refusal(400, findings);
      case FreeSparql.Update.Parsed(UpdateRequest parsed) -> commit(request, parsed);
    };
  }

  private Answers.Taken commit(HttpServletRequest request, UpdateRequest update) {
    Commit commit =
        instance
            .continuum()
            .commit(
                new Change.Update(update), Token.principal(request), instance.clock().instant());
    return switch (commit) {
      case Commit.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
      case Commit.Busy busy -> throw new Refusal(503, busy.findings());
      default -> Answers.taken(commit);
    };
  }

  private static String body(HttpServletRequest request) throws IOException {
    return new String(Bodies.read(request.getInputStream()), StandardCharsets.UTF_8);
  }
}
