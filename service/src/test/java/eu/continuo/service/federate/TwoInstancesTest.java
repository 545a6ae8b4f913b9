package eu.continuo.service.federate;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.peer.Peer;
import eu.continuo.adapters.trust.Detached;
import eu.continuo.adapters.trust.SigningKey;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.service.Europe;
import eu.continuo.service.federate.Interloper.Passed;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.web.Server;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.sparql.Asked;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two instances on one machine, each with its doors. Theirs holds the example of Europe; ours knows
 * them as a peer, by an address at which somebody may stand between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoInstancesTest {
  private static final String TOKEN = "a-token-of-this-test";
  private static final String BASE = "https://ours.example/";
  private static final String PEER_GRAPH = BASE + "g/peer/europe/mapped";

  private final HttpClient client = HttpClient.newHttpClient();
  private Europe europe;
  private Instance theirs;
  private Server theirDoors;
  private Interloper between;
  private Instance ours;
  private Server ourDoors;
  private Answer added;
  private Answer firstPull;

  /** An answer of our doors. */
  private record Answer(int status, JsonNode body) {
    /** The codes of everything that is wrong. */
    Stream<String> codes() {
      return body.get("findings").values().stream().map(f -> f.get("code").stringValue());
    }
  }

  @BeforeAll
  void exchange(@TempDir Path folder) throws Exception {
    europe = Europe.packaged();
    theirs = europe.loaded(folder);
    theirDoors = Server.open(theirs, "another-token", 0);
    between = new Interloper(URI.create("http://127.0.0.1:" + theirDoors.port()));
    ours = Instance.open(new Settings(null, BASE, null, Clock.fixed(europe.now(), ZoneOffset.UTC)));
    ourDoors = Server.open(ours, TOKEN, 0);
    added = post("/peers", "{\"name\": \"europe\", \"url\": \"" + between.url() + "\"}");
    firstPull = pull(UnaryOperator.identity());
  }

  @AfterAll
  void close() {
    ourDoors.close();
    ours.close();
    between.close();
    theirDoors.close();
    theirs.close();
    client.close();
  }

  @Test
  void theFirstPullPinsTheKeyAndKeepsWhatIsPublicInAGraphOfThePeersOwn() throws Exception {
    Set<String> published = offeringsOf(Change.Visibility.PUBLIC);
    assertThat(added)
        .isEqualTo(
            new Answer(
                200,
                json("{'name': 'europe', 'url': '%s', 'did': null}".formatted(between.url()))));
    assertThat(firstPull)
        .isEqualTo(
            new Answer(
                200,
                json(
                    """
                    {'peer': 'europe', 'graph': '%s', 'did': '%s', 'offers': %d, 'changed': true}
                    """
                        .formatted(PEER_GRAPH, theirDid(), published.size()))));
    assertThat(offerings(peerGraph())).isEqualTo(published);
    assertThat(statementsAbout(published, peerGraph()))
        .isEqualTo(statementsAbout(published, whatTheyShowAnyone()));
  }

  @Test
  void nothingRestrictedCrosses() throws Exception {
    Set<String> restricted = offeringsOf(Change.Visibility.RESTRICTED);
    assertThat(restricted).isNotEmpty();
    assertThat(quads()).noneMatch(quad -> restricted.stream().anyMatch(quad::contains));
    assertThat(quads())
        .as("applications of customers")
        .noneMatch(quad -> quad.contains("/id/application/"));
  }

  /** A rate is no offer: who could publish one for others would price their competitors. */
  @Test
  void whatIsSoldInDollarsIsPricedByOurOwnRateAndByNobodyElses() {
    assertThat(currencies()).containsOnly("EUR");
    String rate =
        """
        {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "exchange-rate/ours",
         "type": "ExchangeRate", "priceCurrency": "USD", "euroPerUnit": 0.5, "figureBasis": "measured",
         "validFrom": "2026-11-01T00:00:00Z", "validUntil": "2026-12-01T00:00:00Z"}
        """;
    Commit kept =
        ours.intake()
            .receive(
                List.of(
                    new Intake.Document(
                        rate.getBytes(StandardCharsets.UTF_8),
                        JsonLd.MEDIA_TYPE,
                        ours.continuum().names().resolve("p/ours/rates"),
                        BASE + "id/party/ours",
                        Change.Visibility.PUBLIC)),
                Principal.OPERATOR,
                europe.now());
    assertThat(kept).isInstanceOf(Commit.Kept.class);
    assertThat(currencies()).containsOnly("EUR", "USD");
    assertThat(
            plans().rows().stream()
                .filter(row -> value(row, "plan").endsWith("ridgewillow/azure-westeurope"))
                .map(row -> new BigDecimal(value(row, "vcpuHourEuro")).stripTrailingZeros()))
        .containsExactly(new BigDecimal("0.016"));
  }

  private Set<String> currencies() {
    return plans().rows().stream()
        .map(row -> value(row, "currency"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Asked.Answer plans() {
    return (Asked.Answer)
        ours.asking().ask("price-plans", Map.of(), Principal.OPERATOR, europe.now());
  }

  private static String value(Binding row, String variable) {
    Node value = row.get(variable);
    return value.isLiteral() ? value.getLiteralLexicalForm() : value.getURI();
  }

  @Test
  void aSecondPullChangesNothing() throws Exception {
    Set<String> before = quads();
    Answer again = pull(UnaryOperator.identity());
    assertThat(again.status).isEqualTo(200);
    assertThat(again.body.get("changed").asBoolean()).isFalse();
    assertThat(again.body.get("offers")).isEqualTo(firstPull.body.get("offers"));
    assertThat(quads()).isEqualTo(before);
  }

  @Test
  void refusesACatalogueWithOneChangedPrice() throws Exception {
    refuses(
        passed -> {
          String cheaper = passed.document().replaceFirst("0\\.0437", "0.0137");
          assertThat(cheaper).isNotEqualTo(passed.document());
          return new Passed(cheaper, passed.signature());
        },
        "peer.signature",
        "jws.bad-signature");
  }

  @Test
  void refusesAChangedSignature() throws Exception {
    refuses(
        passed -> {
          int at = passed.signature().indexOf("..") + 2;
          char other = passed.signature().charAt(at) == 'A' ? 'B' : 'A';
          return new Passed(
              passed.document(),
              passed.signature().substring(0, at) + other + passed.signature().substring(at + 1));
        },
        "peer.signature",
        "jws.bad-signature");
  }

  @Test
  void refusesTheSameCatalogueSignedByAnother() throws Exception {
    SigningKey another = SigningKey.create();
    refuses(
        passed ->
            new Passed(
                passed.document(), Detached.sign(another, digest(passed.document()), europe.now())),
        "peer.key-changed");
  }

  @Test
  void refusesAnOlderCatalogueThatIsPlayedAgain() throws Exception {
    Catalogue.Signed older =
        theirs.catalogue().publish(Principal.ANYONE, europe.now().minus(Duration.ofHours(1)));
    refuses(passed -> new Passed(older.document(), older.signature()), "peer.stale");
  }

  private void refuses(UnaryOperator<Passed> change, String... codes) throws Exception {
    Set<String> before = quads();
    Answer answer = pull(change);
    assertThat(answer.status).isEqualTo(422);
    assertThat(answer.codes()).containsExactly(codes);
    assertThat(quads()).isEqualTo(before);
    assertThat(ours.peers().list()).containsExactly(new Peer("europe", between.url(), theirDid()));
  }

  private Answer pull(UnaryOperator<Passed> change) throws Exception {
    between.change(change);
    return post("/peers/europe/pull", "");
  }

  private Answer post(String path, String body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ourDoors.port() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), new JsonMapper().readTree(response.body()));
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text.replace('\'', '"'));
  }

  /** Their key, as their own signature names it. */
  private String theirDid() {
    String signature = theirs.catalogue().publish(Principal.ANYONE, europe.now()).signature();
    String header = signature.substring(0, signature.indexOf('.'));
    byte[] json = Base64.getUrlDecoder().decode(header);
    String key = new JsonMapper().readTree(json).get("kid").stringValue();
    return key.substring(0, key.indexOf('#'));
  }

  /** The offerings in the documents of that visibility, read without any store. */
  private Set<String> offeringsOf(Change.Visibility visibility) throws IOException {
    Set<String> offerings = new TreeSet<>();
    for (Intake.Document document : europe.documents()) {
      if (document.visibility() == visibility) {
        offerings.addAll(offerings(read(document.body()).graph()));
      }
    }
    return offerings;
  }

  private static Set<String> offerings(Graph graph) {
    return graph.stream(Node.ANY, RDF.type.asNode(), Icra.SERVICE_OFFERING)
        .map(t -> t.getSubject().getURI())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> statementsAbout(Set<String> subjects, Graph graph) {
    return graph.stream()
        .filter(t -> t.getSubject().isURI() && subjects.contains(t.getSubject().getURI()))
        .map(Triple::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Graph peerGraph() {
    Node name = NodeFactory.createURI(PEER_GRAPH);
    return ours.continuum().read(Principal.OPERATOR, view -> copy(view.getGraph(name)));
  }

  private Graph whatTheyShowAnyone() {
    return theirs.continuum().read(Principal.ANYONE, view -> copy(view.getDefaultGraph()));
  }

  private static Graph copy(Graph seen) {
    Graph copy = GraphFactory.createDefaultGraph();
    seen.stream().forEach(copy::add);
    return copy;
  }

  /** Everything that our instance knows, rows and provenance included. */
  private Set<String> quads() {
    return ours.continuum()
        .read(
            Principal.OPERATOR,
            view ->
                view.stream()
                    .filter(q -> !q.isDefaultGraph())
                    .map(NodeFmtLib::str)
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Reading.Read read(byte[] document) {
    return (Reading.Read) new JsonLd("https://continuum.example/").read(document);
  }

  private static String digest(String document) {
    return read(document.getBytes(StandardCharsets.UTF_8)).digest();
  }
}
