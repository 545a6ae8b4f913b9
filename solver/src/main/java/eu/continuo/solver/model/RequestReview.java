package eu.continuo.solver.model;

import eu.continuo.solver.model.Violation.Code;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/** One reading of a request that notes everything that is wrong. */
final class RequestReview {

  /** Far above any real quantity, and small enough that no sum of fixed-point amounts overflows. */
  private static final double LARGEST_QUANTITY = 1e9;

  /** Half of what a long can count: a plan's points stay exact. */
  private static final double MOST_POINTS = Long.MAX_VALUE / 2.0;

  private final PlacementRequest request;
  private final List<Violation> violations = new ArrayList<>();
  private final Set<SiteId> siteIds = new HashSet<>();
  private final Set<ComponentId> componentIds = new HashSet<>();

  RequestReview(PlacementRequest request) {
    this.request = request;
  }

  List<Violation> violations() {
    sites();
    components();
    eligibility();
    chains();
    latencies();
    spreadGroups();
    antiAffinities();
    maintenances();
    weights();
    ceilings();
    running();
    if (violations.isEmpty()) {
      objective();
    }
    return List.copyOf(violations);
  }

  private void sites() {
    if (request.sites().isEmpty()) {
      note(Code.EMPTY, "sites", "The request has no site.", "Name at least one site.");
    }
    for (Site site : request.sites()) {
      String subject = "site " + site.id();
      identifier(subject, "id", site.id().value());
      identifier(subject, "provider", site.provider().value());
      identifier(subject, "failureDomain", site.failureDomain().value());
      if (!siteIds.add(site.id())) {
        duplicate(subject);
      }
      quantity(subject, "free vcpu", site.free().vcpu().count());
      quantity(subject, "free memoryGiB", site.free().memory().amount());
      quantity(subject, "free gpus", site.free().gpus().count());
      quantity(subject, "euroPerVcpuHour", site.prices().euroPerVcpuHour());
      quantity(subject, "euroPerGibHour", site.prices().euroPerGibHour());
      quantity(subject, "euroPerGpuHour", site.prices().euroPerGpuHour());
      quantity(subject, "wattsPerVcpu", site.energy().wattsPerVcpu());
      quantity(subject, "carbonIntensityGramsPerKWh", site.energy().carbonIntensityGramsPerKWh());
      quantity(subject, "pue", site.energy().pue(), 1);
    }
  }

  private void components() {
    if (request.components().isEmpty()) {
      note(
          Code.EMPTY,
          "components",
          "The request has no component.",
          "Name at least one component.");
    }
    for (Component component : request.components()) {
      String subject = "component " + component.id();
      identifier(subject, "id", component.id().value());
      identifier(subject, "application", component.application().value());
      if (!componentIds.add(component.id())) {
        duplicate(subject);
      }
      quantity(subject, "vcpu", component.demand().vcpu().count());
      quantity(subject, "memoryGiB", component.demand().memory().amount());
      quantity(subject, "gpus", component.demand().gpus().count());
    }
  }

  private void eligibility() {
    Eligibility eligibility = request.eligibility();
    eligibility
        .allowed()
        .forEach(
            (component, sites) -> {
              known("eligibility of " + component, component);
              sites.stream()
                  .map(SiteId::value)
                  .sorted()
                  .forEach(site -> known("eligibility of " + component, new SiteId(site)));
            });
    for (Eligibility.RefusedPair refused : eligibility.refused()) {
      String subject = "refusal of " + refused.component() + " at " + refused.site();
      known(subject, refused.component());
      known(subject, refused.site());
      if (eligibility.allows(refused.component(), refused.site())) {
        note(
            Code.CONTRADICTION,
            subject,
            "Policy both allows and refuses component %s at site %s."
                .formatted(refused.component(), refused.site()),
            "Leave the pair out of the allowed sites or out of the refusals.");
      }
    }
  }

  private void chains() {
    for (Chain chain : request.chains()) {
      String subject = "chain " + chain.from() + " → " + chain.to();
      known(subject, chain.from());
      known(subject, chain.to());
      quantity(subject, "maxLatencyMs", chain.maxLatencyMs());
      if (chain.from().equals(chain.to())) {
        note(
            Code.CONTRADICTION,
            subject,
            "Component %s is chained to itself.".formatted(chain.from()),
            "A chain links two components.");
      }
    }
  }

  private void latencies() {
    request
        .latencies()
        .roundTripMs()
        .forEach(
            (pair, roundTripMs) -> {
              String subject = "latency " + pair;
              known(subject, pair.first());
              known(subject, pair.second());
              quantity(subject, "roundTripMs", roundTripMs);
            });
  }

  private void spreadGroups() {
    Set<String> names = new HashSet<>();
    for (SpreadGroup group : request.spreadGroups()) {
      String subject = "spread group " + group.name();
      identifier(subject, "name", group.name());
      if (!names.add(group.name())) {
        duplicate(subject);
      }
      if (group.members().size() < 2) {
        note(
            Code.EMPTY,
            subject,
            "The group has %d members.".formatted(group.members().size()),
            "Name at least two components to spread, or leave the group out.");
      }
      Set<ComponentId> members = new HashSet<>();
      for (ComponentId member : group.members()) {
        known(subject, member);
        if (!members.add(member)) {
          note(
              Code.DUPLICATE_ID,
              subject,
              "Component %s is named twice.".formatted(member),
              "Name each member once.");
        }
      }
    }
  }

  private void antiAffinities() {
    Set<AntiAffinity> pairs = new HashSet<>();
    for (AntiAffinity pair : request.antiAffinities()) {
      String subject = "anti-affinity of " + pair.first() + " and " + pair.second();
      known(subject, pair.first());
      known(subject, pair.second());
      if (pair.first().equals(pair.second())) {
        note(
            Code.CONTRADICTION,
            subject,
            "Component %s is to be kept apart from itself.".formatted(pair.first()),
            "Name two components: a replica is a component of its own.");
      }
      if (!pairs.add(pair)) {
        duplicate(subject);
      }
    }
  }

  private void maintenances() {
    Set<SiteId> maintained = new HashSet<>();
    for (Maintenance window : request.maintenances()) {
      String subject = "maintenance of " + window.site();
      known(subject, window.site());
      if (!maintained.add(window.site())) {
        duplicate(subject);
      }
    }
  }

  private void weights() {
    for (Term term : Term.values()) {
      quantity("weights", term.key(), request.weights().of(term));
    }
  }

  private void ceilings() {
    Set<Term> capped = EnumSet.noneOf(Term.class);
    for (Ceiling ceiling : request.ceilings()) {
      String subject = "ceiling " + ceiling.term().key();
      quantity(subject, "amount", ceiling.amount());
      if (!capped.add(ceiling.term())) {
        duplicate(subject);
      }
    }
  }

  private void running() {
    Running running = request.running();
    running
        .homes()
        .forEach(
            (component, home) -> {
              String subject = "home of " + component;
              known(subject, component);
              identifier(subject, "site", home.site().value());
              quantity(subject, "moveEuro", home.moveEuro());
            });
    running.freed().stream()
        .map(ComponentId::value)
        .sorted()
        .forEach(id -> known("freed component " + id, new ComponentId(id)));
    quantity("budget", "moves", running.budget().moves(), 0, Integer.MAX_VALUE);
    quantity(
        "budget",
        "movesPerApplication",
        running.budget().movesPerApplication(),
        0,
        Integer.MAX_VALUE);
    if (Urgency.of(request.components(), running).isEmpty()) {
      note(
          Code.BAD_QUANTITY,
          "components",
          "There are too many priorities for so many components.",
          "Use fewer different priorities.");
    }
  }

  /** The dearest plan that could be counted must fit into a long. */
  private void objective() {
    double euro = 0;
    for (Term term : Term.values()) {
      euro += request.weights().of(term) * most(term);
    }
    if (euro * Weights.POINTS_PER_EURO > MOST_POINTS) {
      note(
          Code.BAD_QUANTITY,
          "weights",
          String.format(
              Locale.ROOT,
              "The dearest plan would weigh %.3g euro a month, more than can be counted exactly"
                  + " (%.3g).",
              euro,
              MOST_POINTS / Weights.POINTS_PER_EURO),
          "Lower the weights, prices or demands.");
    }
    for (Ceiling ceiling : request.ceilings()) {
      if (most(ceiling.term()) * Ceiling.UNITS > MOST_POINTS / Term.values().length) {
        note(
            Code.BAD_QUANTITY,
            "ceiling " + ceiling.term().key(),
            String.format(
                Locale.ROOT,
                "A plan could amount to %.3g %s, more than can be counted exactly.",
                most(ceiling.term()),
                ceiling.term().unit()),
            "Lower the prices or demands, or leave the ceiling out.");
      }
    }
  }

  /** More of a term than any plan amounts to. */
  private double most(Term term) {
    return switch (term) {
      case COST_EURO -> mostAlone(Site::costEuroPerMonth);
      case CARBON_GRAMS -> mostAlone(Site::carbonGramsPerHour);
      case MIGRATION_EURO ->
          request.running().homes().values().stream().mapToDouble(Home::moveEuro).sum();
      case LATENCY_MS ->
          request.chains().size()
              * request.latencies().roundTripMs().values().stream()
                  .mapToDouble(Double::doubleValue)
                  .max()
                  .orElse(0);
      case RISK_SPREAD ->
          request.spreadGroups().stream()
              .mapToDouble(g -> g.members().size() * (g.members().size() - 1.0) / 2)
              .sum();
    };
  }

  private double mostAlone(ToDoubleBiFunction<Site, Demand> amount) {
    return request.components().stream()
        .mapToDouble(
            component ->
                request.sites().stream()
                    .mapToDouble(site -> amount.applyAsDouble(site, component.demand()))
                    .max()
                    .orElse(0))
        .sum();
  }

  private void identifier(String subject, String field, String value) {
    if (value.isBlank()) {
      note(
          Code.BLANK_ID,
          subject,
          "The field %s is blank.".formatted(field),
          "Give it an identifier.");
    }
  }

  private void duplicate(String subject) {
    note(
        Code.DUPLICATE_ID,
        subject,
        "There is more than one %s.".formatted(subject),
        "Name it once.");
  }

  private void known(String subject, SiteId site) {
    if (!siteIds.contains(site)) {
      note(
          Code.UNKNOWN_ID,
          subject,
          "Site %s is not among the %d sites of the request.".formatted(site, siteIds.size()),
          "Add the site, or correct the identifier.");
    }
  }

  private void known(String subject, ComponentId component) {
    if (!componentIds.contains(component)) {
      note(
          Code.UNKNOWN_ID,
          subject,
          "Component %s is not among the %d components of the request."
              .formatted(component, componentIds.size()),
          "Add the component, or correct the identifier.");
    }
  }

  private void quantity(String subject, String field, double value) {
    quantity(subject, field, value, 0);
  }

  private void quantity(String subject, String field, double value, double least) {
    quantity(subject, field, value, least, LARGEST_QUANTITY);
  }

  private void quantity(String subject, String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      note(
          Code.BAD_QUANTITY,
          subject,
          "%s is %s.".formatted(field, value),
          String.format(Locale.ROOT, "State a number from %.0f to %.0f.", least, most));
    }
  }

  private void note(Code code, String subject, String message, String hint) {
    violations.add(new Violation(code, subject, message, hint));
  }
}
