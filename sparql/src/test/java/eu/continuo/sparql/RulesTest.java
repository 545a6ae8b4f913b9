package eu.continuo.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Icra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final String PREFIXES =
      """
      @prefix : <https://x.example/> .
      @prefix icra: <https://w3id.org/icra/ns#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      """;

  @Test
  void aRuleThatIsNotConcernedByAChangeConcludesTheSame() {
    Graph known =
        RDFParser.fromString(
                PREFIXES
                    + """
                    :de skos:inScheme <https://w3id.org/icra/vocab/jurisdictions> ; skos:broader :eu .
                    :eu skos:inScheme <https://w3id.org/icra/vocab/jurisdictions> ; skos:notation "EU" .
                    :ab a icra:ControlAttestation ; icra:ofParty :a ; icra:controlledBy :b ; icra:ownerCount 1 ;
                      icra:validFrom "2026-01-01T00:00:00Z"^^xsd:dateTime ; icra:validUntil "2026-12-01T00:00:00Z"^^xsd:dateTime .
                    :b a icra:Party ; icra:ownerCount 3 .
                    """,
                Lang.TURTLE)
            .toGraph();
    int unconcerned = 0;
    for (Rule rule : Rules.packaged().inOrder()) {
      for (Triple triple : known.stream().toList()) {
        Graph less = GraphFactory.createDefaultGraph();
        known.stream().filter(t -> !t.equals(triple)).forEach(less::add);
        if (!rule.concernedBy(new Delta(List.of(triple), List.of()))) {
          unconcerned++;
          assertThat(rule.conclude(less).isIsomorphicWith(rule.conclude(known)))
              .as("%s without %s", rule.name(), triple)
              .isTrue();
        }
      }
    }
    assertThat(unconcerned).isGreaterThan(10);
  }

  @Test
  void ownersWhoOwnEachOtherAreReachedOnceAndTheRuleEnds() {
    Graph paths =
        conclude(
            """
            :ab a icra:ControlAttestation ; icra:ofParty :a ; icra:controlledBy :b ; icra:ownerCount 1 ;
              icra:validFrom "2026-01-01T00:00:00Z"^^xsd:dateTime ; icra:validUntil "2026-12-01T00:00:00Z"^^xsd:dateTime .
            :ba a icra:ControlAttestation ; icra:ofParty :b ; icra:controlledBy :a ; icra:ownerCount 1 ;
              icra:validFrom "2026-06-01T00:00:00Z"^^xsd:dateTime ; icra:validUntil "2027-01-01T00:00:00Z"^^xsd:dateTime .
            """,
            "control-paths");
    assertThat(paths(paths))
        .containsExactly(
            "a a 2026-01-01 2026-12-01",
            "a a 2026-06-01 2026-12-01",
            "a b 2026-01-01 2026-12-01",
            "a b 2026-06-01 2026-12-01",
            "b a 2026-06-01 2026-12-01",
            "b a 2026-06-01 2027-01-01",
            "b b 2026-06-01 2026-12-01",
            "b b 2026-06-01 2027-01-01");
  }

  @Test
  void anAttestationIsCompleteOnlyWithAsManyOwnersAsItCounts() {
    Graph complete =
        conclude(
            """
            :none a icra:ControlAttestation ; icra:ownerCount 0 .
            :one a icra:ControlAttestation ; icra:controlledBy :x ; icra:ownerCount 1 .
            :oneOfTwo a icra:ControlAttestation ; icra:controlledBy :x ; icra:ownerCount 2 .
            :twoOfOne a icra:ControlAttestation ; icra:controlledBy :x , :y ; icra:ownerCount 1 .
            :unsaid a icra:ControlAttestation ; icra:controlledBy :x .
            """,
            "complete-owners");
    assertThat(complete.stream().map(t -> t.getSubject().getURI()).sorted())
        .containsExactly("https://x.example/none", "https://x.example/one");
  }

  @Test
  void aPlaceLiesInItselfAndInAllThatIsBroader() {
    Graph within =
        conclude(
            """
            :de skos:inScheme <https://w3id.org/icra/vocab/jurisdictions> ; skos:broader :eu .
            :eu skos:inScheme <https://w3id.org/icra/vocab/jurisdictions> ; skos:broader :eea .
            """,
            "places");
    assertThat(
            within.stream()
                .map(t -> t.getSubject().getLocalName() + " " + t.getObject().getLocalName()))
        .containsExactlyInAnyOrder("de de", "de eu", "de eea", "eu eu", "eu eea");
  }

  @Test
  void everyFolderIsInTheIndex() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("rules"))) {
      Set<String> names =
          folders
              .map(p -> p.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(new TreeSet<>(Files.readAllLines(Path.of("rules.index")))).isEqualTo(names);
    }
  }

  private static Graph conclude(String turtle, String rule) {
    Graph asserted = RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
    Map<String, Graph> derived =
        Rules.packaged().conclude(asserted).stream()
            .collect(Collectors.toMap(Rules.Derived::rule, Rules.Derived::graph));
    return java.util.Objects.requireNonNull(derived.get(rule));
  }

  private static List<String> paths(Graph graph) {
    return graph.stream(Node.ANY, Icra.OF_PARTY, Node.ANY)
        .map(
            t ->
                String.join(
                    " ",
                    t.getObject().getLocalName(),
                    object(graph, t.getSubject(), Icra.CONTROLLED_BY).getLocalName(),
                    day(object(graph, t.getSubject(), Icra.VALID_FROM)),
                    day(object(graph, t.getSubject(), Icra.VALID_UNTIL))))
        .sorted()
        .toList();
  }

  private static Node object(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).findFirst().orElseThrow().getObject();
  }

  private static String day(Node instant) {
    return instant.getLiteralLexicalForm().substring(0, 10);
  }
}
