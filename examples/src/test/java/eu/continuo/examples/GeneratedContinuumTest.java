package eu.continuo.examples;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.Verification;
import eu.continuo.ontology.Icra;
import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;

/** What is made up conforms, is the same for the same seed, and is like the example of Europe. */
final class GeneratedContinuumTest {
  private static final String BASE = "https://continuum.example/";
  private static final String CREDENTIAL = "data:application/vc+jwt,";

  /** A class of which Europe has fewer is told apart by its properties, not by its share. */
  private static final int MANY = 20;

  @Test
  void conformsWithoutAWarning() {
    Graph all = union(continuum(24, 7).graphs());

    assertThat(Shapes.packaged().judge(all)).isEqualTo(new Verdict.Accepted(List.<Finding>of()));
  }

  @Test
  void hasTheClassesOfEuropeInLikeProportions() throws IOException {
    Map<Node, Double> europe = perSite(europe());
    Map<Node, Double> generated = perSite(union(continuum(48, 7).graphs()));

    assertThat(generated.keySet()).isEqualTo(europe.keySet());
    assertThat(many(europe))
        .allSatisfy(
            (type, count) ->
                assertThat(requireNonNull(generated.get(type)) / count)
                    .as("%s", type)
                    .isBetween(0.5, 2.0));
  }

  @Test
  void saysOfEachClassWhatEuropeSaysAndAsOften() throws IOException {
    Graph europe = europe();
    Map<String, Double> said = perInstance(europe);
    Map<String, Double> generated = perInstance(union(continuum(48, 7).graphs()));

    assertThat(generated.keySet()).isEqualTo(said.keySet());
    Map<Node, Double> many = many(perSite(europe));
    assertThat(said)
        .allSatisfy(
            (usage, times) -> {
              if (many.keySet().stream().anyMatch(type -> usage.startsWith(type + " "))) {
                assertThat(generated.get(usage))
                    .as(usage)
                    .isCloseTo(times, within(Math.max(0.35, times / 2)));
              }
            });
  }

  @Test
  void bringsCredentialsThatItsTrustListVouchesFor() {
    var verifier = new CredentialVerifier(GeneratedContinuum.trustList());
    List<String> credentials =
        continuum(12, 7)
            .quads()
            .map(q -> q.getSubject().getURI())
            .filter(iri -> iri.startsWith(CREDENTIAL))
            .toList();

    assertThat(credentials).isNotEmpty();
    assertThat(credentials)
        .allSatisfy(
            iri ->
                assertThat(verifier.verify(iri.substring(CREDENTIAL.length())))
                    .isInstanceOf(Verification.Verified.class));
  }

  @Test
  void isTheSameBytesForTheSameSeedAndOthersForAnother() throws Exception {
    assertThat(digest(continuum(18, 7))).isEqualTo(digest(continuum(18, 7)));
    assertThat(digest(continuum(18, 7))).isNotEqualTo(digest(continuum(18, 8)));
  }

  @Test
  void beginsALargerOne() {
    List<NamedGraph> small = continuum(6, 7).graphs().toList();

    assertThat(triples(continuum(40, 7).graphs().limit(small.size())))
        .isEqualTo(triples(small.stream()));
  }

  @Test
  void isMadeWhileItIsRead() {
    assertThat(continuum(Integer.MAX_VALUE, 7).graphs().limit(5).map(NamedGraph::iri))
        .containsExactly(
            BASE + "g/p/region-0-grid/declared",
            BASE + "g/p/region-0-facts/declared",
            BASE + "g/p/provider-0/declared",
            BASE + "g/c/customer-0/apps",
            BASE + "g/c/customer-0/running");
  }

  private static GeneratedContinuum continuum(int providers, long seed) {
    return new GeneratedContinuum(BASE, providers, seed);
  }

  private static Graph europe() throws IOException {
    return union(PackagedExample.europe().graphs().stream());
  }

  private static Graph union(Stream<NamedGraph> graphs) {
    Graph all = GraphFactory.createDefaultGraph();
    graphs.forEach(g -> g.content().stream().forEach(all::add));
    return all;
  }

  /** How many nodes of a class there are for each site. */
  private static Map<Node, Double> perSite(Graph graph) {
    Map<Node, Double> counts = new TreeMap<>(Comparator.comparing(Node::toString));
    graph.stream(Node.ANY, RDF.type.asNode(), Node.ANY)
        .collect(groupingBy(Triple::getObject, counting()))
        .forEach((type, count) -> counts.put(type, count.doubleValue()));
    double sites = requireNonNull(counts.get(Icra.SITE));
    counts.replaceAll((type, count) -> count / sites);
    return counts;
  }

  /** Those of which Europe, with its sites, has many. */
  private static Map<Node, Double> many(Map<Node, Double> perSite) {
    return perSite.entrySet().stream()
        .filter(e -> e.getValue() * 62 >= MANY)
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How often a node of a class has a property. */
  private static Map<String, Double> perInstance(Graph graph) {
    Map<Node, Long> instances =
        graph.stream(Node.ANY, RDF.type.asNode(), Node.ANY)
            .collect(groupingBy(Triple::getObject, counting()));
    Map<String, Double> usage = new TreeMap<>();
    graph.stream(Node.ANY, RDF.type.asNode(), Node.ANY)
        .forEach(
            type ->
                graph.stream(type.getSubject(), Node.ANY, Node.ANY)
                    .forEach(
                        t ->
                            usage.merge(
                                type.getObject() + " " + t.getPredicate(),
                                1.0 / requireNonNull(instances.get(type.getObject())),
                                Double::sum)));
    return usage;
  }

  private static String digest(GeneratedContinuum continuum)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
      assertThat(NamedGraph.write(continuum.graphs(), out)).isEqualTo(continuum.quads().count());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static Map<String, List<String>> triples(Stream<NamedGraph> graphs) {
    return graphs.collect(
        toMap(NamedGraph::iri, g -> g.content().stream().map(Triple::toString).sorted().toList()));
  }
}
