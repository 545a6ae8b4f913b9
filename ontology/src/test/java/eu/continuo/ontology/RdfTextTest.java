package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.riot.Lang;
import org.junit.jupiter.api.Test;

class RdfTextTest {
  private final RdfText text = new RdfText("https://example.org/");

  @Test
  void namesBlankNodesByTheirContentSoThatReadingTwiceIsTheSame() {
    Reading.Read first = read("<party/a> <urn:p> [ <urn:q> 1 ; <urn:r> [ <urn:q> 2 ] ] .");
    Reading.Read second =
        read("_:x <urn:q> 1 ; <urn:r> _:y . _:y <urn:q> 2 . <party/a> <urn:p> _:x .");
    assertThat(first.digest()).isEqualTo(second.digest());
    assertThat(first.graph().isIsomorphicWith(second.graph())).isTrue();
    assertThat(first.graph().stream().noneMatch(t -> t.getSubject().isBlank())).isTrue();
    assertThat(
            first.graph().stream()
                .anyMatch(t -> t.getSubject().hasURI("https://example.org/id/party/a")))
        .isTrue();
  }

  @Test
  void saysWhereTheSyntaxIsWrong() {
    assertThat(codes("<a> <b> .", Lang.TURTLE)).containsExactly("rdf.syntax");
    assertThat(codes("<a> <b> <c> .", Lang.NTRIPLES)).containsExactly("rdf.syntax");
    assertThat(codes("<rdf:RDF>", Lang.RDFXML)).containsExactly("rdf.syntax");
    assertThat(codes("<a> <b> <ht tp://x> .", Lang.TURTLE)).containsExactly("rdf.syntax");
  }

  @Test
  void refusesWhatIsMadeToHurt() {
    assertThat(codes("<a> <b> ".concat("[ <c> ".repeat(200_000)), Lang.TURTLE))
        .containsAnyOf("rdf.too-deep", "rdf.syntax");
    assertThat(codes("<a> <b> <<( <c> <d> <e> )>> .", Lang.TURTLE))
        .containsExactly("rdf.triple-term");
    StringBuilder clique = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        clique.append(i == j ? "" : "_:n" + i + " <urn:p> _:n" + j + " .\n");
      }
    }
    assertThat(codes(clique.toString(), Lang.NTRIPLES)).containsExactly("rdf.too-complex");
  }

  @Test
  void anExternalEntityIsNotRead() {
    Reading reading =
        text.read(
            """
            <!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about="urn:a"><p xmlns="urn:">&x;</p></rdf:Description>
            </rdf:RDF>
            """
                .getBytes(StandardCharsets.UTF_8),
            Lang.RDFXML);
    assertThat(String.valueOf(reading)).doesNotContain("root:");
  }

  private Reading.Read read(String turtle) {
    return (Reading.Read) text.read(turtle.getBytes(StandardCharsets.UTF_8), Lang.TURTLE);
  }

  private List<String> codes(String body, Lang lang) {
    return switch (text.read(body.getBytes(StandardCharsets.UTF_8), lang)) {
      case Reading.Read read -> List.of();
      case Reading.Unreadable(List<Finding> findings) ->
          findings.stream().map(Finding::code).toList();
    };
  }
}
