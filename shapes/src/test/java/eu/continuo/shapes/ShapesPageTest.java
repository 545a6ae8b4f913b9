package eu.continuo.shapes;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.Test;

/** The page of all concepts: what is checked, which cases hold it, and what each case finds. */
class ShapesPageTest {
  @Test
  void thePageIsCurrent() throws IOException {
    ReferencePage.holds(ReferencePage.FOLDER.resolve("shapes.md"), page());
  }

  private static String page() {
    List<ConceptShapes> concepts = Shapes.packaged().texts();
    long violating =
        concepts.stream().mapToLong(text -> Cases.violating(text.concept()).size()).sum();
    return """
    # Shapes

    %d concepts, each a folder of [`shapes/`](../../shapes/README.md), and %d cases in which something is found. A violation
    refuses, a warning is reported. `^x` is the property `x` of another node that names this one. The page is made from the
    shapes and the cases, and a test proves it current; %s writes it anew.

    %s
    ## Classes that no shape judges

    %s
    ## Figures that name no basis

    Every other class with a figure says whether it is measured, modelled or a default.

    %s\
    """
        .formatted(
            concepts.size(),
            violating,
            ReferencePage.COMMAND,
            concepts.stream().map(ShapesPageTest::section).collect(joining("\n")),
            reasons(Judged.NOT_WRITTEN),
            reasons(Judged.KNOWN_OTHERWISE));
  }

  private static String section(ConceptShapes text) {
    Graph own = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text.turtle(), Lang.TURTLE).parse(own);
    return """
    ## %s

    %s

    %s
    | case | found |
    | --- | --- |
    %s%s\
    """
        .formatted(
            text.concept(),
            label(own, text.concept()),
            own.stream(Node.ANY, SHACL.targetClass, Node.ANY)
                .map(Triple::getSubject)
                .distinct()
                .sorted(Comparator.comparing(Node::getURI))
                .map(shape -> table(own, shape))
                .collect(joining("\n")),
            Cases.conforming(text.concept()).stream()
                .map(file -> ReferencePage.row(name(file), "nothing"))
                .collect(joining()),
            Cases.violating(text.concept()).stream()
                .map(folder -> ReferencePage.row(name(folder), found(folder)))
                .collect(joining()));
  }

  private static String table(Graph own, Node shape) {
    List<String> targets =
        ShapeRow.objects(own, shape, SHACL.targetClass)
            .map(type -> own.getPrefixMapping().shortForm(type.getURI()).replace("icra:", ""))
            .sorted()
            .toList();
    return """
    %s%s

    %s%s\
    """
        .formatted(
            "Of each `" + String.join("`, `", targets) + "`:",
            ShapeRow.one(own, shape, SHACL.message)
                .map(message -> " " + message.getLiteralLexicalForm())
                .orElse(""),
            ShapeRow.head(),
            ShapeRow.rowsOf(Judged.SHAPES, shape).map(ShapeRow::markdown).collect(joining()));
  }

  private static String label(Graph own, String concept) {
    return ShapeRow.one(own, NodeFactory.createURI(ShapeIri.NS + concept), RDFS.label.asNode())
        .orElseThrow()
        .getLiteralLexicalForm();
  }

  private static String found(Path folder) {
    Graph report = RDFDataMgr.loadGraph(folder.resolve("report.ttl").toUri().toString());
    return report.stream(Node.ANY, SHACL.resultMessage, Node.ANY)
        .map(
            result ->
                ShapeRow.one(report, result.getSubject(), SHACL.resultSeverity)
                        .orElseThrow()
                        .getLocalName()
                    + ": "
                    + result.getObject().getLiteralLexicalForm())
        .distinct()
        .sorted()
        .collect(joining(" "));
  }

  private static String name(Path path) {
    return path.getFileName().toString().replace(".jsonld", "");
  }

  private static String reasons(Map<Node, String> reasons) {
    return reasons.entrySet().stream()
        .sorted(Comparator.comparing(reason -> reason.getKey().getLocalName()))
        .map(reason -> "- `" + reason.getKey().getLocalName() + "`: " + reason.getValue() + "\n")
        .collect(joining());
  }
}
