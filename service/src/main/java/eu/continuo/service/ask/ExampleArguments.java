package eu.continuo.service.ask;

import eu.continuo.sparql.Question;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What questions are asked with where nobody says: a value for each parameter that has to be bound,
 * so that the example of Europe has something to say.
 *
 * @param plan the IRI of a plan of it
 * @param site the IRI of a site that the plan uses
 */
public record ExampleArguments(String plan, String site) {
  private static final String FRANKFURT = "POINT(8.68 50.11)";

  /** The arguments of a question; a parameter that has a fallback keeps it. */
  public Map<String, String> of(Question question) {
    return question.parameters().stream()
        .filter(Question.Parameter::required)
        .collect(Collectors.toMap(Question.Parameter::name, this::value));
  }

  private String value(Question.Parameter parameter) {
    return Optional.ofNullable(
            Map.of(
                    "desired", "../g/c/vieux-phare/apps",
                    "observed", "../g/c/vieux-phare/running",
                    "left", plan,
                    "right", plan,
                    "words", "Frankfurt")
                .get(parameter.name()))
        .orElse(parameter.type() == Question.Type.POINT ? FRANKFURT : site);
  }
}
