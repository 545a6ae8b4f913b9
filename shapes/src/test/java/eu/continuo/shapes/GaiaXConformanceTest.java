package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the shapes of Gaia-X 25.11, loaded alone, say of what is exported to it and of our data. */
@EnabledIfSystemProperty(
    named = "continuo.testsuites",
    matches = ".+",
    disabledReason =
        "The shapes of Gaia-X are no part of this project; name the folder of the suites with"
            + " -Dcontinuo.testsuites=FOLDER.")
class GaiaXConformanceTest {
  private static final String NS = "https://w3id.org/gaia-x/development#";
  private static final Path EXPORTED = Path.of("../sparql/exports/gaia-x/expected.ttl");
  private static final org.apache.jena.shacl.Shapes SHAPES =
      org.apache.jena.shacl.Shapes.parse(
          RDFDataMgr.loadGraph(
              Path.of(System.getProperty("continuo.testsuites", ""), "gaia-x-25.11", "gx.shacl.ttl")
                  .toString()));

  @Test
  void nothingIsFoundInWhatIsExported() {
    Graph exported = RDFDataMgr.loadGraph(EXPORTED.toString());
    assertThat(judge(exported).getEntries()).isEmpty();
  }

  /** That it says nothing means something: each kind of node is seen when it is spoilt. */
  @Test
  void aMissingOrAForeignPropertyIsFound() {
    for (String kind : new String[] {"ServiceOffering", "LegalPerson", "PhysicalResource"}) {
      Graph foreign = RDFDataMgr.loadGraph(EXPORTED.toString());
      Node node =
          foreign.stream(Node.ANY, RDF.type.asNode(), NodeFactory.createURI(NS + kind))
              .findFirst()
              .orElseThrow()
              .getSubject();
      foreign.add(
          Triple.create(
              node, eu.continuo.ontology.Icra.OWNER_COUNT, NodeFactory.createLiteralString("1")));
      assertThat(judge(foreign).getEntries()).as("a property of ours on a %s", kind).hasSize(1);
    }
    Graph missing = RDFDataMgr.loadGraph(EXPORTED.toString());
    missing.remove(Node.ANY, NodeFactory.createURI(NS + "registrationNumber"), Node.ANY);
    assertThat(judge(missing).getEntries()).hasSize(2);
  }

  @Test
  void ourDataIsNoneOfItsBusiness() throws IOException {
    Graph ours = GraphFactory.createDefaultGraph();
    for (Path document : RoundTripTest.documents()) {
      GraphUtil.addInto(ours, Cases.read(document));
    }
    assertThat(judge(ours).getEntries()).isEmpty();
  }

  private static ValidationReport judge(Graph data) {
    return ShaclValidator.get().validate(SHAPES, data);
  }
}
