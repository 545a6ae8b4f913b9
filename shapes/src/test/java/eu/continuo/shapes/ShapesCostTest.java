package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.junit.jupiter.api.Test;

/**
 * What the linter says, case by case, and the page of the packaged shapes. {@code
 * -Dcontinuo.write-shapes-cost=true} writes the page anew.
 */
class ShapesCostTest {
  private static final Path PAGE = Path.of("../docs/reference/shapes-cost.md");

  @Test
  void givesTheTablesOfThePage() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = withTable(page, "costly", costly());
    renewed = withTable(renewed, "one-engine", unproved());
    if (Boolean.getBoolean("continuo.write-shapes-cost")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(renewed);
  }

  @Test
  void warnsOfAValueThatManyShare() {
    assertThat(costly("sh:property [ sh:path :region ; sh:class :Region ]"))
        .containsExactly(costly("rdf:type", "<http://example.org/region> leads to its subject"));
  }

  @Test
  void warnsOfNodesThatAQueryComparesByAValue() {
    assertThat(costly(sparql("$this :at ?site . ?other :at ?site")))
        .containsExactly(
            costly("<http://example.org/at>", "<http://example.org/at> leads to its object"));
  }

  /** A component has few applications, and an application's title few readers beyond it. */
  @Test
  void doesNotWarnOfStepsThatHaveFewEnds() {
    assertThat(costly("sh:property [ sh:path ( [ sh:inversePath :has ] :title ) ; sh:minCount 1 ]"))
        .isEmpty();
    assertThat(costly("sh:property [ sh:path :title ; sh:minCount 1 ]")).isEmpty();
  }

  /** The second way back is short. */
  @Test
  void doesNotWarnWhereOneOfTwoWaysBackHasFewEnds() {
    assertThat(costly(sparql("$this :at ?site . ?site :holds $this ; :size ?size")))
        .noneMatch(one -> one.reason().contains("/size>"));
  }

  @Test
  void warnsOfAFallback() {
    assertThat(costly(sparql("?any :p ?b")))
        .containsExactly(
            new Costly(
                "http://example.org/S",
                Costly.Kind.FALLBACK,
                "A pattern of its query is not joined to $this."));
  }

  private static Costly costly(String change, String way) {
    return new Costly(
        "http://example.org/S",
        Costly.Kind.FAN_IN,
        "A change of %s can reach every focus node from which %s.".formatted(change, way));
  }

  private static String sparql(String pattern) {
    return "sh:sparql [ sh:select 'PREFIX : <http://example.org/> SELECT $this { %s }' ]"
        .formatted(pattern);
  }

  private static List<Costly> costly(String says) {
    String turtle =
        "PREFIX : <http://example.org/> PREFIX sh: <http://www.w3.org/ns/shacl#>"
            + " :S a sh:NodeShape ; sh:targetClass :C ; %s .".formatted(says);
    org.apache.jena.shacl.Shapes shapes =
        ShaclValidator.get().parse(RDFParser.fromString(turtle, Lang.TURTLE).toGraph());
    return CostLint.of(shapes, new FocusGate(shapes).fallbacks());
  }

  private static String withTable(String page, String name, Stream<String> rows) {
    return page.replaceFirst(
        "(?s)(<!-- %s -->\n).*(<!-- /%s -->)".formatted(name, name),
        "$1"
            + Matcher.quoteReplacement(rows.collect(Collectors.joining("\n", "\n", "\n\n")))
            + "$2");
  }

  private static Stream<String> costly() {
    return Stream.concat(
        Stream.of("| shape | why |", "| --- | --- |"),
        Shapes.packaged().costly().stream()
            .map(one -> "| %s | %s |".formatted(name(one.shape()), one.reason())));
  }

  private static Stream<String> unproved() {
    return Stream.concat(
        Stream.of("| shape | says | why |", "| --- | --- | --- |"),
        Shapes.packaged().unproved().stream()
            .map(
                one ->
                    "| %s | `%s` | %s |"
                        .formatted(name(one.shape()), one.construct(), one.reason())));
  }

  private static String name(String shape) {
    return "`" + shape.replace(ShapeIri.NS, "") + "`";
  }
}
