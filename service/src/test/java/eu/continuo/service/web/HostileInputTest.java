package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What a stranger may send: each is answered by a problem document, and the service goes on. {@code
 * -Dcontinuo.write-reference=true} writes the page that lists them.
 */
class HostileInputTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "hostile-input.md");
  private static final Duration ANSWER_MAX = Duration.ofSeconds(50);
  private static final String HEAD =
      """
      # Hostile input

      What does the service say to input that is wrong, too large or meant to harm? `HostileInputTest` in [`service/`](../../service/README.md) sends each row to a running service, holds the answer against this table, and reads and writes as usual after each. With `-Dcontinuo.write-reference=true` it writes the table anew. What a code means stands in [problems](problems.md).

      | input | status | code |
      | --- | --- | --- |
      """;

  @Test
  void everyRowIsAnsweredAndTheServiceGoesOn() throws Exception {
    StringBuilder page = new StringBuilder(HEAD);
    List<String> slow = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    try (Opened doors = new Opened()) {
      int written = 0;
      goesOn(doors, written++);
      for (HostileInput input : HostileInputs.all()) {
        Instant began = Instant.now();
        RawRequest.Answer answer = input.attack().on(doors);
        if (Duration.between(began, Instant.now()).compareTo(ANSWER_MAX) > 0) {
          slow.add(input.title());
        }
        String code = RawRequest.code(answer.text());
        page.append(
            "| %s | %s | %s |\n"
                .formatted(
                    input.title(),
                    answer.status() == 0 ? "closed" : answer.status(),
                    code == null
                        ? "–"
                        : "[`" + code + "`](problems.md#" + code.replace(".", "") + ")"));
        assertThat(answer.text())
            .as(input.title())
            .doesNotContain("\tat ", "java.lang", "Exception:", Opened.TOKEN);
        if (answer.status() < 400 || answer.status() > 499 || code == null) {
          unclear.add(input.title() + ": " + answer.status() + " " + answer.text());
        }
        goesOn(doors, written++);
      }
    }
    assertThat(slow).isEmpty();
    assertThat(unclear).isEmpty();
    if (Boolean.getBoolean("continuo.write-reference")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(page.toString());
  }

  @Test
  void aClientThatLeavesHarmsNothing() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try (Opened doors = new Opened()) {
      for (int i = 0; i < 20; i++) {
        HostileInputs.hangUp(doors);
      }
      assertThatCode(() -> goesOn(doors, 0)).doesNotThrowAnyException();
    } finally {
      root.detachAppender(log);
    }
    assertThat(List.copyOf(log.list))
        .as("what an operator is told of it")
        .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
  }

  /** A normal read and a normal write. */
  private static void goesOn(Opened doors, int n) throws Exception {
    HttpResponse<String> kept =
        doors.post(
            "/intake?graph=p/good/declared&visibility=public",
            """
            {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "party/good",
             "type": "Party", "title": "Good %d", "subjectToJurisdiction": "DE", "ownerCount": 0}
            """
                .formatted(n),
            Opened.TOKEN);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(kept.body()).contains("\"kept\":true");
    HttpResponse<String> read =
        doors.query(
            "SELECT ?t { ?p <http://purl.org/dc/terms/title> ?t FILTER(STRSTARTS(?t, 'Good')) }");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("Good " + n);
  }
}
