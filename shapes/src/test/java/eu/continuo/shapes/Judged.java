package eu.continuo.shapes;

import eu.continuo.ontology.Icra;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/** Which classes are judged, which are not, and why not. */
final class Judged {
  /** The shapes of all concepts as one graph. */
  static final Graph SHAPES = parsed(Shapes.packaged());

  /** Classes that no shape targets, with the reason. */
  static final Map<Node, String> NOT_WRITTEN =
      Map.of(
          Icra.CONTROL_PATH,
          "the rule `control-paths` concludes it, nobody may assert it, and its test compares every"
              + " conclusion",
          Icra.SITE_CARBON,
          "the rule `site-carbon` concludes it, and nobody may assert it",
          Icra.COMPOSED_PROMISE,
          "two rules conclude it, and nobody may assert it",
          Icra.EFFECTIVE_PRICE,
          "the rule `effective-prices` concludes it, and nobody may assert it");

  /** Classes with figures that name no basis, with the reason. */
  static final Map<Node, String> KNOWN_OTHERWISE =
      Map.ofEntries(
          Map.entry(Icra.USAGE_RECORD, "what was charged is known from the invoice"),
          Map.entry(Icra.SWITCHING_TERMS, "a price in a contract is a promise"),
          Map.entry(Icra.PRICE_PLAN, "a price that is asked is a promise"),
          Map.entry(Icra.EFFECTIVE_PRICE, "a rule computes it from figures that name theirs"),
          Map.entry(Icra.SERVICE_LEVEL_OBJECTIVE, "a threshold is a promise"),
          Map.entry(Icra.THRESHOLD_OF, "a limit is set and not known"),
          Map.entry(Icra.APPLICATION_COMPONENT, "a request is a wish"),
          Map.entry(Icra.CHAIN_LINK, "a bound is a wish"),
          Map.entry(Icra.WORKLOAD, "use is measured: the mean of an observed hour"),
          Map.entry(Icra.FLAVOUR, "a size is what is sold, and not measured"),
          Map.entry(Icra.SITE_CARBON, "a rule computes it from figures that name theirs"),
          Map.entry(Icra.ENERGY_SHARE, "its mix names the basis"),
          Map.entry(Icra.ASSIGNMENT, "a plan computes it from figures that name theirs"),
          Map.entry(Icra.PLACEMENT_PLAN, "a plan computes it from figures that name theirs"));

  private Judged() {}

  private static Graph parsed(Shapes shapes) {
    Graph graph = GraphFactory.createDefaultGraph();
    shapes.texts().forEach(text -> RDFParser.fromString(text.turtle(), Lang.TURTLE).parse(graph));
    return graph;
  }
}
