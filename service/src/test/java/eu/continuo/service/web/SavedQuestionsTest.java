package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions of the operators' own. */
class SavedQuestionsTest {
  private static final String PARTIES =
      """
      # title: Which parties do I know by this title?
      # parameter: title | string | one | the title
      PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT ?party { ?party dcterms:title ?title }
      """;

  @Nullable private Opened opened;

  @BeforeEach
  void open() throws Exception {
    opened = new Opened();
    doors().party("one", "public");
  }

  @AfterEach
  void close() {
    doors().close();
  }

  @Test
  void aSavedQuestionIsListedAskedWithItsParametersAndForgotten() throws Exception {
    assertThat(save("my-parties", PARTIES).statusCode()).isEqualTo(200);
    assertThat(get("/questions", Opened.TOKEN).body())
        .contains("my-parties", "Which parties do I know by this title?");
    assertThat(get("/questions/my-parties", Opened.TOKEN).body()).contains("id/party/one");
    assertThat(get("/questions/my-parties?title=nobody", Opened.TOKEN).body())
        .doesNotContain("id/party/one");
    assertThat(get("/questions/my-parties?tilte=x", Opened.TOKEN).body())
        .contains("question.parameter-unknown");
    assertThat(forget("my-parties")).isEqualTo(204);
    assertThat(get("/questions/my-parties", Opened.TOKEN).statusCode()).isEqualTo(404);
    assertThat(forget("my-parties")).isEqualTo(404);
  }

  @Test
  void theSecondOfANameTakesThePlaceOfTheFirst() throws Exception {
    save("mine", PARTIES);
    save("mine", "SELECT ?nothing { ?nothing <urn:never> 1 }");
    assertThat(get("/questions/mine", Opened.TOKEN).body()).doesNotContain("id/party/one");
    assertThat(forget("mine")).isEqualTo(204);
    assertThat(forget("mine")).isEqualTo(404);
  }

  @Test
  void nobodyElseSeesThemOrSavesOne() throws Exception {
    save("my-parties", PARTIES);
    assertThat(get("/questions", null).body()).doesNotContain("my-parties");
    assertThat(get("/questions/my-parties", null).statusCode()).isEqualTo(404);
    assertThat(
            doors()
                .send("PUT", "/questions/theirs", "application/sparql-query", PARTIES, null)
                .statusCode())
        .isIn(401, 403);
  }

  @Test
  void whatIsNoQuestionIsRefusedWithEverythingThatIsWrong() throws Exception {
    HttpResponse<String> refused =
        save("sites", "# parameter: max | number | 3\nASK { SERVICE <https://x.example/> { } }");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("question.name", "question.parameter-unreadable", "query.");
    assertThat(save("mine", "ASK { }").body()).contains("question.select");
    assertThat(save("mine", "SELECT nothing").body()).contains("query.unreadable");
    assertThat(save("mine", PARTIES.replace("title | string", "now | string")).body())
        .contains("question.parameter-unreadable");
  }

  private HttpResponse<String> save(String name, String text) throws Exception {
    return doors()
        .send("PUT", "/questions/" + name, "application/sparql-query", text, Opened.TOKEN);
  }

  private int forget(String name) throws Exception {
    return doors().send("DELETE", "/questions/" + name, null, null, Opened.TOKEN).statusCode();
  }

  private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    return doors().send("GET", path, null, null, token);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
