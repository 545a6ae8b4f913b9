package eu.continuo.sparql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.ontology.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;

/**
 * The page that says what of the reference architecture is served, asked about and filled, and
 * where the gaps are. {@code -Dcontinuo.write-reference=true} writes it anew.
 */
class ArchitectureCoverageTest {
  private static final Path PAGE = Path.of("../docs/reference/architecture-coverage.md");
  private static final Path PRODUCTS = Path.of("../examples/europe/facts/products.jsonld");
  private static final Graph SCHEMES = Words.schemes();
  private static final List<Question> QUESTIONS = Questions.packaged().all();

  @Test
  void thePageIsCurrent() throws IOException {
    ReferencePage.holds(PAGE, page());
  }

  @Test
  void aQuestionServesOnlyRowsThatThereAre() {
    List<String> known = rows().map(ArchitectureCoverageTest::notation).toList();
    assertThat(QUESTIONS).allSatisfy(q -> assertThat(known).containsAll(served(q)));
  }

  /** By a question, or otherwise, which a note says; of a row with questions it would be stale. */
  @Test
  void everyRowIsAskedAboutOrSaysHowItIsServed() {
    assertThat(rows().filter(row -> !mode(row).equals("out")))
        .hasSize(163)
        .allSatisfy(
            row ->
                assertThat(questions(row).isEmpty())
                    .as(notation(row))
                    .isEqualTo(!otherwise(row).isEmpty()));
    assertThat(rows().filter(row -> mode(row).equals("out")))
        .allSatisfy(row -> assertThat(text(row, SKOS.scopeNote.asNode())).isNotEmpty());
  }

  private static String page() throws IOException {
    Graph products = products();
    return String.join(
        "\n",
        """
        # What of the reference architecture is served

        Every row of the IPCEI-CIS Reference Architecture 2.0 is a concept of
        `https://w3id.org/icra/vocab/icra-2.0`. This page is made from these concepts, from the questions (`# rows:`) and from
        the products of the example, and a test proves it current;
        `mvn -pl sparql -am test -Dtest=ArchitectureCoverageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontinuo.write-reference=true`
        writes it anew.
        """,
        rowTable(),
        technologyTable(),
        productTable(products),
        topicTable(products));
  }

  /** The mode is the part that a service such as ours has; a question is what ours can be asked. */
  private static String rowTable() {
    List<Node> rows = rows().toList();
    List<Node> served = rows.stream().filter(row -> !mode(row).equals("out")).toList();
    long asked = served.stream().filter(row -> !questions(row).isEmpty()).count();
    return """
    ## Rows

    %d rows: %d are in part or whole the matter of a knowledge graph and policy service, %d are not, and the reason is given.
    The mode is the part that such a service has. What this one can be asked today stands in the last column: %d rows have a
    question, and the other %d say how they are served.

    | row | what | section | mode | what others do | questions, or how else |
    | --- | --- | --- | --- | --- | --- |
    %s
    """
        .formatted(
            rows.size(),
            served.size(),
            rows.size() - served.size(),
            asked,
            served.size() - asked,
            rows.stream()
                .map(
                    row ->
                        line(
                            notation(row),
                            text(row, SKOS.prefLabel.asNode()),
                            text(row, DCTerms.source.asNode()).replaceFirst(".*2\\.0, ", ""),
                            mode(row),
                            text(row, SKOS.scopeNote.asNode()),
                            questions(row).isEmpty()
                                ? otherwise(row)
                                : String.join(", ", questions(row))))
                .collect(joining("\n")));
  }

  private static String technologyTable() {
    List<Node> interfaces = members("interfaces").toList();
    return """
    ## Interfaces and the technologies that the text names for them

    | technology | %s |
    | --- | %s |
    %s
    """
        .formatted(
            interfaces.stream().map(ArchitectureCoverageTest::notation).collect(joining(" | ")),
            interfaces.stream().map(i -> "---").collect(joining(" | ")),
            members("technologies")
                .map(
                    technology ->
                        line(
                            text(technology, SKOS.prefLabel.asNode()),
                            interfaces.stream()
                                .map(i -> mark(SCHEMES, technology, SKOS.related.asNode(), i))
                                .collect(joining(" | "))))
                .collect(joining("\n")));
  }

  private static String productTable(Graph products) {
    return """
    ## Functional components, and the products of the example that fill them

    The products are those of `examples/europe/facts/products.jsonld`: open source, placed by what their own documentation
    says they do. A component without one is a gap of that list, and no judgement of the market.

    | component | what | products |
    | --- | --- | --- |
    %s
    """
        .formatted(filled(products, members("components").toList(), Icra.IMPLEMENTS_COMPONENT));
  }

  private static String topicTable(Graph products) {
    List<Node> topics = members("csf-topics").toList();
    return """
    ## Topics of the cybersecurity framework, and the products of the example that address them

    | topic | what | products |
    | --- | --- | --- |
    %s\
    """
        .formatted(filled(products, topics, Icra.ADDRESSES_TOPIC));
  }

  private static String filled(Graph products, List<Node> places, Node property) {
    return places.stream()
        .map(
            place ->
                line(
                    notation(place),
                    text(place, SKOS.prefLabel.asNode()),
                    products.stream(Node.ANY, property, place)
                        .map(t -> title(products, t.getSubject()))
                        .sorted()
                        .collect(joining(", "))))
        .collect(joining("\n", "", "\n"));
  }

  private static Graph products() throws IOException {
    return switch (new JsonLd("https://continuum.example/").read(Files.readAllBytes(PRODUCTS))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.findings());
    };
  }

  private static Stream<Node> rows() {
    return members("icra-2.0").filter(row -> !notation(row).contains("."));
  }

  /** In the order of their letters, and then of their numbers. */
  private static Stream<Node> members(String scheme) {
    Function<Node, String> letters = row -> notation(row).replaceFirst("\\d.*", "");
    Comparator<Node> byNumber =
        Comparator.comparing(
            row -> {
              String number = notation(row).replaceFirst("^\\D+", "");
              return number.isEmpty() ? 0.0 : order(number);
            });
    return SCHEMES.stream(
            Node.ANY, SKOS.inScheme.asNode(), NodeFactory.createURI(Icra.SCHEMES + scheme))
        .map(Triple::getSubject)
        .sorted(Comparator.comparing(letters).thenComparing(byNumber).thenComparing(Node::getURI));
  }

  private static double order(String number) {
    return number.matches("\\d+([.]\\d)?") ? Double.parseDouble(number) : 0;
  }

  private static List<String> questions(Node row) {
    return QUESTIONS.stream()
        .filter(q -> served(q).contains(notation(row)))
        .map(q -> "`" + q.name() + "`")
        .toList();
  }

  private static String otherwise(Node row) {
    return text(row, SKOS.note.asNode());
  }

  private static List<String> served(Question question) {
    return question
        .text()
        .lines()
        .filter(line -> line.startsWith("# rows: "))
        .flatMap(line -> Stream.of(line.substring("# rows: ".length()).split(" ")))
        .toList();
  }

  private static String mode(Node row) {
    return SCHEMES.stream(row, Icra.MODE_OF_SERVICE, Node.ANY)
        .map(t -> notation(t.getObject()))
        .sorted()
        .collect(joining(", "));
  }

  private static String mark(Graph graph, Node subject, Node property, Node object) {
    return graph.contains(subject, property, object) ? "x" : "";
  }

  private static String text(Node subject, Node property) {
    return SCHEMES.stream(subject, property, Node.ANY)
        .map(t -> t.getObject().getLiteralLexicalForm())
        .collect(joining());
  }

  private static String title(Graph graph, Node subject) {
    return graph.stream(subject, DCTerms.title.asNode(), Node.ANY)
        .map(t -> t.getObject().getLiteralLexicalForm())
        .collect(joining());
  }

  private static String notation(Node concept) {
    return concept.getURI().substring(concept.getURI().lastIndexOf('/') + 1);
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
