package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;

/**
 * What one generated customer wants to run: two applications whose components call in a row, and
 * data that lies near one provider.
 */
final class GeneratedCustomer {
  /** How many components an application has. */
  static final int COMPONENTS = 6;

  static final int APPLICATIONS = 2;

  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String SPDX = "http://spdx.org/rdf/terms#";

  private final int number;
  private final int near;
  private final String name;
  private final Draft draft;
  private final Chance chance;

  /**
   * A customer.
   *
   * @param near the number of the provider that it is near to
   */
  GeneratedCustomer(String base, long seed, int number, int near) {
    this.number = number;
    this.near = near;
    this.name = "customer-" + number;
    this.draft = Draft.of(base, seed, name);
    this.chance = draft.chance();
  }

  /** The customer, its applications and its data. */
  Graph graph() {
    draft
        .a(Icra.PARTY, "party/" + name)
        .titled(name)
        .says(Icra.SUBJECT_TO_JURISDICTION, Land.DE.node())
        .counts(Icra.OWNER_COUNT, 0);
    for (int i = 0; i < APPLICATIONS; i++) {
      application(name + "/" + i, i == 0);
    }
    data();
    return draft.graph();
  }

  private void application(String place, boolean isRunning) {
    Description application =
        draft
            .a(Icra.APPLICATION, "application/" + place)
            .titled("Application " + place)
            .says(Icra.CONSUMER, draft.id("party/" + name));
    List<Node> components = new ArrayList<>();
    for (int i = 0; i < COMPONENTS; i++) {
      components.add(component(place, i, isRunning));
      application.says(Icra.HAS_COMPONENT, components.get(i));
    }
    for (int i = 1; i < COMPONENTS; i++) {
      Description link =
          draft
              .a(Icra.CHAIN_LINK, "link/" + place + "/" + i)
              .says(Icra.FROM_COMPONENT, components.get(i - 1))
              .says(Icra.TO_COMPONENT, components.get(i))
              .measures(Icra.MAX_LATENCY_MS, chance.between(30, 90));
      if (chance.percent(40)) {
        link.says(Icra.CONFIDENTIAL, "true", XSDDatatype.XSDboolean);
      }
      application.says(Icra.HAS_LINK, link.node());
    }
  }

  /** Most components must stay in the Union, and most of those under its law. */
  private Node component(String application, int i, boolean isRunning) {
    String place = application + "/" + i;
    Description component =
        draft
            .a(Icra.APPLICATION_COMPONENT, "component/" + place)
            .titled("Component " + i)
            .measures(Icra.REQUESTS_VCPU, chance.between(5, 40, 1))
            .measures(Icra.REQUESTS_MEMORY_GIB, chance.between(5, 80, 1));
    if (chance.percent(75)) {
      component.says(Icra.REQUIRES, requirement(place, "location"));
      if (chance.percent(75)) {
        component.says(Icra.REQUIRES, requirement(place, "sovereignty"));
      }
    }
    if (isRunning && i < 3) {
      component.counts(Icra.DESIRED_REPLICAS, chance.between(1, 3));
    }
    if (isRunning && i == 0) {
      component.says(Icra.USES_OFFERING, draft.id("offering/provider-" + near + "-0-CaaS"));
    }
    if (!isRunning && i == 0) {
      component
          .measures(Icra.REQUESTS_GPU, chance.between(1, 4))
          .says(Icra.PREEMPTIBLE, "true", XSDDatatype.XSDboolean)
          .says(Icra.EXPECTED_RUNTIME, "PT3H", XSDDatatype.XSDdayTimeDuration)
          .at(Icra.DEADLINE, "2026-11-25T18:00:00Z");
    }
    return component.node();
  }

  private Node requirement(String place, String kind) {
    return draft
        .a(Icra.REQUIREMENT, "requirement/" + place + "-" + kind)
        .says(Icra.REQUIREMENT_KIND, Icra.concept("requirement-kinds", kind))
        .says(Icra.REQUIRED_PLACE, Land.place("EU"))
        .node();
  }

  private void data() {
    Description data =
        draft
            .a(Icra.DATA_PRODUCT, "data-product/" + name)
            .titled("Data of " + name)
            .says(DCTerms.publisher.asNode(), draft.id("party/" + name))
            .says(Icra.REQUIRES, requirement(name + "/data", "location"));
    for (int i = 0; i < 2; i++) {
      Node checksum = draft.id("checksum/" + name + "-" + i);
      Description.of(draft.graph(), checksum, NodeFactory.createURI(SPDX + "Checksum"))
          .says(
              NodeFactory.createURI(SPDX + "checksumValue"),
              NodeFactory.createLiteralString("c" + number));
      data.says(
          NodeFactory.createURI(DCAT + "distribution"),
          draft
              .a(NodeFactory.createURI(DCAT + "Distribution"), "distribution/" + name + "-" + i)
              .says(Icra.AT_SITE, draft.id("site/provider-" + Math.max(0, near - i) + "-0"))
              .measures(
                  NodeFactory.createURI(DCAT + "byteSize"), chance.between(1000, 9000) * 1000000L)
              .says(NodeFactory.createURI(SPDX + "checksum"), checksum)
              .node());
    }
  }
}
