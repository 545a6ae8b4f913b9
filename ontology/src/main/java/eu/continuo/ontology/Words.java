package eu.continuo.ontology;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/** The vocabulary and the concept schemes as graphs, read from the jar. */
public final class Words {
  /** The files of {@code ontology/vocabulary}. */
  static final List<String> MODULES =
      List.of(
          "icra-architecture",
          "icra-commerce",
          "icra-core",
          "icra-data",
          "icra-energy",
          "icra-federation",
          "icra-graph",
          "icra-management",
          "icra-network",
          "icra-placement",
          "icra-resource",
          "icra-sla",
          "icra-trust",
          "icra-workload");

  /** The files of {@code ontology/schemes}. */
  static final List<String> SCHEMES =
      List.of(
          "dimensions",
          "endpoint-roles",
          "energy-sources",
          "figure-bases",
          "graph-kinds",
          "icra-2.0",
          "indicators",
          "jurisdictions",
          "kpis",
          "operators",
          "requirement-kinds",
          "service-categories",
          "service-models",
          "service-modes",
          "technologies",
          "tiers",
          "visibilities");

  private Words() {}

  /** Every term with its label, definition and source. */
  public static Graph vocabulary() {
    return read("vocabulary", MODULES);
  }

  /**
   * Every concept of every scheme, jurisdictions among them: what values of our properties may be.
   */
  public static Graph schemes() {
    return read("schemes", SCHEMES);
  }

  private static Graph read(String folder, List<String> names) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String name : names) {
      RDFParser.create()
          .source(
              Words.class.getResourceAsStream("/continuo/ontology/" + folder + "/" + name + ".ttl"))
          .base(Icra.NS)
          .lang(org.apache.jena.riot.Lang.TURTLE)
          .parse(graph);
    }
    return graph;
  }
}
