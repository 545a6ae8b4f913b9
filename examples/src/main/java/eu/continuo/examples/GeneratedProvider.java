package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** What one generated provider declares: its owners with their credentials, sites and offers. */
final class GeneratedProvider {
  /** How many sites it has at most; the first has the number 0 and is always there. */
  static final int SITES_MAX = 7;

  private static final String GEO = "http://www.opengis.net/ont/geosparql#";
  private static final Node ENVELOPED =
      NodeFactory.createURI("https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential");
  private static final List<Land> LANDS = List.of(Land.values());
  private static final int OWNERS_MAX = 2;

  private final int number;
  private final String name;
  private final GeneratedRegion region;
  private final TrustOffice office;
  private final Draft draft;
  private final Chance chance;
  private final boolean opens;
  private final boolean lets;
  private final int family;

  GeneratedProvider(String base, long seed, int number, TrustOffice office) {
    this.number = number;
    this.name = "provider-" + number;
    this.region = GeneratedRegion.of(base, seed, number);
    this.office = office;
    this.draft = Draft.of(base, seed, name);
    this.chance = draft.chance();
    this.opens = chance.percent(75);
    this.lets = chance.percent(65);
    this.family = chance.between(0, 5);
  }

  /** Everything that the provider declares. */
  Graph graph() {
    Land home = chance.oneOf(LANDS);
    parties(home);
    if (lets) {
      draft
          .a(Icra.SWITCHING_TERMS, "switching-terms/" + name)
          .counts(Icra.NOTICE_DAYS, chance.between(0, 60))
          .counts(Icra.RETRIEVAL_DAYS, chance.between(30, 90))
          .measures(Icra.PRICE_EGRESS_GIGABYTE_EURO, chance.between(0, 70, 3))
          .says(DCTerms.format.asNode(), NodeFactory.createLiteralString("text/csv"))
          .says(DCTerms.format.asNode(), NodeFactory.createLiteralString("application/json"));
    }
    int sites = chance.between(1, SITES_MAX);
    for (int i = 0; i < sites; i++) {
      site(name + "-" + i, chance.percent(70) ? home : chance.oneOf(LANDS));
    }
    new GeneratedOperation(draft, number).add();
    return draft.graph();
  }

  /** The provider, who controls it, who controls that one, and so on. */
  private void parties(Land home) {
    List<Node> chain = new ArrayList<>(List.of(draft.id("party/" + name)));
    int owners = chance.between(0, OWNERS_MAX);
    for (int i = 1; i <= owners; i++) {
      chain.add(draft.id("party/" + name + "/owner-" + i));
    }
    for (int i = 0; i < chain.size(); i++) {
      Node party = chain.get(i);
      Land seat = i == 0 || chance.percent(80) ? home : chance.oneOf(LANDS);
      List<Node> controlledBy = chain.subList(i + 1, Math.min(i + 2, chain.size()));
      Description description =
          Description.of(draft.graph(), party, Icra.PARTY)
              .titled(i == 0 ? name : name + ", owner " + i)
              .says(Icra.SUBJECT_TO_JURISDICTION, seat.node())
              .counts(Icra.OWNER_COUNT, controlledBy.size());
      controlledBy.forEach(owner -> description.says(Icra.CONTROLLED_BY, owner));
      // Some bring no credential, so that nothing under them is sovereign.
      if (chance.percent(95)) {
        draft
            .graph()
            .add(office.credential(party, seat, controlledBy), RDF.type.asNode(), ENVELOPED);
      }
    }
  }

  private void site(String place, Land land) {
    Node geometry = draft.id("site/" + place + "/geometry");
    Node site =
        draft
            .a(Icra.SITE, "site/" + place)
            .titled("Site " + place)
            .says(Icra.OWNED_BY, region.vendor(draft, chance.between(0, 99)))
            .says(Icra.OPERATED_BY, draft.id("party/" + name))
            .says(Icra.COUNTRY, land.node())
            .says(Icra.TIER, Icra.concept("tiers", chance.oneOf(List.of("cloud", "cloud", "edge"))))
            .says(Icra.FAILURE_DOMAIN, "metro-" + place, XSDDatatype.XSDstring)
            .says(Icra.IN_GRID_ZONE, region.zone(draft, land, chance.between(0, 9)))
            .says(NodeFactory.createURI(GEO + "hasGeometry"), geometry)
            .sourced()
            .node();
    Description.of(draft.graph(), geometry, NodeFactory.createURI(GEO + "Geometry"))
        .says(
            NodeFactory.createURI(GEO + "asWKT"),
            "POINT(%s %s)".formatted(near(land.longitude()), near(land.latitude())),
            TypeMapper.getInstance().getSafeTypeByName(GEO + "wktLiteral"));
    capacity(site, place, "vcpu", chance.between(64, 1024));
    capacity(site, place, "memory-gib", chance.between(256, 4096));
    if (chance.percent(21)) {
      capacity(site, place, "gpu", chance.between(8, 32));
    }
    draft
        .a(Icra.ENERGY_PROFILE, "energy-profile/" + place)
        .says(Icra.OF_SITE, site)
        .measures(Icra.PUE, chance.between(105, 180, 2))
        .measures(Icra.WATTS_PER_VCPU, chance.between(300, 900, 2))
        .modelled()
        .sourced();
    agreement(offering(site, place, "CaaS"), place);
    if (chance.percent(20)) {
      offering(site, place, chance.oneOf(List.of("IaaS", "PaaS", "AIaaS")));
    }
  }

  private void capacity(Node site, String place, String dimension, int total) {
    int allocatable = total * 9 / 10;
    draft
        .a(Icra.CAPACITY, "capacity/" + place + "/" + dimension)
        .says(Icra.OF_SITE, site)
        .says(Icra.DIMENSION, Icra.concept("dimensions", dimension))
        .measures(Icra.TOTAL, total)
        .measures(Icra.ALLOCATABLE, allocatable)
        .measures(Icra.ALLOCATED, chance.between(0, allocatable / 2))
        .modelled();
  }

  private Node offering(Node site, String place, String model) {
    Description offering =
        draft
            .a(Icra.SERVICE_OFFERING, "offering/" + place + "-" + model)
            .titled(model + " at " + place)
            .says(Icra.OFFERED_BY, draft.id("party/" + name))
            .says(Icra.AT_SITE, site)
            .says(Icra.SERVICE_MODEL, Icra.concept("service-models", model))
            .measures(Icra.PRICE_VCPU_HOUR_EURO, chance.between(100, 600, 4))
            .measures(Icra.PRICE_GIB_HOUR_EURO, chance.between(10, 80, 4))
            .measures(Icra.PRICE_GPU_HOUR_EURO, chance.between(80, 300, 2))
            .modelled();
    if (chance.percent(8)) {
      offering.says(Icra.PRICE_PLAN_OF, pricePlan(place + "-" + model));
    }
    if (model.equals("CaaS") || model.equals("IaaS")) {
      for (int size = 0; size < 4; size++) {
        offering.says(Icra.HAS_FLAVOUR, region.flavour(draft, family, size));
      }
    }
    if (opens) {
      offering.says(Icra.USES_TECHNOLOGY, GeneratedRegion.technology("kubernetes-api"));
    }
    if (lets) {
      offering.says(Icra.SWITCHING_TERMS_OF, draft.id("switching-terms/" + name));
    }
    return offering.node();
  }

  /** A year in advance, in a currency that not every place has. */
  private Node pricePlan(String local) {
    return draft
        .a(Icra.PRICE_PLAN, "price-plan/" + local)
        .says(
            GeneratedRegion.PRICE_CURRENCY,
            NodeFactory.createLiteralString(chance.percent(50) ? "USD" : "EUR"))
        .measures(Icra.PRICE_VCPU_HOUR, chance.between(100, 600, 4))
        .measures(Icra.PRICE_GIB_HOUR, chance.between(10, 80, 4))
        .measures(Icra.PRICE_GPU_HOUR, chance.between(80, 300, 2))
        .measures(Icra.DISCOUNT_RATIO, chance.between(5, 40, 2))
        .counts(Icra.MINIMUM_TERM_MONTHS, 12)
        .at(Icra.VALID_FROM, "2026-10-01T00:00:00Z")
        .at(Icra.VALID_UNTIL, "2027-10-01T00:00:00Z")
        .node();
  }

  private void agreement(Node offering, String place) {
    String local = "agreement/" + place + "-CaaS";
    Description agreement =
        draft
            .a(Icra.SERVICE_LEVEL_AGREEMENT, local)
            .titled("Service levels at " + place)
            .says(Icra.FOR_OFFERING, offering)
            .says(
                Icra.OBJECTIVE,
                objective(local + "/availability", "availability", "at-least")
                    .measures(Icra.THRESHOLD, chance.between(9900, 9999, 4))
                    .says(Icra.WINDOW, "P30D", XSDDatatype.XSDduration)
                    .node());
    if (chance.percent(20)) {
      agreement.says(
          Icra.OBJECTIVE,
          objective(local + "/latency", "latency-p95-ms", "at-most")
              .measures(Icra.THRESHOLD, chance.between(10, 60))
              .says(Icra.WINDOW, "PT1H", XSDDatatype.XSDduration)
              .node());
    }
    if (chance.percent(70)) {
      agreement.at(Icra.VALID_UNTIL, (2027 + chance.between(0, 3)) + "-06-30T00:00:00Z");
    }
  }

  private Description objective(String local, String indicator, String operator) {
    return draft
        .a(Icra.SERVICE_LEVEL_OBJECTIVE, local)
        .says(Icra.INDICATOR, Icra.concept("indicators", indicator))
        .says(Icra.OPERATOR, Icra.concept("operators", operator));
  }

  /** Within a degree and a half of a point. */
  private BigDecimal near(int degrees) {
    return BigDecimal.valueOf(degrees).add(chance.between(-15000, 15000, 4));
  }
}
