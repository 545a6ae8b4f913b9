package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.Reason;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.Energy;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.Maintenance;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Prices;
import eu.continuo.solver.model.ProviderId;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SitePair;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Weights;
import eu.continuo.sparql.RoundTrip;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * What the solver sees of a view at an instant. A site that lacks a fact which a plan needs is left
 * out and named; a component that lacks one is no component that can be placed.
 */
final class Projection {
  private static final Node CAAS = Icra.concept("service-models", "CaaS");
  private static final Node HAS_GEOMETRY =
      NodeFactory.createURI("http://www.opengis.net/ont/geosparql#hasGeometry");
  private static final Node AS_WKT =
      NodeFactory.createURI("http://www.opengis.net/ont/geosparql#asWKT");
  private static final Duration OBSERVED = Duration.ofHours(1);

  private final Facts facts;
  private final Instant now;
  private final List<Placed.LeftOut> leftOut = new ArrayList<>();
  private final Map<SiteId, String> points = new HashMap<>();
  private final Map<SiteId, String> offerings = new HashMap<>();
  private final Map<SitePair, Optional<Double>> roundTrips = new HashMap<>();
  private final Map<Node, Optional<Double>> intensities = new HashMap<>();
  private final Map<SiteId, Optional<Maintenance>> maintenances = new HashMap<>();
  private final List<Site> sites;

  Projection(Facts facts, Instant now) {
    this.facts = facts;
    this.now = now;
    this.sites = facts.instances(Icra.SITE).stream().flatMap(s -> site(s).stream()).toList();
  }

  List<Placed.LeftOut> leftOut() {
    return leftOut;
  }

  /** The sites that have every fact that a plan needs. */
  List<Site> sites() {
    return sites;
  }

  PlacementRequest request(List<Node> applications, Decisions decisions, Weights weights) {
    List<Component> components = new ArrayList<>();
    List<Chain> chains = new ArrayList<>();
    List<SpreadGroup> groups = new ArrayList<>();
    for (Node application : applications) {
      List<Node> members = facts.objects(application, Icra.HAS_COMPONENT);
      members.forEach(m -> components.add(component(application, m)));
      groups.add(
          new SpreadGroup(
              application.getURI(),
              members.stream().map(m -> new ComponentId(m.getURI())).toList()));
      facts.objects(application, Icra.HAS_LINK).forEach(l -> chains.add(chain(l)));
    }
    return request(
        components,
        chains,
        groups.stream().filter(g -> g.members().size() > 1).toList(),
        decisions,
        weights);
  }

  /** A request about components that the view need not know. */
  PlacementRequest request(
      List<Component> components,
      List<Chain> chains,
      List<SpreadGroup> groups,
      Decisions decisions,
      Weights weights) {
    return request(sites, components, chains, groups, eligibility(decisions, Set.of()), weights);
  }

  /** Some components of one application, and what ties them to one another. */
  record Part(List<Component> components, List<Chain> chains, List<SpreadGroup> groups) {}

  /** Reads a part of an application. */
  Part part(Node application, List<Node> members) {
    List<Component> components = members.stream().map(m -> component(application, m)).toList();
    List<ComponentId> ids = components.stream().map(Component::id).toList();
    List<Chain> chains =
        facts.objects(application, Icra.HAS_LINK).stream()
            .map(this::chain)
            .filter(c -> ids.contains(c.from()) && ids.contains(c.to()))
            .toList();
    return new Part(
        components,
        chains,
        ids.size() > 1 ? List.of(new SpreadGroup(application.getURI(), ids)) : List.of());
  }

  /**
   * A request about a part of an application.
   *
   * @param among the sites that count, as they are known here or with other room
   */
  PlacementRequest request(Part part, List<Site> among, Eligibility eligibility, Weights weights) {
    return request(among, part.components, part.chains, part.groups, eligibility, weights);
  }

  private PlacementRequest request(
      List<Site> among,
      List<Component> components,
      List<Chain> chains,
      List<SpreadGroup> groups,
      Eligibility eligibility,
      Weights weights) {
    return new PlacementRequest(
            among, components, eligibility, chains, latencies(among), groups, weights)
        .with(antiAffinities(components), maintenances(among));
  }

  /** Of the pairs that are stated those whose ends are both planned: others have no site here. */
  private List<AntiAffinity> antiAffinities(List<Component> components) {
    Set<ComponentId> planned = components.stream().map(Component::id).collect(Collectors.toSet());
    List<AntiAffinity> pairs = new ArrayList<>();
    for (Component component : components) {
      Node node = NodeFactory.createURI(component.id().value());
      for (AntiAffinity.Apart by : AntiAffinity.Apart.values()) {
        facts.objects(node, property(by)).stream()
            .map(other -> new ComponentId(other.getURI()))
            .filter(planned::contains)
            .forEach(other -> pairs.add(new AntiAffinity(component.id(), other, by)));
      }
    }
    return pairs;
  }

  private static Node property(AntiAffinity.Apart by) {
    return switch (by) {
      case SITE -> Icra.SHARES_NO_SITE_WITH;
      case FAILURE_DOMAIN -> Icra.SHARES_NO_FAILURE_DOMAIN_WITH;
      case PROVIDER -> Icra.SHARES_NO_PROVIDER_WITH;
    };
  }

  /** Where a site is out of service now. */
  private List<Maintenance> maintenances(List<Site> among) {
    return among.stream()
        .flatMap(site -> maintenances.computeIfAbsent(site.id(), this::maintenance).stream())
        .toList();
  }

  private Optional<Maintenance> maintenance(SiteId site) {
    Node node = NodeFactory.createURI(site.value());
    return facts
        .instant(node, Icra.UNDER_MAINTENANCE_FROM)
        .filter(from -> !now.isBefore(from))
        .map(from -> facts.instant(node, Icra.UNDER_MAINTENANCE_UNTIL).orElse(Maintenance.OPEN))
        .filter(now::isBefore)
        .map(until -> new Maintenance(site, until));
  }

  /** The IRI of the offering whose prices count at a site. */
  String offering(SiteId site) {
    return offerings.getOrDefault(site, "");
  }

  private Component component(Node application, Node component) {
    // NaN is refused by name in the check of the request: a demand that is not stated is no demand
    // of zero.
    double vcpu = number(component, Icra.REQUESTS_VCPU).orElse(Double.NaN);
    double memory = number(component, Icra.REQUESTS_MEMORY_GIB).orElse(Double.NaN);
    int gpus = number(component, Icra.REQUESTS_GPU).map(d -> (int) Math.ceil(d)).orElse(0);
    return new Component(
        new ComponentId(component.getURI()),
        new ApplicationId(application.getURI()),
        new Demand(new Cores(vcpu), new MemoryGiB(memory), new Gpus(gpus)),
        number(component, Icra.PRIORITY).map(Double::intValue).orElse(0));
  }

  /**
   * What moving a component away from a site costs once, in euro: what its owner states, or else
   * its data times what the operator there asks for a gigabyte of egress; nothing where it takes
   * none along. Empty where no price is stated for data that it does take along.
   */
  Optional<Double> moveEuro(ComponentId component, SiteId from) {
    Node node = NodeFactory.createURI(component.value());
    Optional<Double> stated = number(node, Icra.MOVE_COST_EURO);
    double gigabytes = number(node, Icra.MOVES_GIGABYTES).orElse(0.0);
    return stated.isPresent() || gigabytes == 0
        ? stated.or(() -> Optional.of(0.0))
        : egressEuro(NodeFactory.createURI(from.value())).map(euro -> euro * gigabytes);
  }

  /** The price of a gigabyte of egress where containers run at a site; the dearest, if several. */
  private Optional<Double> egressEuro(Node site) {
    return offerings(site)
        .flatMap(o -> facts.objects(o, Icra.SWITCHING_TERMS).stream())
        .flatMap(terms -> number(terms, Icra.PRICE_EGRESS_GIGABYTE_EURO).stream())
        .max(Comparator.naturalOrder());
  }

  private Chain chain(Node link) {
    return new Chain(
        new ComponentId(facts.object(link, Icra.FROM_COMPONENT).map(Node::getURI).orElse("")),
        new ComponentId(facts.object(link, Icra.TO_COMPONENT).map(Node::getURI).orElse("")),
        number(link, Icra.MAX_LATENCY_MS).orElse(Double.NaN));
  }

  /**
   * What is allowed where some requirements do not count. Of the sites that are left out, the
   * solver knows nothing: no decision and no round trip.
   *
   * @param waived the IRIs of requirements. A decision has every reason that stands against it, so
   *     without those that name them it is what policy would decide without them.
   */
  Eligibility eligibility(Decisions decisions, Set<String> waived) {
    Set<SiteId> considered = sites.stream().map(Site::id).collect(Collectors.toSet());
    Map<ComponentId, Set<SiteId>> allowed = new HashMap<>();
    List<Eligibility.RefusedPair> refused = new ArrayList<>();
    for (Decision decision : decisions.all()) {
      ComponentId component = new ComponentId(decision.component());
      SiteId site = new SiteId(decision.site());
      if (!considered.contains(site)) {
        continue;
      }
      List<String> reasons =
          decision.reasons().stream()
              .filter(r -> !waived.contains(r.requirement()))
              .map(Reason::message)
              .toList();
      if (reasons.isEmpty()) {
        allowed.computeIfAbsent(component, k -> new HashSet<>()).add(site);
      } else {
        refused.add(new Eligibility.RefusedPair(component, site, reasons));
      }
    }
    return new Eligibility(allowed, refused);
  }

  private Latencies latencies(List<Site> among) {
    Map<SitePair, Double> known = new HashMap<>();
    List<SiteId> placed =
        among.stream()
            .map(Site::id)
            .filter(points::containsKey)
            .sorted(Comparator.comparing(SiteId::value))
            .toList();
    for (int i = 0; i < placed.size(); i++) {
      for (int j = i + 1; j < placed.size(); j++) {
        SitePair pair = new SitePair(placed.get(i), placed.get(j));
        roundTripMs(pair).ifPresent(ms -> known.put(pair, ms));
      }
    }
    return new Latencies(known);
  }

  /** The modelled round trip between two sites; empty where one says no point. */
  Optional<Double> roundTripMs(SitePair pair) {
    return roundTrips.computeIfAbsent(
        pair,
        p -> {
          OptionalDouble ms = RoundTrip.betweenMs(point(p.first()), point(p.second()));
          return ms.isPresent() ? Optional.of(ms.getAsDouble()) : Optional.empty();
        });
  }

  private String point(SiteId site) {
    return points.getOrDefault(site, "");
  }

  private Optional<Site> site(Node site) {
    Missing missing = new Missing();
    SiteId id = new SiteId(site.getURI());
    String operator = missing.take("operatedBy", iri(site, Icra.OPERATED_BY), "");
    String country = missing.take("country", iri(site, Icra.COUNTRY), "");
    String domain = missing.take("failureDomain", facts.text(site, Icra.FAILURE_DOMAIN), "");
    List<Node> ofSite = facts.subjects(Icra.OF_SITE, site);
    double vcpu = missing.take("free vCPU", free(ofSite, "vcpu"), 0.0);
    double memory = missing.take("free memory", free(ofSite, "memory-gib"), 0.0);
    Optional<Offer> offer = offer(site);
    if (offer.isEmpty()) {
      missing.add("a CaaS offering with the prices of a vCPU and a GiB of memory");
    }
    Optional<Node> profile =
        one(
            ofSite.stream()
                .filter(n -> facts.graph().contains(n, RDF.type.asNode(), Icra.ENERGY_PROFILE))
                .toList());
    double pue = missing.take("pue", profile.flatMap(p -> number(p, Icra.PUE)), 1.0);
    double watts =
        missing.take("wattsPerVcpu", profile.flatMap(p -> number(p, Icra.WATTS_PER_VCPU)), 0.0);
    double intensity = missing.take("carbon intensity of the grid", intensity(site), 0.0);
    if (!missing.names.isEmpty()) {
      leftOut.add(new Placed.LeftOut(site.getURI(), missing.names));
      return Optional.empty();
    }
    facts
        .object(site, HAS_GEOMETRY)
        .flatMap(g -> facts.text(g, AS_WKT))
        .ifPresent(wkt -> points.put(id, wkt));
    offerings.put(id, offer.get().offering.getURI());
    Prices prices = offer.get().prices;
    // A GPU without a price cannot be sold.
    double gpuPrice = prices.euroPerGpuHour();
    int gpus =
        Double.isNaN(gpuPrice) ? 0 : free(ofSite, "gpu").map(Math::floor).orElse(0.0).intValue();
    return Optional.of(
        new Site(
            id,
            new ProviderId(operator),
            country,
            new FailureDomainId(domain),
            new Capacity(new Cores(vcpu), new MemoryGiB(memory), new Gpus(gpus)),
            new Prices(
                prices.euroPerVcpuHour(),
                prices.euroPerGibHour(),
                Double.isNaN(gpuPrice) ? 0 : gpuPrice),
            new Energy(watts, pue, intensity)));
  }

  /**
   * The cheapest offering of containers by the operator of the site, at its own prices or at those
   * of a plan that is valid now and can be left at any time; NaN where no GPU is offered.
   */
  private Optional<Offer> offer(Node site) {
    return offerings(site)
        .flatMap(
            o ->
                Stream.concat(Stream.of(o), effectivePrices(o))
                    .flatMap(priced -> stated(priced).stream())
                    .map(prices -> new Offer(o, prices)))
        .min(
            Comparator.comparingDouble((Offer o) -> o.prices.euroPerVcpuHour())
                .thenComparingDouble(o -> o.prices.euroPerGibHour()));
  }

  /** The offerings of containers at a site by its operator. */
  private Stream<Node> offerings(Node site) {
    return facts.subjects(Icra.AT_SITE, site).stream()
        .filter(o -> facts.objects(o, Icra.SERVICE_MODEL).contains(CAAS))
        .filter(o -> iri(o, Icra.OFFERED_BY).equals(iri(site, Icra.OPERATED_BY)));
  }

  private Stream<Node> effectivePrices(Node offering) {
    return facts.objects(offering, Icra.PRICE_PLAN_OF).stream()
        .filter(plan -> !facts.graph().contains(plan, Icra.MINIMUM_TERM_MONTHS, Node.ANY))
        .flatMap(plan -> facts.subjects(Icra.OF_PRICE_PLAN, plan).stream())
        .filter(
            price ->
                facts.instant(price, Icra.VALID_FROM).filter(t -> !t.isAfter(now)).isPresent()
                    && facts.instant(price, Icra.VALID_UNTIL).filter(now::isBefore).isPresent());
  }

  private Optional<Prices> stated(Node priced) {
    return number(priced, Icra.PRICE_VCPU_HOUR_EURO)
        .flatMap(
            vcpu ->
                number(priced, Icra.PRICE_GIB_HOUR_EURO)
                    .map(
                        gib ->
                            new Prices(
                                vcpu,
                                gib,
                                number(priced, Icra.PRICE_GPU_HOUR_EURO).orElse(Double.NaN))));
  }

  private record Offer(Node offering, Prices prices) {}

  private Optional<Double> free(List<Node> ofSite, String dimension) {
    Node counted = Icra.concept("dimensions", dimension);
    List<Node> capacities =
        ofSite.stream().filter(c -> facts.objects(c, Icra.DIMENSION).contains(counted)).toList();
    return one(capacities)
        .flatMap(
            c ->
                facts
                    .number(c, Icra.ALLOCATABLE)
                    .flatMap(
                        a -> facts.number(c, Icra.ALLOCATED).map(u -> a.subtract(u).doubleValue())))
        .filter(d -> d >= 0);
  }

  private Optional<Double> intensity(Node site) {
    return facts
        .object(site, Icra.IN_GRID_ZONE)
        .flatMap(zone -> intensities.computeIfAbsent(zone, this::intensityOf));
  }

  private Optional<Double> intensityOf(Node zone) {
    return one(facts.subjects(Icra.OF_ZONE, zone).stream()
            .filter(o -> facts.instant(o, Icra.HOUR).filter(this::isNow).isPresent())
            .toList())
        .flatMap(o -> number(o, Icra.CARBON_INTENSITY_GRAMS_PER_KWH))
        .or(() -> number(zone, Icra.CARBON_INTENSITY_GRAMS_PER_KWH));
  }

  private boolean isNow(Instant hour) {
    return !now.isBefore(hour) && now.isBefore(hour.plus(OBSERVED));
  }

  private Optional<Double> number(Node subject, Node property) {
    return facts.number(subject, property).map(BigDecimal::doubleValue);
  }

  private Optional<String> iri(Node subject, Node property) {
    return facts.object(subject, property).map(Node::getURI);
  }

  private static <T> Optional<T> one(List<T> found) {
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Takes facts and notes those that are not there. */
  private static final class Missing {
    final List<String> names = new ArrayList<>();

    <T> T take(String name, Optional<T> fact, T otherwise) {
      if (fact.isEmpty()) {
        names.add(name);
      }
      return fact.orElse(otherwise);
    }

    void add(String name) {
      names.add(name);
    }
  }
}
