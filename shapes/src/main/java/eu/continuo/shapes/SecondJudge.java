package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.expr.ExprNotComparableException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;

/**
 * Has RDF4J judge again, by the part of the shapes that it is trusted with, and compares its
 * results with those of Jena by that part.
 *
 * <p>Results are compared as a set, and by the path of their shape and not by its name: of two
 * constraints that say the same of the same nodes, RDF4J judges one.
 */
final class SecondJudge {
  private static final Set<Node> BOUNDS =
      Set.of(
          SHACL.MinInclusiveConstraintComponent,
          SHACL.MaxInclusiveConstraintComponent,
          SHACL.MinExclusiveConstraintComponent,
          SHACL.MaxExclusiveConstraintComponent);

  private final ProvedShapes proved;
  private final Shapes shapes;

  SecondJudge(Shapes all, Trust trust) {
    this.proved = ProvedShapes.of(all, trust);
    this.shapes = ShaclValidator.get().parse(proved.graph());
  }

  List<Unproved> unproved() {
    return proved.unproved();
  }

  /** The part of the shapes that both engines judge. */
  Graph graph() {
    return proved.graph();
  }

  /** What both must find: a result, with the path of its shape in the place of its name. */
  record Claim(
      Node focusNode, @Nullable Path path, Node component, Node severity, @Nullable Node value) {
    Difference foundBy(Difference.Engine engine) {
      return new Difference(
          engine,
          Findings.text(focusNode),
          path == null ? null : Findings.text(path),
          Code.of(component),
          value == null ? null : Findings.text(value));
    }
  }

  Comparison compare(Graph data) {
    Graph byJena = jenaReport(data);
    Rdf4jJudge.Judged byRdf4j = Rdf4jJudge.report(proved.graph(), data);
    Set<Claim> jena = comparable(byJena, data);
    Set<Claim> rdf4j = comparable(byRdf4j.graph(), data);
    List<Difference> differences = new ArrayList<>();
    if (!byRdf4j.truncated()) {
      differences.addAll(only(Difference.Engine.JENA, jena, rdf4j));
    }
    differences.addAll(only(Difference.Engine.RDF4J, rdf4j, jena));
    return differences.isEmpty()
        ? new Comparison.Agreed(proved.constraints(), rdf4j.size(), proved.unproved())
        : new Comparison.Differ(byJena, byRdf4j.graph(), differences);
  }

  private Graph jenaReport(Graph data) {
    ValidationReport.Builder report = ValidationReport.create();
    ReportEntries.standard(ShaclValidator.get().validate(shapes, data).getEntries())
        .forEach(report::addReportEntry);
    return report.build().getGraph();
  }

  private static List<Difference> only(
      Difference.Engine engine, Set<Claim> claims, Set<Claim> others) {
    Set<Claim> only = new LinkedHashSet<>(claims);
    only.removeAll(others);
    return only.stream().map(claim -> claim.foundBy(engine)).toList();
  }

  private Set<Claim> comparable(Graph report, Graph data) {
    Set<Claim> claims = claims(report);
    claims.removeIf(claim -> !isComparable(claim, data));
    return claims;
  }

  /** What a report says, as this judge compares it. */
  Set<Claim> claims(Graph report) {
    return Result.of(report).stream()
        .map(this::claim)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Claim claim(Result result) {
    Path path =
        shapes.getShape(result.shape()) instanceof PropertyShape property
            ? property.getPath()
            : null;
    return new Claim(
        result.focusNode(), path, result.component(), result.severity(), result.value());
  }

  /**
   * Whether RDF4J is right for such values. Where it asks for so many values at least, it counts
   * two literals as one where neither is less than the other, such as a number and a text; and it
   * finds a place in the order for a number that is ill-formed.
   */
  private static boolean isComparable(Claim claim, Graph data) {
    if (BOUNDS.contains(claim.component())) {
      return claim.value() == null
          || !claim.value().isLiteral()
          || claim.value().getLiteral().isWellFormed();
    }
    if (claim.path() == null || !claim.component().equals(SHACL.MinCountConstraintComponent)) {
      return true;
    }
    List<Node> literals =
        ShaclPaths.valueNodes(data, claim.focusNode(), claim.path()).stream()
            .filter(Node::isLiteral)
            .toList();
    return literals.stream()
        .allMatch(
            one ->
                literals.stream().allMatch(other -> one.equals(other) || areOrdered(one, other)));
  }

  private static boolean areOrdered(Node one, Node other) {
    try {
      return NodeValue.compare(NodeValue.makeNode(one), NodeValue.makeNode(other)) != 0;
    } catch (ExprNotComparableException e) {
      return false;
    }
  }
}
