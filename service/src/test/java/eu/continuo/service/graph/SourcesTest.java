package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A derived graph names what it follows from, and is seen by those who see all of that. */
final class SourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String BASE = "https://continuum.example/";
  private static final Node DERIVED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasDerivedFrom");
  private static final String PREFIXES =
      """
      PREFIX : <https://continuum.example/id/>
      PREFIX basis: <https://w3id.org/icra/vocab/figure-bases/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX schema: <https://schema.org/>
      """;

  private GraphStore store;
  private Continuum continuum;

  @BeforeEach
  void begin() {
    store = Tdb2GraphStore.inMemory();
    continuum = Fresh.continuum(store, BASE, NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatFollowsFromPublicGraphsIsPublic() {
    commit("nord", plan("nord", "EUR"), Change.Visibility.PUBLIC);
    assertThat(pricesSeenBy(Principal.ANYONE)).isEqualTo(1);
    assertThat(sources()).containsExactly(BASE + "g/p/nord");
  }

  @Test
  void oneRestrictedSourceRestrictsAllThatFollowsUntilItIsGone() {
    commit("nord", plan("nord", "EUR"), Change.Visibility.PUBLIC);
    commit("sued", plan("sued", "EUR"), Change.Visibility.RESTRICTED);
    assertThat(pricesSeenBy(Principal.ANYONE)).isZero();
    assertThat(pricesSeenBy(Principal.OPERATOR)).isEqualTo(2);
    assertThat(sources()).containsExactlyInAnyOrder(BASE + "g/p/nord", BASE + "g/p/sued");
    commit("sued", "", Change.Visibility.RESTRICTED);
    assertThat(pricesSeenBy(Principal.ANYONE)).isEqualTo(1);
    assertThat(sources()).containsExactly(BASE + "g/p/nord");
  }

  /** Such as one of a version that did not name sources yet. */
  @Test
  void aRowThatLacksARestrictedSourceShowsNothing() {
    commit("nord", plan("nord", "EUR"), Change.Visibility.PUBLIC);
    commit("ost", plan("ost", "EUR"), Change.Visibility.PUBLIC);
    commit("sued", plan("sued", "EUR"), Change.Visibility.RESTRICTED);
    Node row = continuum.names().inferred("effective-prices").node();
    Node meta = continuum.names().meta().node();
    store.write(
        dataset -> {
          dataset.deleteAny(meta, row, DERIVED, Node.ANY);
          return new Outcome<>(true, true);
        },
        Duration.ofSeconds(1));
    commit("west", plan("west", "EUR"), Change.Visibility.PUBLIC);
    commit("ost", "", Change.Visibility.PUBLIC);
    assertThat(pricesSeenBy(Principal.ANYONE)).isZero();
    assertThat(sources()).contains(BASE + "g/p/sued");
  }

  @Test
  void aRestrictedExchangeRateRestrictsToo() {
    commit("nord", plan("nord", "USD"), Change.Visibility.PUBLIC);
    commit("bank", rate("USD"), Change.Visibility.RESTRICTED);
    assertThat(pricesSeenBy(Principal.ANYONE)).isZero();
    assertThat(pricesSeenBy(Principal.OPERATOR)).isEqualTo(1);
  }

  /** The audit finds the sources and who sees what from nothing but the graphs. */
  @Test
  void whatIsFollowedIsWhatIsFoundWhole() {
    Random random = new Random(11);
    List<String> owners = List.of("nord", "sued", "ost", "west", "bank", "mint");
    for (int i = 1; i <= 14; i++) {
      String owner = owners.get(random.nextInt(owners.size()));
      Change.Visibility visibility =
          owner.equals("ost") || owner.equals("mint")
              ? Change.Visibility.RESTRICTED
              : Change.Visibility.PUBLIC;
      String content =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> plan(owner, "USD");
            default ->
                owner.equals("bank") || owner.equals("mint")
                    ? rate(random.nextBoolean() ? "USD" : "CHF")
                    : plan(owner, "EUR");
          };
      commit(owner, content, visibility);
      if (content.isEmpty()) {
        assertThat(continuum.audit(step -> {}).checks())
            .as("after %d commits", i)
            .allMatch(Audit.Check::holds);
      }
    }
  }

  @Test
  void theAuditFindsARowThatShowsTooMuch() {
    commit("sued", plan("sued", "EUR"), Change.Visibility.RESTRICTED);
    Node row = continuum.names().inferred("effective-prices").node();
    Node meta = continuum.names().meta().node();
    store.write(
        dataset -> {
          dataset.deleteAny(meta, row, Icra.VISIBILITY, Node.ANY);
          dataset.add(meta, row, Icra.VISIBILITY, Icra.concept("visibilities", "public"));
          return new Outcome<>(true, true);
        },
        Duration.ofSeconds(1));
    assertThat(
            continuum.audit(step -> {}).checks().stream()
                .flatMap(check -> check.findings().stream())
                .map(Finding::code))
        .contains("audit.sources-wrong");
  }

  private static String plan(String owner, String currency) {
    return ":plan-%s a icra:PricePlan ; schema:priceCurrency '%s' ; icra:priceVcpuHour 0.03 ; icra:validFrom '2026-01-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> ."
        .formatted(owner, currency);
  }

  private static String rate(String currency) {
    return ":rate-%s a icra:ExchangeRate ; schema:priceCurrency '%s' ; icra:euroPerUnit 0.9 ; icra:figureBasis basis:modelled ; icra:validFrom '2026-01-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> ; icra:validUntil '2027-01-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> ."
        .formatted(currency, currency);
  }

  private void commit(String owner, String turtle, Change.Visibility visibility) {
    Graph content = RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
    Commit commit =
        continuum.commit(
            new Change.Replace(
                new GraphName(BASE + "g/p/" + owner),
                content,
                new Change.Declaration(BASE + "id/party/" + owner, visibility, null)),
            Principal.OPERATOR,
            NOW);
    assertThat(commit).isNotInstanceOf(Commit.Busy.class);
  }

  private long pricesSeenBy(Principal principal) {
    return continuum.read(
        principal,
        view -> view.getDefaultGraph().stream(Node.ANY, Icra.OF_PRICE_PLAN, Node.ANY).count());
  }

  private Set<String> sources() {
    return continuum.read(
        Principal.OPERATOR,
        view ->
            view.getGraph(continuum.names().meta().node()).stream(
                    continuum.names().inferred("effective-prices").node(), DERIVED, Node.ANY)
                .map(t -> t.getObject().getURI())
                .collect(Collectors.toSet()));
  }
}
