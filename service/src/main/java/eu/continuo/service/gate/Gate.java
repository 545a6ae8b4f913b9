package eu.continuo.service.gate;

import eu.continuo.shapes.ChangeReport;
import eu.continuo.shapes.Comparison;
import eu.continuo.shapes.Difference;
import eu.continuo.shapes.NetChange;
import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import eu.continuo.verdict.Verdict;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The judge of commits: what every asserted graph says together must be well formed. */
public final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Shapes shapes;
  private final Judges judges;
  private final Function<Graph, Comparison> second;
  private final Admission admission;

  /** A gate with these shapes, at which one engine judges. */
  public Gate(Shapes shapes) {
    this(shapes, Judges.FOCUS);
  }

  /** A gate with these shapes. */
  public Gate(Shapes shapes, Judges judges) {
    this(shapes, judges, Admission.OPEN);
  }

  /** A gate with these shapes, at which policies let changes in. */
  public Gate(Shapes shapes, Judges judges, Admission admission) {
    this(shapes, judges, shapes::compare, admission);
  }

  /**
   * As {@link #Gate(Shapes, Judges, Admission)}, where somebody else compares the engines.
   *
   * @param second gives what both found in a graph
   */
  public Gate(
      Shapes shapes, Judges judges, Function<Graph, Comparison> second, Admission admission) {
    this.shapes = shapes;
    this.judges = judges;
    this.second = second;
    this.admission = admission;
  }

  /** Whether policies let a change in. */
  public Admission admission() {
    return admission;
  }

  /**
   * Judges a change where it can matter. A shape of which the change reaches every target is named
   * in the log, for it makes a small commit dear.
   *
   * @param change of the union of asserted graphs, schemes among them, and the rows about graphs
   */
  public Judgement judge(NetChange change) {
    ChangeReport report = shapes.report(change);
    report.fallbacks().forEach(fallback -> LOG.info("Every target was judged: {}", fallback));
    Set<Node> nodes = new HashSet<>(report.focusNodes());
    Stream.of(change.added(), change.removed())
        .flatMap(Collection::stream)
        .forEach(triple -> nodes.add(triple.getSubject()));
    List<Finding> differences =
        judges == Judges.BOTH ? differences("gate.judges-differ", change.after()) : List.of();
    return new Judgement(
        differences.isEmpty() ? report.report().verdict() : Verdict.of(differences), nodes);
  }

  /**
   * A verdict about a change.
   *
   * @param focusNodes the nodes that it can affect
   */
  public record Judgement(Verdict verdict, Set<Node> focusNodes) {
    public Judgement {
      focusNodes = Set.copyOf(focusNodes);
    }
  }

  /** Judges some nodes of a graph by everything that is asked of them. */
  public Verdict judge(Graph judged, Set<Node> nodes) {
    return shapes.judge(judged, nodes);
  }

  /**
   * Judges everything, whatever changed last.
   *
   * @param judged the union of asserted graphs, schemes among them, and the rows about graphs
   */
  public Verdict judge(Graph judged) {
    return shapes.judge(judged);
  }

  /**
   * As {@link #judge(Graph)}, with all processors.
   *
   * @param judged can be read by many threads at once
   */
  public Verdict judgeAtOnce(Graph judged) {
    return shapes.judgeAtOnce(judged);
  }

  /**
   * Has two engines judge everything that both are known to judge alike.
   *
   * @param judged as for {@link #judge(Graph)}
   * @return what only one of them found
   */
  public List<Finding> compare(Graph judged) {
    return differences("audit.judges-differ", judged);
  }

  private List<Finding> differences(String code, Graph judged) {
    return switch (second.apply(judged)) {
      case Comparison.Agreed agreed -> List.of();
      case Comparison.Differ differ -> {
        LOG.error(
            "The judges differ.\njena-shacl:\n{}\nRDF4J:\n{}",
            RDFWriter.source(differ.jenaReport()).lang(Lang.TURTLE).asString(),
            RDFWriter.source(differ.rdf4jReport()).lang(Lang.TURTLE).asString());
        yield differ.differences().stream().map(difference -> finding(code, difference)).toList();
      }
    };
  }

  private static Finding finding(String code, Difference difference) {
    return new Finding(
        code,
        Severity.VIOLATION,
        difference.focusNode(),
        difference.path(),
        difference.value(),
        null,
        "Only " + difference.foundBy() + " finds " + difference.code() + " here.",
        "One of the engines that judge errs. Report it with this finding.");
  }

  /** What judges a change, as the log names it. */
  public String name() {
    return switch (judges) {
      case FOCUS -> "jena-shacl, by focus";
      case BOTH -> "jena-shacl, by focus; both jena-shacl and RDF4J, whole";
    };
  }

  /** What judges everything, as the log names it. */
  public String nameOfWhole() {
    return "jena-shacl, whole graph";
  }

  /** What identifies the shapes: provenance names it. */
  public String shapesVersion() {
    return shapes.version();
  }
}
