package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.graph.Change.Declaration;
import eu.continuo.service.graph.Change.Visibility;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.FreeSparql;
import eu.continuo.sparql.Questions;
import eu.continuo.sparql.SearchIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches find what the asker may see, and nothing of the rest shows, not even by its weight. */
class SearchTest {
  private static final String BASE = "https://continuum.example/";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String PREFIXES =
      """
      @prefix : <https://continuum.example/id/> .
      @prefix icra: <https://w3id.org/icra/ns#> .
      @prefix dcterms: <http://purl.org/dc/terms/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      """;

  private final Questions questions = Questions.packaged();
  private GraphStore store;
  private Continuum continuum;

  @BeforeEach
  void open() {
    store = Tdb2GraphStore.inMemory();
    continuum = Fresh.continuum(store, BASE, NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void twoPrincipalsFindWhatEachMaySee() {
    keep("open", party("nord", "Harbour cranes"), Visibility.PUBLIC);
    keep("secret", party("sued", "Harbour cables"), Visibility.RESTRICTED);
    assertThat(find("harbour", Principal.OPERATOR)).containsExactly("nord", "sued");
    assertThat(find("harbour", Principal.ANYONE)).containsExactly("nord");
    assertThat(find("cables", Principal.ANYONE)).isEmpty();
  }

  @Test
  void whatIsHiddenPushesNothingOutAndChangesNoOrder() {
    keep("open", party("nord", "Harbour cranes and ropes") + place("nord", 12), Visibility.PUBLIC);
    List<String> before = find("harbour", Principal.ANYONE);
    List<String> nearBefore = near(Principal.ANYONE);
    StringBuilder hidden = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      hidden.append(party("hidden" + i, "Harbour")).append(place("hidden" + i, 10));
    }
    keep("secret", hidden.toString(), Visibility.RESTRICTED);
    assertThat(find("harbour", Principal.ANYONE)).isEqualTo(before).containsExactly("nord");
    assertThat(near(Principal.ANYONE)).isEqualTo(nearBefore).containsExactly("nord");
    assertThat(near(Principal.OPERATOR)).hasSize(1).doesNotContain("nord");
  }

  @Test
  void anIndexThatFollowedHoldsWhatANewOneDoes() {
    assertThat(find("zeppelin", Principal.OPERATOR)).isEmpty();
    Random random = new Random(3);
    List<String> graphs = List.of("a", "b", "c");
    for (int i = 0; i < 30; i++) {
      StringBuilder content = new StringBuilder();
      String graph = graphs.get(random.nextInt(graphs.size()));
      int parties = random.nextInt(4);
      for (int j = 0; j < parties; j++) {
        String name = graph + random.nextInt(6);
        if (content.indexOf(":" + name + " a ") < 0) {
          content.append(party(name, "Title " + random.nextInt(5)));
        }
      }
      keep(graph, content.toString(), Visibility.PUBLIC);
    }
    try (SearchIndex fresh =
        new SearchIndex(
            sink ->
                store.read(
                    dataset -> {
                      dataset.stream().forEach(sink);
                      return true;
                    }))) {
      assertThat(continuum.index().contents()).isEqualTo(fresh.contents()).hasSizeGreaterThan(100);
    }
  }

  private void keep(String graph, String turtle, Visibility visibility) {
    Graph content = RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
    Commit commit =
        continuum.commit(
            new Change.Replace(
                new GraphName(BASE + "g/" + graph),
                content,
                new Declaration(BASE + "id/party/operator", visibility, null)),
            Principal.OPERATOR,
            NOW);
    assertThat(commit).isNotInstanceOf(Commit.Refused.class);
  }

  private static String party(String name, String title) {
    return (":%s a icra:Party ; dcterms:title \"%s\" ;"
            + " icra:subjectToJurisdiction <https://w3id.org/dpv/loc#DE> ; icra:ownerCount 0 .\n")
        .formatted(name, title);
  }

  private static String place(String name, int longitude) {
    return ":%1$s geo:hasGeometry :%1$s-g . :%1$s-g geo:asWKT \"POINT(%2$d 53)\"^^geo:wktLiteral .\n"
        .formatted(name, longitude);
  }

  private List<String> find(String words, Principal principal) {
    return continuum.read(
        principal,
        view ->
            local(
                (Asked.Answer)
                    questions.ask(
                        questions.named("find").orElseThrow(),
                        view,
                        Map.of("words", words),
                        NOW,
                        BASE)));
  }

  private List<String> near(Principal principal) {
    return continuum.read(
        principal,
        view -> {
          FreeSparql.Reading.Parsed query =
              (FreeSparql.Reading.Parsed)
                  FreeSparql.read(
                      """
                      PREFIX fn: <https://w3id.org/icra/fn#>
                      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
                      SELECT ?feature ?metres {
                        (?feature ?metres) fn:nearest ("POINT(10 53)"^^geo:wktLiteral 1)
                      }
                      """);
          return local(((FreeSparql.Answer.Table) FreeSparql.answer(view, query.query())).answer());
        });
  }

  private static List<String> local(Asked.Answer answer) {
    List<String> names = new ArrayList<>();
    answer.rows().forEach(row -> names.add(row.get(answer.variables().get(0)).getLocalName()));
    return names;
  }
}
