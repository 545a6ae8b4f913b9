package eu.continuo.examples;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The promises of {@code examples/europe/README.md}, read as plain JSON. */
final class EuropeTest {
  private static final Path EUROPE = Path.of("europe");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JWT = "data:application/vc+jwt,";
  private static final Set<String> FIGURES =
      Set.of(
          "total",
          "allocatable",
          "allocated",
          "priceVcpuHourEuro",
          "priceGibHourEuro",
          "priceGpuHourEuro",
          "pue",
          "wattsPerVcpu",
          "carbonIntensityGramsPerKWh",
          "priceMegawattHourEuro",
          "latencyMs",
          "surplusKW",
          "itEnergyKWh",
          "kpiValue",
          "hasShare");

  @Test
  void manifestListsEveryDocumentOnce() throws IOException {
    try (Stream<Path> files = Files.walk(EUROPE)) {
      assertThat(listed().map(graph -> graph.get("file").stringValue()))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(file -> file.toString().endsWith(".jsonld"))
                  .map(file -> EUROPE.relativize(file).toString())
                  .toList());
    }
    assertThat(listed().map(graph -> graph.get("graph").stringValue())).doesNotHaveDuplicates();
  }

  @Test
  void ownersOfGraphsAreDescribedParties() {
    assertThat(listed().map(graph -> graph.get("owner").stringValue()).collect(toSet()))
        .isSubsetOf(ids(typed("Party")));
  }

  @Test
  void atLeastSixtySitesOfTwelveVendors() {
    assertThat(ids(typed("Site"))).hasSizeGreaterThanOrEqualTo(60);
    assertThat(typed("Site").map(site -> site.get("ownedBy").stringValue()).collect(toSet()))
        .hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void everySiteIsOperatedByOneProvider() {
    assertThat(
            nodes()
                .filter(node -> node.has("operatedBy"))
                .map(EuropeTest::id)
                .filter(id -> id.startsWith("site/")))
        .containsExactlyInAnyOrderElementsOf(ids(typed("Site")));
  }

  @Test
  void everyFigureSaysItsBasis() {
    assertThat(
            nodes()
                .filter(node -> FIGURES.stream().anyMatch(node::has))
                .filter(
                    node ->
                        !Set.of("measured", "modelled", "default")
                            .contains(node.path("figureBasis").asString("")))
                .map(EuropeTest::id))
        .isEmpty();
  }

  @Test
  void everyZoneIsObservedInEachHourOfTwoDays() {
    Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
    Set<String> days =
        Stream.iterate(midnight, hour -> hour.plus(1, ChronoUnit.HOURS))
            .limit(48)
            .map(Instant::toString)
            .collect(toSet());
    Map<String, List<String>> hoursByZone =
        typed("GridObservation")
            .collect(
                groupingBy(
                    observation -> observation.get("ofZone").stringValue(),
                    mapping(observation -> observation.get("hour").stringValue(), toList())));
    assertThat(hoursByZone.keySet()).isEqualTo(ids(typed("GridZone")));
    assertThat(
            nodes()
                .filter(node -> node.has("inGridZone"))
                .map(node -> node.get("inGridZone").stringValue()))
        .isSubsetOf(hoursByZone.keySet())
        .isNotEmpty();
    assertThat(hoursByZone.values())
        .allSatisfy(hours -> assertThat(hours).containsExactlyInAnyOrderElementsOf(days));
  }

  @Test
  void everySiteHasALinkToAnotherAndEveryLinkAWayBack() {
    Set<List<String>> links =
        typed("NetworkLink")
            .map(
                link ->
                    List.of(link.get("fromSite").stringValue(), link.get("toSite").stringValue()))
            .collect(toSet());
    assertThat(links).allMatch(link -> links.contains(link.reversed()));
    assertThat(links.stream().map(List::getFirst).collect(toSet())).isEqualTo(ids(typed("Site")));
  }

  @Test
  void everyPartyOfProvidersAndCustomersIsMarkedAsFictitious() {
    assertThat(
            nodes("providers", "customers", "broker", "energy", "network")
                .filter(node -> "Party".equals(node.path("type").asString("")))
                .map(party -> party.get("title").stringValue()))
        .isNotEmpty()
        .allMatch(title -> title.endsWith("(fictitious)"));
  }

  /** Where it can be read that a product does what it is said to do: a page, not a front door. */
  @Test
  void aProductNamesThePagesOfItsDocumentation() {
    assertThat(typed("Implementation"))
        .filteredOn(product -> !id(product).equals("product/continuo"))
        .isNotEmpty()
        .allSatisfy(
            product ->
                assertThat(texts(product.path("source")))
                    .isNotEmpty()
                    .allMatch(page -> page.matches("https://[^/]+/.+")));
  }

  /** The reference architecture names no technology for I8, security (section 5.8). */
  @Test
  void aProductExposesAnInterfaceByATechnologyThatIsNamedForIt() {
    Graph technologies = RDFDataMgr.loadGraph("../ontology/schemes/technologies.ttl");
    Node related = NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#related");
    String vocab = "https://w3id.org/icra/vocab/";
    assertThat(typed("Implementation")).hasSizeGreaterThan(20);
    assertThat(typed("Implementation"))
        .allSatisfy(
            product ->
                assertThat(texts(product.path("exposesInterface")))
                    .filteredOn(name -> !name.equals("I8"))
                    .allMatch(
                        name ->
                            texts(product.path("usesTechnology")).stream()
                                .anyMatch(
                                    technology ->
                                        technologies.contains(
                                            NodeFactory.createURI(
                                                vocab + "technologies/" + technology),
                                            related,
                                            NodeFactory.createURI(vocab + "icra-2.0/" + name)))));
  }

  @Test
  void signedCredentialsSayWhatStandsInThePlainOnes() throws IOException {
    assertThat(signedCredentials().toList())
        .containsExactlyInAnyOrderElementsOf(plainCredentials().toList());
  }

  @Test
  void exactlyTheAnnouncedCredentialsAreBad() throws IOException {
    Instant now = Instant.parse(json("manifest.json").get("now").stringValue());
    Set<String> trusted =
        json("trust-list.json").get("issuers").values().stream()
            .map(issuer -> issuer.get("did").stringValue())
            .collect(toSet());
    assertThat(subjects(vc -> !Instant.parse(vc.get("validUntil").stringValue()).isAfter(now)))
        .containsExactly("brumaille");
    assertThat(subjects(vc -> !trusted.contains(vc.get("issuer").stringValue())))
        .containsExactly("kaamosjarvi");
    assertThat(
            subjects(
                vc ->
                    vc.at("/credentialSubject/controlledBy").size()
                        != vc.at("/credentialSubject/ownerCount").intValue()))
        .containsExactly("quillbracken");

    Set<String> unattested =
        nodes("providers")
            .filter(node -> "Party".equals(node.path("type").asString("")))
            .map(party -> id(party).substring("party/".length()))
            .collect(toCollection(TreeSet::new));
    unattested.removeAll(subjects(vc -> true));
    assertThat(unattested).containsExactly("steinquell-beteiligungen");
  }

  @Test
  void noPrivateKeyIsKept() throws IOException {
    try (Stream<Path> files = Files.walk(EUROPE)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContain("PRIVATE KEY")
                      .doesNotContainPattern("\"d\"\\s*:"));
    }
  }

  private static Set<String> subjects(Predicate<JsonNode> which) throws IOException {
    return plainCredentials()
        .filter(which)
        .map(vc -> vc.at("/credentialSubject/id").stringValue())
        .map(party -> party.substring(party.lastIndexOf('/') + 1))
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> plainCredentials() throws IOException {
    try (Stream<Path> files = Files.walk(EUROPE.resolve("credentials"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> json(EUROPE.relativize(file).toString()))
          .toList()
          .stream();
    }
  }

  private static Stream<JsonNode> signedCredentials() {
    return nodes("providers")
        .map(EuropeTest::id)
        .filter(id -> id.startsWith(JWT))
        .map(id -> id.substring(JWT.length()).split("\\.", -1)[1])
        .map(payload -> new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .map(JSON::readTree);
  }

  private static Stream<JsonNode> listed() {
    return json("manifest.json").get("graphs").values().stream();
  }

  private static Stream<JsonNode> nodes(String... folders) {
    return listed()
        .map(graph -> graph.get("file").stringValue())
        .filter(
            file ->
                folders.length == 0
                    || Stream.of(folders).anyMatch(folder -> file.startsWith(folder + "/")))
        .flatMap(file -> json(file).get("@graph").values().stream());
  }

  private static Stream<JsonNode> typed(String type) {
    return nodes().filter(node -> type.equals(node.path("type").asString("")));
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return (oneOrMore.isString() ? Stream.of(oneOrMore) : oneOrMore.values().stream())
        .map(JsonNode::stringValue)
        .toList();
  }

  private static Set<String> ids(Stream<JsonNode> nodes) {
    return nodes.map(EuropeTest::id).collect(toSet());
  }

  private static String id(JsonNode node) {
    return node.get("id").stringValue();
  }

  private static JsonNode json(String file) {
    return JSON.readTree(EUROPE.resolve(file).toFile());
  }
}
