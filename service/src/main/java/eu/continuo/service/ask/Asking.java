package eu.continuo.service.ask;

import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.sparql.Questions;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks named questions of what a principal may see. Free SPARQL has its own door. */
public final class Asking {
  private final Continuum continuum;
  private final Questions questions;
  private final SavedQuestions saved;

  /** Asks these questions of this continuum. */
  public Asking(Continuum continuum, Questions questions) {
    this.continuum = continuum;
    this.questions = questions;
    this.saved = new SavedQuestions(continuum, questions);
  }

  /** What can be asked by name, of what comes with the product. */
  public List<Question> questions() {
    return questions.all();
  }

  /** What operators have saved beside it. */
  public SavedQuestions saved() {
    return saved;
  }

  /**
   * Asks a question.
   *
   * @param name its name
   * @param arguments its parameters as text
   * @param principal whose view is asked
   * @param now the clock of the question
   */
  public Asked ask(String name, Map<String, String> arguments, Principal principal, Instant now) {
    Optional<Question> question = questions.named(name).or(() -> saved.named(name, principal));
    if (question.isEmpty()) {
      return new Asked.NotAnswered(
          List.of(
              Finding.violation(
                  "question.unknown",
                  "There is no question \"" + name + "\".",
                  "There are: "
                      + String.join(", ", questions.all().stream().map(Question::name).toList())
                      + ".")));
    }
    return continuum.read(
        principal,
        view -> questions.ask(question.get(), view, arguments, now, continuum.names().base()));
  }
}
