package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.Verification;
import eu.continuo.service.graph.Change;
import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

final class GeneratedContinuumTest {
  private static final String BASE = "https://continuum.example/";
  private static final String CREDENTIAL = "data:application/vc+jwt,";

  @Test
  void conformsWithoutAWarning() {
    Graph all = GraphFactory.createDefaultGraph();
    continuum(12, 7).graphs().forEach(g -> g.content().stream().forEach(all::add));

    assertThat(Shapes.packaged().judge(all)).isEqualTo(new Verdict.Accepted(List.of()));
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
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(quads(continuum(6, 7))).isEqualTo(quads(continuum(6, 7)));
    assertThat(quads(continuum(6, 7))).isNotEqualTo(quads(continuum(6, 8)));
  }

  @Test
  void beginsALargerOne() {
    assertThat(triples(continuum(20, 7).graphs().limit(9)))
        .isEqualTo(triples(continuum(6, 7).graphs()));
  }

  @Test
  void isMadeWhileItIsRead() {
    assertThat(continuum(Integer.MAX_VALUE, 7).graphs().limit(3).map(g -> g.graph().iri()))
        .containsExactly(
            BASE + "g/p/grid/declared",
            BASE + "g/p/provider-0/declared",
            BASE + "g/c/customer-0/apps");
  }

  private static GeneratedContinuum continuum(int providers, long seed) {
    return new GeneratedContinuum(BASE, providers, seed);
  }

  private static List<Quad> quads(GeneratedContinuum continuum) {
    return continuum.quads().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
  }

  private static Map<String, List<Triple>> triples(Stream<Change.Replace> graphs) {
    return graphs.collect(
        Collectors.toMap(
            g -> g.graph().iri(),
            g ->
                g.content().stream()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList()));
  }
}
