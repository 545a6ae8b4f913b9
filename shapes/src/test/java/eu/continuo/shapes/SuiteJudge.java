package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;

/** Who can run a test of the SHACL suite. */
enum SuiteJudge {
  /** jena-shacl as it comes. */
  JENA {
    @Override
    Graph report(Graph shapes, Graph data) {
      return ShaclValidator.get().validate(ShaclValidator.get().parse(shapes), data).getGraph();
    }
  },

  /** Our judge, over the whole graph. */
  WHOLE {
    @Override
    Graph report(Graph shapes, Graph data) {
      return graph(
          ShaclValidator.get().validate(WellFormedShapes.parse(shapes), data).getEntries());
    }
  },

  /** Our judge, with all triples as one change of an empty graph. */
  CHANGE {
    @Override
    Graph report(Graph shapes, Graph data) {
      Shapes parsed = WellFormedShapes.parse(shapes);
      FocusGate gate = new FocusGate(parsed);
      Map<Shape, FocusGate.Affected> affected =
          gate.affected(
              new NetChange(data, data.stream().toList(), List.of()),
              GraphFactory.createDefaultGraph());
      List<ReportEntry> entries = new ArrayList<>(gate.judge(affected, data).entries());
      entries.addAll(ofTheEmptyGraph(parsed, affected));
      return graph(entries);
    }
  },

  /** RDF4J SHACL. */
  RDF4J {
    @Override
    Graph report(Graph shapes, Graph data) {
      return Rdf4jJudge.report(shapes, data).graph();
    }
  };

  /** The report of SHACL. */
  abstract Graph report(Graph shapes, Graph data);

  /** What a report says as a whole. */
  static boolean conforms(Graph report) {
    return report.stream(Node.ANY, SHACL.conforms, Node.ANY)
        .allMatch(triple -> Boolean.TRUE.equals(triple.getObject().getLiteralValue()));
  }

  /** A target that the data does not mention was judged before, when there was no data. */
  private static Collection<ReportEntry> ofTheEmptyGraph(
      Shapes shapes, Map<Shape, FocusGate.Affected> affected) {
    Graph empty = GraphFactory.createDefaultGraph();
    ValidationContext context = ValidationContext.create(shapes, empty);
    for (Shape shape : shapes.getTargetShapes()) {
      FocusGate.Affected some = affected.get(shape);
      if (some == null || some.every().isEmpty()) {
        Set<Node> judged = some == null ? Set.of() : some.focusNodes();
        VLib.focusNodes(empty, shape).stream()
            .filter(node -> !judged.contains(node))
            .forEach(node -> VLib.validateShape(context, empty, shape, node));
      }
    }
    return context.generateReport().getEntries();
  }

  private static Graph graph(Collection<ReportEntry> entries) {
    ValidationReport.Builder report = ValidationReport.create();
    ReportEntries.standard(entries).forEach(report::addReportEntry);
    return report.build().getGraph();
  }
}
