package eu.continuo.service.web;

import eu.continuo.service.desired.DesiredState;
import eu.continuo.service.desired.Rendering;
import eu.continuo.service.place.Explained;
import eu.continuo.service.place.Explaining;
import eu.continuo.service.place.ExplanationGraph;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked of a plan that is kept, and done with it. */
@RestController
class PlanDoor {
  private static final MediaType TURTLE = MediaType.parseMediaType("text/turtle;charset=UTF-8");
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private final Instance instance;
  private final Arguments arguments;

  PlanDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  @GetMapping("/placements/{plan}/explanation")
  ResponseEntity<?> explanation(
      HttpServletRequest request,
      @PathVariable String plan,
      @RequestParam(defaultValue = "true") boolean rules,
      @RequestParam(required = false) @Nullable List<String> withoutSite,
      @RequestParam(required = false) @Nullable List<String> withoutRule) {
    Token.operator(request, "Plans are the operator's.");
    MediaType form = Accept.pick(request, List.of(MediaType.APPLICATION_JSON, TURTLE));
    Explained explained =
        instance
            .explaining()
            .explain(
                new Explaining.Ask(
                    Optional.of(iri(plan)),
                    rules,
                    Arguments.given(withoutSite).stream()
                        .map(arguments::iri)
                        .collect(Collectors.toSet()),
                    Set.copyOf(Arguments.given(withoutRule))),
                Token.principal(request));
    return switch (explained) {
      case Explained.Explanation explanation ->
          ResponseEntity.ok()
              .contentType(form)
              .header("Vary", Accept.VARY)
              .body(
                  form.equals(TURTLE)
                      ? Answers.turtle(ExplanationGraph.of(explanation))
                      : explanation);
      case Explained.NotExplained(List<Finding> findings) -> throw refusal(findings);
    };
  }

  /** What became of a plan that was to be applied. */
  record Applied(List<String> graphs, Answers.Taken commit) {}

  @PostMapping("/placements/{plan}:apply")
  Applied apply(
      HttpServletRequest request,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable String now) {
    return switch (instance
        .desired()
        .apply(iri(plan), Token.principal(request), arguments.clock(now))) {
      case DesiredState.Answer.Desired desired ->
          new Applied(desired.graphs(), Answers.taken(desired.commit()));
      case DesiredState.Answer.Refused(List<Finding> findings) -> throw refusal(findings);
      case DesiredState.Answer.Rendered rendered ->
          throw new IllegalStateException("Nothing was to be rendered.");
    };
  }

  @GetMapping("/placements/{plan}/desired")
  ResponseEntity<String> desired(
      HttpServletRequest request,
      @PathVariable String plan,
      @RequestParam(defaultValue = "kubernetes") String format,
      @RequestParam(required = false) @Nullable String site) {
    Token.operator(request, "Plans are the operator's.");
    DesiredState.Answer answer =
        instance
            .desired()
            .render(
                iri(plan),
                rendering(format),
                Optional.ofNullable(site).map(arguments::iri),
                Token.principal(request));
    return switch (answer) {
      case DesiredState.Answer.Rendered(String yaml) ->
          ResponseEntity.ok().contentType(YAML).body(yaml);
      case DesiredState.Answer.Refused(List<Finding> findings) -> throw refusal(findings);
      case DesiredState.Answer.Desired desired ->
          throw new IllegalStateException("Nothing was to be applied.");
    };
  }

  private String iri(String plan) {
    return arguments.iri("plan/" + plan);
  }

  private static Refusal refusal(List<Finding> findings) {
    boolean unknown = findings.getFirst().code().equals("place.unknown-plan");
    boolean broken =
        Set.of("place.broken", "place.denied", "graph.changed", "policy.changed")
            .contains(findings.getFirst().code());
    return new Refusal(unknown ? 404 : broken ? 409 : 422, findings);
  }

  private static Rendering rendering(String format) {
    try {
      return Rendering.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + format + "\" is no format of desired state.",
              "Say kubernetes, helm or tosca."));
    }
  }
}
