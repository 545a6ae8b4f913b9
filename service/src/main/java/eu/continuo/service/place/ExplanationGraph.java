package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * An explanation as RDF, beside its plan: a decision for each site that a component cannot have, a
 * match for each rule that was priced and each scenario, and what it was derived from.
 */
public final class ExplanationGraph {
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private final Graph graph = GraphFactory.createDefaultGraph();
  private final Node plan;

  private ExplanationGraph(Node plan) {
    this.plan = plan;
  }

  /** What an explanation says. */
  public static Graph of(Explained.Explanation explanation) {
    ExplanationGraph graph = new ExplanationGraph(NodeFactory.createURI(explanation.plan()));
    graph.describe(explanation);
    explanation.components().forEach(graph::component);
    explanation.unplaced().forEach(graph::unplaced);
    explanation.rules().forEach(rule -> graph.match("rule", rule));
    explanation.whatIf().forEach(scenario -> graph.match("scenario", scenario));
    return graph.graph;
  }

  private void describe(Explained.Explanation explanation) {
    Node node = NodeFactory.createURI(plan.getURI() + "/explanation");
    add(node, RDF.type.asNode(), prov("Entity"));
    add(node, prov("wasDerivedFrom"), plan);
    explanation
        .changedGraphs()
        .forEach(g -> add(node, prov("wasInfluencedBy"), NodeFactory.createURI(g)));
    Placed.Bound bound = explanation.bound();
    if (bound != null) {
      reason(
          node,
          String.format(
              Locale.ROOT,
              "The plan weighs %.2f euro a month; none weighs less than %.2f.",
              explanation.weighedEuroPerMonth(),
              bound.euroPerMonth()));
    }
    explanation.broken().forEach(words -> reason(node, words));
    add(
        plan,
        prov("generatedAtTime"),
        NodeFactory.createLiteralDT(explanation.at().toString(), XSDDatatype.XSDdateTime));
  }

  private void component(Explained.Why why) {
    Node assignment = PlanGraph.part(plan, "assignment", why.component());
    add(assignment, RDF.type.asNode(), Icra.ASSIGNMENT);
    add(assignment, Icra.IN_PLAN, plan);
    add(assignment, Icra.FOR_COMPONENT, NodeFactory.createURI(why.component()));
    add(assignment, Icra.AT_SITE, NodeFactory.createURI(why.site()));
    why.reasons().forEach(words -> reason(assignment, words));
    Map<String, List<String>> excluded = new LinkedHashMap<>();
    why.excluded()
        .forEach(x -> excluded.computeIfAbsent(x.site(), k -> new ArrayList<>()).add(x.words()));
    excluded.forEach((site, words) -> decision(why.component(), site, words));
  }

  private void unplaced(Explained.WhyNot whyNot) {
    for (Explained.Relaxed relaxed : whyNot.relaxations()) {
      decision(whyNot.component(), relaxed.site(), relaxed.words());
    }
  }

  /** A site that a component cannot have while all others stay. */
  private void decision(String component, String site, List<String> words) {
    Node decision = PlanGraph.part(plan, "decision", component + " " + site);
    add(decision, RDF.type.asNode(), Icra.DECISION);
    add(decision, Icra.IN_PLAN, plan);
    add(decision, Icra.FOR_COMPONENT, NodeFactory.createURI(component));
    add(decision, Icra.AT_SITE, NodeFactory.createURI(site));
    add(decision, Icra.ALLOWED, NodeFactory.createLiteralDT("false", XSDDatatype.XSDboolean));
    words.forEach(w -> reason(decision, w));
  }

  private void match(String kind, Explained.Scenario scenario) {
    Node match = PlanGraph.part(plan, kind, scenario.without());
    add(match, RDF.type.asNode(), Icra.CONSTRAINT_MATCH);
    add(match, Icra.IN_PLAN, plan);
    add(match, Icra.CONSTRAINT_NAME, NodeFactory.createLiteralString(scenario.without()));
    add(
        match,
        Icra.WEIGHT,
        NodeFactory.createLiteralString(
            String.format(
                Locale.ROOT, "%.2f euro a month", -scenario.weighedEuroPerMonth() + 0.0)));
    reason(match, scenario.words());
  }

  private void reason(Node node, String words) {
    add(node, Icra.REASON, NodeFactory.createLiteralString(words));
  }

  private void add(Node subject, Node property, Node object) {
    graph.add(subject, property, object);
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
