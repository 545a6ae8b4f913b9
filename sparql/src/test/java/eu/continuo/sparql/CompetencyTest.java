package eu.continuo.sparql;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each of the 25 competency questions, from which the vocabulary was made, is a question that can
 * be asked. {@code -Dcontinuo.write-reference=true} writes their page anew.
 */
class CompetencyTest {
  private static final Path PAGE = Path.of("../docs/reference/competency-questions.md");
  private static final Pattern NUMBER = Pattern.compile("(?m)^# cq: (\\d+)$");

  @Test
  void everyCompetencyQuestionIsOneQuestion() {
    assertThat(byNumber().keySet())
        .isEqualTo(IntStream.rangeClosed(1, 25).boxed().collect(toSet()));
  }

  @Test
  void thePageIsCurrent() throws IOException {
    ReferencePage.holds(
        PAGE,
        """
        # The competency questions

        From these 25 questions the vocabulary was made: it is good enough where each can be asked and answered. The number
        stands in the question (`# cq:`), the expected answer in its folder.

        | no. | question | asked as |
        | --- | --- | --- |
        """
            + byNumber().entrySet().stream()
                .map(
                    e ->
                        "| CQ%d | %s | [`%3$s`](../../sparql/questions/%3$s/%3$s.rq) |\n"
                            .formatted(e.getKey(), e.getValue().title(), e.getValue().name()))
                .collect(joining()));
  }

  private static Map<Integer, Question> byNumber() {
    Map<Integer, Question> numbered = new TreeMap<>();
    for (Question question : Questions.packaged().all()) {
      Matcher number = NUMBER.matcher(question.text());
      while (number.find()) {
        assertThat(numbered.put(Integer.valueOf(number.group(1)), question)).isNull();
      }
    }
    return numbered;
  }
}
