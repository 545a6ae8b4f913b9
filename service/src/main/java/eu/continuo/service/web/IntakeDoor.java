package eu.continuo.service.web;

import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents come in, or are only judged. */
@RestController
class IntakeDoor {
  private final Instance instance;
  private final Arguments arguments;

  IntakeDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  @PostMapping("/intake")
  Answers.Taken intake(
      HttpServletRequest request,
      @RequestParam String graph,
      @RequestParam(defaultValue = "party/operator") String owner,
      @RequestParam(defaultValue = "restricted") String visibility,
      @RequestParam(defaultValue = "false") boolean quarantine,
      @RequestParam(required = false) @Nullable String now)
      throws IOException {
    List<Intake.Document> documents = List.of(document(request, graph, owner, visibility));
    Principal principal = Token.principal(request);
    Intake intake = instance.intake();
    return Commits.taken(
        quarantine
            ? intake.receiveSound(documents, principal, arguments.clock(now))
            : intake.receive(documents, principal, arguments.clock(now)));
  }

  @PostMapping("/validate")
  Answers.Taken validate(
      HttpServletRequest request,
      @RequestParam(defaultValue = "validate/rehearsal") String graph,
      @RequestParam(required = false) @Nullable String now)
      throws IOException {
    return Answers.taken(
        instance
            .intake()
            .rehearse(
                List.of(document(request, graph, "party/operator", "restricted")),
                Principal.OPERATOR,
                arguments.clock(now)));
  }

  private Intake.Document document(
      HttpServletRequest request, String graph, String owner, String visibility)
      throws IOException {
    if (!(visibility.equals("public") || visibility.equals("restricted"))) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + visibility + "\" is no visibility.",
              "Say public or restricted."));
    }
    return new Intake.Document(
        Bodies.read(request.getInputStream()),
        Bodies.documentType(request.getContentType()),
        arguments.graph(graph),
        arguments.iri(owner),
        Change.Visibility.valueOf(visibility.toUpperCase(Locale.ROOT)));
  }
}
