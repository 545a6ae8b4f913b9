package eu.continuo.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Words;
import eu.continuo.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each question gives the answer that stands in its folder. {@code -Dcontinuo.write-expected=true}
 * writes the answers instead; read them with your own eyes before you keep them.
 */
class QuestionsTest {
  private static final String BASE = "https://continuum.example/";
  private static final Instant NOW = Instant.parse("2026-11-24T10:20:00Z");
  private static final Questions QUESTIONS = Questions.packaged();

  static List<String> names() {
    return QUESTIONS.all().stream().map(Question::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void answersAsExpected(String name) throws IOException {
    Path folder = Path.of("questions", name);
    Map<String, String> arguments = new LinkedHashMap<>();
    Path given = folder.resolve("arguments.txt");
    if (Files.exists(given)) {
      Files.readAllLines(given).forEach(l -> arguments.put(l.split("=", 2)[0], l.split("=", 2)[1]));
    }
    String answer = csv(ask(name, arguments));
    Path expected = folder.resolve("expected.csv");
    if (Boolean.getBoolean("continuo.write-expected")) {
      Files.writeString(expected, answer);
    }
    assertThat(answer).isEqualTo(Files.readString(expected));
  }

  @Test
  void everyFolderIsInTheIndex() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("questions"))) {
      assertThat(folders.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted())
          .isEqualTo(names());
    }
  }

  @Test
  void theTestOfRequirementsIsTheSameInEveryQuestion() {
    List<String> tests =
        QUESTIONS.all().stream()
            .map(Question::text)
            .filter(t -> t.contains("# -- every requirement is met"))
            .map(t -> t.replaceAll("(?s).*(# -- every requirement is met.*?# -- end).*", "$1"))
            .map(t -> t.replaceAll("\\s+", " "))
            .toList();
    assertThat(tests).hasSize(7);
    assertThat(tests.stream().distinct()).hasSize(1);
  }

  @Test
  void bindsAParameterAndRefusesWhatItCannotBind() {
    assertThat(csv(ask("permitted-sites", Map.of("component", "db"))))
        .isEqualTo(
            """
            component,site
            https://continuum.example/id/db,https://continuum.example/id/a1
            https://continuum.example/id/db,https://continuum.example/id/a2
            https://continuum.example/id/db,https://continuum.example/id/b1
            """);
    assertThat(ask("offers-under-price", Map.of("maxPrice", "cheap", "country", "DE")))
        .isEqualTo(
            new Asked.NotAnswered(
                List.of(
                    Finding.violation(
                        "question.parameter-invalid",
                        "\"cheap\" is no DECIMAL for maxPrice.",
                        "maxPrice: euro per vCPU hour."),
                    Finding.violation(
                        "question.parameter-unknown",
                        "The question offers-under-price has no parameter country.",
                        "It has: maxPrice, vcpu."))));
    assertThat(ask("if-a-site-leaves", Map.of()))
        .isEqualTo(
            new Asked.NotAnswered(
                List.of(
                    Finding.violation(
                        "question.parameter-missing",
                        "The question if-a-site-leaves needs leaving.",
                        "leaving: the site that leaves."))));
  }

  /** A parameter that stands in an optional part alone would only be repeated in every row. */
  @Test
  void whatNobodyKnowsIsInNoAnswer() {
    DatasetGraph continuum = continuum();
    for (Question question : QUESTIONS.all()) {
      List<Question.Parameter> parameters = question.parameters();
      if (parameters.stream().noneMatch(Question.Parameter::required)) {
        parameters.stream()
            .filter(parameter -> parameter.type() == Question.Type.IRI)
            .filter(parameter -> parameter.fallback().isEmpty())
            .map(Question.Parameter::name)
            .forEach(
                name ->
                    assertThat(
                            QUESTIONS.ask(question, continuum, Map.of(name, "nobody"), NOW, BASE))
                        .as(question.name() + " of " + name)
                        .isInstanceOfSatisfying(
                            Asked.Answer.class, answer -> assertThat(answer.rows()).isEmpty()));
      }
    }
  }

  @Test
  void theClockOfTheQuestionEndsACredential() {
    Node echo = NodeFactory.createURI(BASE + "id/e1");
    assertThat(csv(ask("permitted-sites", Map.of("component", "db"), NOW.minusSeconds(1))))
        .contains(echo.getURI());
    assertThat(csv(ask("permitted-sites", Map.of("component", "db"), NOW)))
        .doesNotContain(echo.getURI());
  }

  private static Asked ask(String name, Map<String, String> arguments) {
    return ask(name, arguments, NOW);
  }

  private static Asked ask(String name, Map<String, String> arguments, Instant now) {
    return QUESTIONS.ask(QUESTIONS.named(name).orElseThrow(), continuum(), arguments, now, BASE);
  }

  static DatasetGraph continuum() {
    DatasetGraph dataset = DatasetGraphFactory.create();
    GraphUtil.addInto(dataset.getDefaultGraph(), Words.schemes());
    RDFDataMgr.read(dataset, Path.of("questions", "continuum.trig").toUri().toString());
    Rules.packaged()
        .conclude(dataset.getDefaultGraph())
        .forEach(d -> d.graph().stream().forEach(dataset.getDefaultGraph()::add));
    new SearchIndex(sink -> dataset.stream().forEach(sink)).attach(dataset);
    return dataset;
  }

  private static String csv(Asked asked) {
    assertThat(asked).isInstanceOf(Asked.Answer.class);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultSetMgr.write(
        out,
        org.apache.jena.query.ResultSet.adapt(((Asked.Answer) asked).rowSet()),
        ResultSetLang.RS_CSV);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
