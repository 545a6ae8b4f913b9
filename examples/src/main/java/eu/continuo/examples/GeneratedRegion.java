package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;

/**
 * What the providers of one region share: grids, vendors of sites, sizes of machines, products, a
 * carrier, a broker and an energy producer. There is a region for every {@link #PROVIDERS}
 * providers, so that a larger continuum is not only longer.
 *
 * @param base the IRI that names begin with
 * @param seed of all draws
 * @param number which region, from 0
 */
record GeneratedRegion(String base, long seed, int number) {
  /** How many providers a region has, as the example of Europe has. */
  static final int PROVIDERS = 16;

  static final Node PRICE_CURRENCY = NodeFactory.createURI("https://schema.org/priceCurrency");

  private static final List<Land> LANDS = List.of(Land.values());
  private static final int ZONES = 22;
  private static final int HOURS = 48;
  private static final int PERIODS_KEPT = 45;
  private static final int VENDORS = 13;
  private static final int FLAVOURS = 24;
  private static final int PRODUCTS = 25;
  private static final int SURPLUS_WINDOWS = 6;
  private static final List<String> TECHNOLOGIES =
      List.of("kubernetes-api", "openstack-api", "rest", "prometheus", "opentelemetry");

  static GeneratedRegion of(String base, long seed, int provider) {
    return new GeneratedRegion(base, seed, provider / PROVIDERS);
  }

  String name() {
    return "region-" + number;
  }

  /** A grid zone in a land, the same for the same draw. */
  Node zone(Draft draft, Land land, int draw) {
    int first = LANDS.indexOf(land);
    int copies = (ZONES - first + LANDS.size() - 1) / LANDS.size();
    return draft.id("grid-zone/" + name() + "-" + (first + draw % copies * LANDS.size()));
  }

  /** A company that owns sites. */
  Node vendor(Draft draft, int draw) {
    return draft.id("party/" + name() + "-vendor-" + draw % VENDORS);
  }

  /** A size of machines; those of one draw belong together. */
  Node flavour(Draft draft, int draw, int size) {
    return draft.id("flavour/" + name() + "-" + (draw * 4 + size) % FLAVOURS);
  }

  Node carrier(Draft draft) {
    return draft.id("party/" + name() + "-carrier");
  }

  /** Grid zones, and hours of each. */
  Graph grid() {
    Draft draft = Draft.of(base, seed, name() + "/grid");
    for (int zone = 0; zone < ZONES; zone++) {
      Land land = LANDS.get(zone % LANDS.size());
      String local = name() + "-" + zone;
      Node node =
          draft
              .a(Icra.GRID_ZONE, "grid-zone/" + local)
              .titled("Grid " + local + " of " + land)
              .measures(Icra.CARBON_INTENSITY_GRAMS_PER_KWH, land.gramsPerKWh())
              .modelled()
              .sourced()
              .node();
      hours(draft, local, node, land);
    }
    return draft.graph();
  }

  /**
   * Two days of hours. Regions kept different days of the last three months, for nowhere on earth
   * are there a thousand zones.
   */
  private void hours(Draft draft, String local, Node zone, Land land) {
    Instant first =
        GeneratedContinuum.NOW
            .truncatedTo(ChronoUnit.DAYS)
            .minus((long) number % PERIODS_KEPT * HOURS, ChronoUnit.HOURS);
    for (int hour = 0; hour < HOURS; hour++) {
      String instant = first.plus(hour, ChronoUnit.HOURS).toString();
      int percent = draft.chance().between(60, 140);
      draft
          .a(Icra.GRID_OBSERVATION, "grid-observation/" + local + "/" + instant.substring(0, 13))
          .says(Icra.OF_ZONE, zone)
          .at(Icra.HOUR, instant)
          .measures(
              Icra.CARBON_INTENSITY_GRAMS_PER_KWH,
              Description.hundredths((long) land.gramsPerKWh() * percent))
          .measures(Icra.PRICE_MEGAWATT_HOUR_EURO, Description.hundredths(80L * (50 + percent / 2)))
          .modelled();
    }
  }

  /** Vendors, sizes of machines, products and the carrier. */
  Graph facts() {
    Draft draft = Draft.of(base, seed, name() + "/facts");
    party(draft, name() + "-carrier", "A carrier.");
    for (int vendor = 0; vendor < VENDORS; vendor++) {
      String local = name() + "-vendor-" + vendor;
      party(draft, local, "A vendor of sites.");
    }
    for (int flavour = 0; flavour < FLAVOURS; flavour++) {
      int vcpu = 2 << flavour % 4;
      draft
          .a(Icra.FLAVOUR, "flavour/" + name() + "-" + flavour)
          .titled("Size " + flavour)
          .measures(Icra.PROVIDES_VCPU, vcpu)
          .measures(Icra.PROVIDES_MEMORY_GIB, 4L * vcpu)
          .sourced();
    }
    for (int product = 0; product < PRODUCTS; product++) {
      product(draft, product);
    }
    if (number == 0) {
      // One currency has one rate, whatever the number of regions.
      draft
          .a(Icra.EXCHANGE_RATE, "exchange-rate/usd")
          .says(PRICE_CURRENCY, NodeFactory.createLiteralString("USD"))
          .measures(Icra.EURO_PER_UNIT, Description.hundredths(92))
          .at(Icra.VALID_FROM, "2026-10-01T00:00:00Z")
          .at(Icra.VALID_UNTIL, "2027-01-01T00:00:00Z")
          .modelled()
          .sourced();
    }
    return draft.graph();
  }

  private void product(Draft draft, int product) {
    Chance chance = draft.chance();
    Description description =
        draft
            .a(Icra.IMPLEMENTATION, "product/" + name() + "-" + product)
            .titled("Product " + product)
            .sourced()
            .says(Icra.IMPLEMENTS_COMPONENT, row("M" + chance.between(1, 7)))
            .says(Icra.EXPOSES_INTERFACE, row("I" + chance.between(1, 9)))
            .says(Icra.USES_TECHNOLOGY, technology(chance.oneOf(TECHNOLOGIES)));
    if (chance.percent(50)) {
      description
          .says(Icra.IMPLEMENTS_COMPONENT, row("P" + chance.between(1, 9)))
          .says(Icra.USES_TECHNOLOGY, technology(chance.oneOf(TECHNOLOGIES)))
          .says(Icra.ADDRESSES_TOPIC, row("S" + chance.between(1, 9)));
    }
  }

  /** A broker, with whom providers peer, and an energy producer beside their first sites. */
  Graph members() {
    Draft draft = Draft.of(base, seed, name() + "/members");
    party(draft, name() + "-broker", "A broker.");
    party(draft, name() + "-energy", "An energy producer.");
    Description broker =
        draft
            .a(Icra.FEDERATION_ENDPOINT, "federation-endpoint/" + name() + "-broker")
            .says(Icra.OPERATED_BY, draft.id("party/" + name() + "-broker"))
            .says(Icra.ENDPOINT_ROLE, Icra.concept("endpoint-roles", "broker"));
    for (int i = 1; i <= 6; i++) {
      broker.says(Icra.PEERS_WITH, draft.id("federation-endpoint/provider-" + provider(i)));
    }
    for (int i = 0; i < SURPLUS_WINDOWS; i++) {
      Instant start = GeneratedContinuum.NOW.plus(draft.chance().between(0, 24), ChronoUnit.HOURS);
      Instant end = start.plus(draft.chance().between(3, 8), ChronoUnit.HOURS);
      draft
          .a(Icra.SURPLUS_WINDOW, "surplus-window/" + name() + "-" + i)
          .says(Icra.AT_SITE, draft.id("site/provider-" + provider(2 * i) + "-0"))
          .measures(Icra.SURPLUS_KW, draft.chance().between(20, 200))
          .at(Icra.PERIOD_START, start.toString())
          .at(Icra.PERIOD_END, end.toString())
          .modelled();
    }
    return draft.graph();
  }

  private int provider(int ofRegion) {
    return number * PROVIDERS + ofRegion;
  }

  private static void party(Draft draft, String local, String description) {
    draft
        .a(Icra.PARTY, "party/" + local)
        .titled(local)
        .says(DCTerms.description.asNode(), NodeFactory.createLiteralString(description))
        .says(Icra.SUBJECT_TO_JURISDICTION, draft.chance().oneOf(LANDS).node())
        .counts(Icra.OWNER_COUNT, 0);
  }

  private static Node row(String notation) {
    return Icra.concept("icra-2.0", notation);
  }

  static Node technology(String notation) {
    return Icra.concept("technologies", notation);
  }
}
