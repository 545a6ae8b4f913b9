package eu.continuo.bench;

import eu.continuo.ontology.Icra;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/** What one generated provider declares: its owners with their credentials, and its sites. */
final class GeneratedProvider {
  private static final String GEO = "http://www.opengis.net/ont/geosparql#";
  private static final Node ENVELOPED =
      NodeFactory.createURI("https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential");
  private static final List<Land> LANDS = List.of(Land.values());
  private static final int OWNERS_MAX = 3;
  private static final int SITES_MAX = 5;

  private final String base;
  private final String name;
  private final TrustOffice office;
  private final Chance chance;
  private final Graph graph = GraphFactory.createDefaultGraph();

  GeneratedProvider(String base, String name, TrustOffice office, Chance chance) {
    this.base = base;
    this.name = name;
    this.office = office;
    this.chance = chance;
  }

  /** Everything that the provider declares. */
  Graph graph() {
    Land home = chance.oneOf(LANDS);
    parties(home);
    int sites = chance.between(1, SITES_MAX);
    for (int i = 0; i < sites; i++) {
      site(name + "-" + i, chance.percent(70) ? home : chance.oneOf(LANDS));
    }
    return graph;
  }

  /** The provider, who controls it, who controls that one, and so on. */
  private void parties(Land home) {
    List<Node> chain = new ArrayList<>(List.of(id("party/" + name)));
    int owners = chance.between(0, OWNERS_MAX);
    for (int i = 1; i <= owners; i++) {
      chain.add(id("party/" + name + "/owner-" + i));
    }
    for (int i = 0; i < chain.size(); i++) {
      Node party = chain.get(i);
      Land seat = i == 0 || chance.percent(80) ? home : chance.oneOf(LANDS);
      List<Node> controlledBy = chain.subList(i + 1, Math.min(i + 2, chain.size()));
      Description description =
          Description.of(graph, party, Icra.PARTY)
              .titled((i == 0 ? name : name + ", owner " + i) + " (generated)")
              .says(Icra.SUBJECT_TO_JURISDICTION, seat.node())
              .counts(Icra.OWNER_COUNT, controlledBy.size());
      controlledBy.forEach(owner -> description.says(Icra.CONTROLLED_BY, owner));
      // Some bring no credential, so that nothing under them is sovereign.
      if (chance.percent(95)) {
        graph.add(office.credential(party, seat, controlledBy), RDF.type.asNode(), ENVELOPED);
      }
    }
  }

  private void site(String place, Land land) {
    Node site = id("site/" + place);
    Node geometry = id("site/" + place + "/geometry");
    Description.of(graph, site, Icra.SITE)
        .titled("Site " + place + " (generated)")
        .says(Icra.OPERATED_BY, id("party/" + name))
        .says(Icra.COUNTRY, land.node())
        .says(Icra.TIER, Icra.concept("tiers", chance.oneOf(List.of("cloud", "edge", "far-edge"))))
        .says(Icra.FAILURE_DOMAIN, "metro-" + place, XSDDatatype.XSDstring)
        .says(Icra.IN_GRID_ZONE, GeneratedContinuum.zone(base, land))
        .says(NodeFactory.createURI(GEO + "hasGeometry"), geometry);
    Description.of(graph, geometry, NodeFactory.createURI(GEO + "Geometry"))
        .says(
            NodeFactory.createURI(GEO + "asWKT"),
            "POINT(%s %s)".formatted(near(land.longitude()), near(land.latitude())),
            TypeMapper.getInstance().getSafeTypeByName(GEO + "wktLiteral"));
    capacity(site, place, "vcpu", chance.between(64, 1024));
    capacity(site, place, "memory-gib", chance.between(256, 4096));
    Description.of(graph, id("energy-profile/" + place), Icra.ENERGY_PROFILE)
        .says(Icra.OF_SITE, site)
        .measures(Icra.PUE, chance.between(105, 180, 2))
        .measures(Icra.WATTS_PER_VCPU, chance.between(300, 900, 2))
        .modelled();
    offering(site, place);
  }

  private void capacity(Node site, String place, String dimension, int total) {
    int allocatable = total * 9 / 10;
    Description.of(graph, id("capacity/" + place + "/" + dimension), Icra.CAPACITY)
        .says(Icra.OF_SITE, site)
        .says(Icra.DIMENSION, Icra.concept("dimensions", dimension))
        .measures(Icra.TOTAL, total)
        .measures(Icra.ALLOCATABLE, allocatable)
        .measures(Icra.ALLOCATED, chance.between(0, allocatable / 2))
        .modelled();
  }

  private void offering(Node site, String place) {
    Node offering = id("offering/" + place + "-caas");
    Node agreement = id("agreement/" + place + "-caas");
    Node objective = id("agreement/" + place + "-caas/availability");
    Description.of(graph, offering, Icra.SERVICE_OFFERING)
        .titled("Containers at " + place + " (generated)")
        .says(Icra.OFFERED_BY, id("party/" + name))
        .says(Icra.AT_SITE, site)
        .says(Icra.SERVICE_MODEL, Icra.concept("service-models", "CaaS"))
        .measures(Icra.PRICE_VCPU_HOUR_EURO, chance.between(100, 600, 4))
        .measures(Icra.PRICE_GIB_HOUR_EURO, chance.between(10, 80, 4))
        .modelled();
    Description.of(graph, agreement, Icra.SERVICE_LEVEL_AGREEMENT)
        .titled("Service levels at " + place + " (generated)")
        .says(Icra.FOR_OFFERING, offering)
        .says(Icra.OBJECTIVE, objective);
    Description.of(graph, objective, Icra.SERVICE_LEVEL_OBJECTIVE)
        .says(Icra.INDICATOR, Icra.concept("indicators", "availability"))
        .says(Icra.OPERATOR, Icra.concept("operators", "at-least"))
        .measures(Icra.THRESHOLD, chance.between(9900, 9999, 4))
        .says(Icra.WINDOW, "P30D", XSDDatatype.XSDduration);
  }

  /** Within a degree and a half of a point. */
  private BigDecimal near(int degrees) {
    return BigDecimal.valueOf(degrees).add(chance.between(-15000, 15000, 4));
  }

  private Node id(String local) {
    return NodeFactory.createURI(base + "id/" + local);
  }
}
