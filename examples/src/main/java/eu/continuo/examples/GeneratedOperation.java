package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * How a generated provider runs its first site: machines, power, key figures, what was measured,
 * and with whom it federates. Each of these is done by some of the providers of a region, by their
 * numbers, as in the example of Europe.
 */
final class GeneratedOperation {
  private static final String SOSA = "http://www.w3.org/ns/sosa/";
  static final Node OBSERVATION = NodeFactory.createURI(SOSA + "Observation");
  static final Node FEATURE = NodeFactory.createURI(SOSA + "hasFeatureOfInterest");
  static final Node RESULT = NodeFactory.createURI(SOSA + "hasSimpleResult");
  private static final Node PROPERTY = NodeFactory.createURI(SOSA + "observedProperty");
  private static final Node RESULT_TIME = NodeFactory.createURI(SOSA + "resultTime");

  private final Draft draft;
  private final int ofRegion;
  private final int number;
  private final String first;
  private final Node site;

  /**
   * The operation of a provider.
   *
   * @param draft the graph of the provider, to which it is added
   * @param number of the provider
   */
  GeneratedOperation(Draft draft, int number) {
    this.draft = draft;
    this.number = number;
    this.ofRegion = number % GeneratedRegion.PROVIDERS;
    this.first = "provider-" + number + "-0";
    this.site = draft.id("site/" + first);
  }

  /** Whether a provider runs a cluster that workloads can run on. */
  static boolean hasCluster(int number) {
    return number % 2 == 0;
  }

  void add() {
    if (hasCluster(number)) {
      machines();
    }
    if (ofRegion <= 8) {
      endpoint();
    }
    if (ofRegion % 4 == 0) {
      keyFigures();
    }
    if (ofRegion % 5 == 1) {
      mix();
    }
    if (ofRegion % 2 == 1) {
      measurement();
    }
    if (ofRegion % 4 == 1) {
      power();
    }
  }

  private void machines() {
    Description cluster =
        draft.a(Icra.CONTAINER_CLUSTER, "cluster/" + first).titled("Containers at " + first);
    if (ofRegion != 0) {
      cluster.says(Icra.AT_SITE, site);
      return;
    }
    Node leaf =
        draft
            .a(Icra.NETWORK_DEVICE, "network-device/" + first)
            .titled("Leaf at " + first)
            .says(Icra.AT_SITE, site)
            .node();
    for (int i = 0; i < 2; i++) {
      Node node =
          draft
              .a(Icra.COMPUTE_NODE, "compute-node/" + first + "-" + i)
              .titled("Node " + i + " at " + first)
              .says(Icra.AT_SITE, site)
              .says(Icra.DEPENDS_ON, leaf)
              .node();
      Node worker =
          draft
              .a(Icra.VIRTUAL_MACHINE, "virtual-machine/" + first + "-" + i)
              .titled("Worker " + i + " at " + first)
              .says(Icra.RUNS_ON, node)
              .node();
      cluster.says(Icra.RUNS_ON, worker);
      capacities(node, "node-" + i, 48);
      capacities(worker, "worker-" + i, 32);
    }
  }

  private void capacities(Node machine, String name, int vcpu) {
    capacity(machine, name, "vcpu", vcpu);
    capacity(machine, name, "memory-gib", 4 * vcpu);
  }

  private void capacity(Node machine, String name, String dimension, int total) {
    draft
        .a(Icra.CAPACITY, "capacity/" + first + "/" + name + "/" + dimension)
        .says(Icra.OF_RESOURCE, machine)
        .says(Icra.DIMENSION, Icra.concept("dimensions", dimension))
        .measures(Icra.TOTAL, total)
        .measures(Icra.ALLOCATABLE, total * 15 / 16)
        .measures(Icra.ALLOCATED, total / 4)
        .modelled();
  }

  /** It peers with the providers of its region that come before it. */
  private void endpoint() {
    Description endpoint =
        draft
            .a(Icra.FEDERATION_ENDPOINT, "federation-endpoint/provider-" + number)
            .says(Icra.OPERATED_BY, draft.id("party/provider-" + number))
            .says(Icra.ENDPOINT_ROLE, Icra.concept("endpoint-roles", "manager"));
    for (int i = 1; i <= Math.min(2, ofRegion); i++) {
      endpoint.says(Icra.PEERS_WITH, draft.id("federation-endpoint/provider-" + (number - i)));
    }
  }

  private void keyFigures() {
    keyFigure("PUE", 110, 160);
    keyFigure("REF", 10, 95);
  }

  private void keyFigure(String kpi, int least, int most) {
    year(draft.a(Icra.KPI_VALUE, "kpi-value/" + first + "/" + kpi))
        .says(Icra.OF_SITE, site)
        .says(Icra.KPI, Icra.concept("kpis", kpi))
        .measures(Icra.KPI_VALUE_OF, draft.chance().between(least, most, 2))
        .counts(Icra.MEASUREMENT_CATEGORY, 2)
        .modelled();
  }

  private void mix() {
    int wind = draft.chance().between(10, 60);
    int solar = draft.chance().between(5, 30);
    Description mix =
        year(draft.a(Icra.ENERGY_MIX, "energy-mix/" + first)).says(Icra.OF_SITE, site).modelled();
    Map.of("wind", wind, "solar", solar, "gas", 100 - wind - solar)
        .forEach(
            (source, percent) ->
                mix.says(
                    Icra.HAS_SHARE,
                    draft
                        .a(Icra.ENERGY_SHARE, "energy-mix/" + first + "/" + source)
                        .says(Icra.ENERGY_SOURCE, Icra.concept("energy-sources", source))
                        .measures(Icra.SHARE, Description.hundredths(percent))
                        .node()));
  }

  private void measurement() {
    draft
        .a(Icra.OBJECTIVE_MEASUREMENT, "measurement/" + first + "/2026-10")
        .says(Icra.OF_OBJECTIVE, draft.id("agreement/" + first + "-CaaS/availability"))
        .measures(RESULT, draft.chance().between(9950, 10000, 4))
        .at(Icra.PERIOD_START, "2026-10-01T00:00:00Z")
        .at(Icra.PERIOD_END, "2026-11-01T00:00:00Z");
  }

  private void power() {
    Node property = draft.id("property/it-power-kw");
    draft
        .a(Icra.THRESHOLD_OF, "threshold/" + first)
        .says(FEATURE, site)
        .says(PROPERTY, property)
        .measures(Icra.UPPER_LIMIT, 5);
    for (String hour : List.of("08", "09")) {
      draft
          .a(OBSERVATION, "observation/" + first + "/" + hour)
          .says(FEATURE, site)
          .says(PROPERTY, property)
          .measures(RESULT, draft.chance().between(30, 55, 1))
          .at(RESULT_TIME, "2026-11-24T" + hour + ":00:00Z");
    }
  }

  private static Description year(Description description) {
    return description
        .at(Icra.PERIOD_START, "2025-01-01T00:00:00Z")
        .at(Icra.PERIOD_END, "2026-01-01T00:00:00Z");
  }
}
