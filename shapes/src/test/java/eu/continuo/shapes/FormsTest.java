package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of each concept says what its shapes say, as far as a form can. */
class FormsTest {
  /** What a form can say where the path is one property. */
  private static final Set<Node> SAYABLE =
      Set.of(
          SHACL.MinCountConstraintComponent,
          SHACL.MaxCountConstraintComponent,
          SHACL.DatatypeConstraintComponent,
          SHACL.MinInclusiveConstraintComponent,
          SHACL.MinExclusiveConstraintComponent,
          SHACL.MaxInclusiveConstraintComponent,
          SHACL.MaxExclusiveConstraintComponent,
          SHACL.MinLengthConstraintComponent,
          SHACL.PatternConstraintComponent,
          SHACL.NodeConstraintComponent);

  static Stream<String> concepts() {
    return Shapes.packaged().texts().stream()
        .filter(text -> !Form.classes(parsed(text)).isEmpty())
        .map(ConceptShapes::concept);
  }

  @ParameterizedTest
  @MethodSource("concepts")
  void theFormIsCurrent(String concept) throws IOException {
    Graph own = parsed(text(concept));
    String question =
        ShapeRow.one(own, NodeFactory.createURI(ShapeIri.NS + concept), RDFS.label.asNode())
            .orElseThrow()
            .getLiteralLexicalForm();
    ReferencePage.holds(
        file(concept), ConformingNode.pretty(Form.of(concept, question, Form.classes(own))) + "\n");
  }

  @ParameterizedTest
  @MethodSource("concepts")
  void acceptsEveryConformingCase(String concept) throws IOException {
    Schema form = form(concept);
    for (Path document : Cases.conforming(concept)) {
      assertThat(errors(form, document)).as("%s", document).isEmpty();
    }
  }

  /** Refuses a violating case just where a shape finds what a form can say. */
  @ParameterizedTest
  @MethodSource("concepts")
  void refusesWhatItCanSay(String concept) throws IOException {
    Schema form = form(concept);
    for (Path folder : Cases.violating(concept)) {
      assertThat(errors(form, folder.resolve("input.jsonld")).isEmpty())
          .as("%s", folder)
          .isNotEqualTo(isSayable(RDFDataMgr.loadGraph(folder.resolve("report.ttl").toString())));
    }
  }

  private static boolean isSayable(Graph report) {
    return report.stream(Node.ANY, SHACL.resultSeverity, SHACL.Violation)
        .map(Triple::getSubject)
        .filter(
            result ->
                ShapeRow.objects(report, result, SHACL.sourceConstraintComponent)
                    .anyMatch(SAYABLE::contains))
        .anyMatch(
            result -> ShapeRow.objects(report, result, SHACL.resultPath).anyMatch(Node::isURI));
  }

  private static List<Error> errors(Schema form, Path document) throws IOException {
    return form.validate(Files.readString(document), InputFormat.JSON);
  }

  private static Schema form(String concept) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file(concept)));
  }

  private static Path file(String concept) {
    return Cases.ROOT.resolve(concept).resolve(concept + ".schema.json");
  }

  private static ConceptShapes text(String concept) {
    return Shapes.packaged().texts().stream()
        .filter(text -> text.concept().equals(concept))
        .findFirst()
        .orElseThrow();
  }

  private static Graph parsed(ConceptShapes text) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text.turtle(), Lang.TURTLE).parse(graph);
    return graph;
  }
}
