package eu.continuo.service.place;

import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decisions;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.solver.PlacementPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * A plan as RDF: what was placed where and why, what it lost points for, and what it was made from.
 */
final class PlanGraph {
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private final Graph graph = GraphFactory.createDefaultGraph();
  private final Node plan;

  private PlanGraph(Node plan) {
    this.plan = plan;
  }

  static Graph of(
      Node plan,
      List<Node> applications,
      PlacementPlan solved,
      Decisions decisions,
      List<GraphRow> inputs,
      Optional<Node> revised) {
    PlanGraph graph = new PlanGraph(plan);
    graph.describe(applications, solved, decisions);
    solved.assignments().forEach(a -> graph.assignment(a, decisions));
    for (int i = 0; i < solved.matches().size(); i++) {
      graph.match(i + 1, solved.matches().get(i));
    }
    inputs.forEach(graph::input);
    revised.ifPresent(of -> graph.add(plan, prov("wasRevisionOf"), of));
    return graph.graph;
  }

  private void describe(List<Node> applications, PlacementPlan solved, Decisions decisions) {
    add(plan, RDF.type.asNode(), Icra.PLACEMENT_PLAN);
    applications.forEach(a -> add(plan, Icra.FOR_APPLICATION, a));
    add(plan, Icra.COST_EURO_PER_MONTH, decimal(solved.totals().costEuroPerMonth()));
    add(plan, Icra.CARBON_GRAMS_PER_HOUR, decimal(solved.totals().carbonGramsPerHour()));
    add(
        plan,
        prov("generatedAtTime"),
        NodeFactory.createLiteralDT(decisions.now().toString(), XSDDatatype.XSDdateTime));
    decisions
        .policies()
        .values()
        .forEach(sha256 -> add(plan, prov("used"), NodeFactory.createURI("urn:sha256:" + sha256)));
    add(plan, prov("used"), NodeFactory.createURI("urn:sha256:" + decisions.dataSha256()));
  }

  private void assignment(PlacementPlan.Assignment assigned, Decisions decisions) {
    Node component = NodeFactory.createURI(assigned.component().value());
    Node node = part("assignment", assigned.component().value());
    add(node, RDF.type.asNode(), Icra.ASSIGNMENT);
    add(node, Icra.IN_PLAN, plan);
    add(node, Icra.FOR_COMPONENT, component);
    add(node, Icra.AT_SITE, NodeFactory.createURI(assigned.site().value()));
    add(node, Icra.COST_EURO_PER_MONTH, decimal(assigned.costEuroPerMonth()));
    add(node, Icra.CARBON_GRAMS_PER_HOUR, decimal(assigned.carbonGramsPerHour()));
    Keeping.reasons(assigned, decisions)
        .forEach(r -> add(node, Icra.REASON, NodeFactory.createLiteralString(r)));
  }

  private void match(int number, PlacementPlan.ConstraintMatch match) {
    Node node = NodeFactory.createURI(plan.getURI() + "/match/" + number);
    add(node, RDF.type.asNode(), Icra.CONSTRAINT_MATCH);
    add(node, Icra.IN_PLAN, plan);
    add(node, Icra.CONSTRAINT_NAME, NodeFactory.createLiteralString(match.constraint()));
    add(
        node,
        Icra.WEIGHT,
        NodeFactory.createLiteralString(
            match.points() + " " + match.level().name().toLowerCase(java.util.Locale.ROOT)));
    add(node, Icra.REASON, NodeFactory.createLiteralString(match.words()));
  }

  private void input(GraphRow row) {
    Node usage = part("usage", row.name().iri());
    add(plan, prov("qualifiedUsage"), usage);
    add(usage, RDF.type.asNode(), prov("Usage"));
    add(usage, prov("entity"), row.name().node());
    add(
        usage,
        Icra.GRAPH_VERSION,
        NodeFactory.createLiteralDT(Long.toString(row.version()), XSDDatatype.XSDinteger));
  }

  private Node part(String kind, String of) {
    return part(plan, kind, of);
  }

  /** The node of a part of a plan. */
  static Node part(Node plan, String kind, String of) {
    return NodeFactory.createURI(
        plan.getURI() + "/" + kind + "/" + Canonical.digest(of).substring(0, 16));
  }

  private void add(Node subject, Node property, Node object) {
    graph.add(subject, property, object);
  }

  private static Node decimal(double value) {
    return NodeFactory.createLiteralDT(
        BigDecimal.valueOf(value)
            .setScale(4, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString(),
        XSDDatatype.XSDdecimal);
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
