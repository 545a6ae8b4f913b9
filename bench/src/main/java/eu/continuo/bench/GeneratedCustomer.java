package eu.continuo.bench;

import eu.continuo.ontology.Icra;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/** What one generated customer wants to run: an application whose components call in a row. */
final class GeneratedCustomer {
  private static final int COMPONENTS = 5;

  private final String base;
  private final String name;
  private final Chance chance;
  private final Graph graph = GraphFactory.createDefaultGraph();

  GeneratedCustomer(String base, String name, Chance chance) {
    this.base = base;
    this.name = name;
    this.chance = chance;
  }

  /** The customer and its application. */
  Graph graph() {
    Description.of(graph, id("party/" + name), Icra.PARTY)
        .titled(name + " (generated)")
        .says(Icra.SUBJECT_TO_JURISDICTION, Land.DE.node())
        .counts(Icra.OWNER_COUNT, 0);
    Description application =
        Description.of(graph, id("application/" + name), Icra.APPLICATION)
            .titled("Application of " + name + " (generated)")
            .says(Icra.CONSUMER, id("party/" + name));
    List<Node> components = new ArrayList<>();
    for (int i = 0; i < COMPONENTS; i++) {
      components.add(component(name + "/" + i));
      application.says(Icra.HAS_COMPONENT, components.get(i));
    }
    for (int i = 1; i < COMPONENTS; i++) {
      Node link = id("link/" + name + "/" + i);
      Description.of(graph, link, Icra.CHAIN_LINK)
          .says(Icra.FROM_COMPONENT, components.get(i - 1))
          .says(Icra.TO_COMPONENT, components.get(i))
          .measures(Icra.MAX_LATENCY_MS, chance.between(30, 90));
      application.says(Icra.HAS_LINK, link);
    }
    return graph;
  }

  /** A component; half of them must stay in the Union, and half of those under its law. */
  private Node component(String place) {
    Node component = id("component/" + place);
    Description description =
        Description.of(graph, component, Icra.APPLICATION_COMPONENT)
            .measures(Icra.REQUESTS_VCPU, chance.between(5, 40, 1))
            .measures(Icra.REQUESTS_MEMORY_GIB, chance.between(5, 80, 1));
    if (chance.percent(50)) {
      description.says(Icra.REQUIRES, requirement(place, "location"));
      if (chance.percent(50)) {
        description.says(Icra.REQUIRES, requirement(place, "sovereignty"));
      }
    }
    return component;
  }

  private Node requirement(String place, String kind) {
    return Description.of(graph, id("requirement/" + place + "-" + kind), Icra.REQUIREMENT)
        .says(Icra.REQUIREMENT_KIND, Icra.concept("requirement-kinds", kind))
        .says(Icra.REQUIRED_PLACE, Land.place("EU"))
        .node();
  }

  private Node id(String local) {
    return NodeFactory.createURI(base + "id/" + local);
  }
}
