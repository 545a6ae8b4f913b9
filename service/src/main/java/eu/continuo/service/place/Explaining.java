package eu.continuo.service.place;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Explained.Binding;
import eu.continuo.service.place.Explained.Excluded;
import eu.continuo.service.place.Explained.Explanation;
import eu.continuo.service.place.Explained.NotExplained;
import eu.continuo.service.place.Explained.Relaxed;
import eu.continuo.service.place.Explained.Scenario;
import eu.continuo.service.place.Explained.Why;
import eu.continuo.service.place.Explained.WhyNot;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.Rule;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.bound.PlacementBound.CapacityPrice;
import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import eu.continuo.solver.whatif.Relaxation;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * Explains a plan that was kept: why each component is where it is, how far the plan is from the
 * best at most, what its rules cost, and what would be without rules or sites. All of it over the
 * view of whoever asks, at the clock of the plan.
 */
public final class Explaining {
  private static final Node QUALIFIED_USAGE =
      NodeFactory.createURI("http://www.w3.org/ns/prov#qualifiedUsage");
  private static final Node ENTITY = NodeFactory.createURI("http://www.w3.org/ns/prov#entity");
  private static final int RELAXATIONS_TOLD = 3;

  private final Continuum continuum;
  private final Allowing allowing;
  private final Placer placer = new Placer();

  /** Explains plans of this continuum by these policies. */
  public Explaining(Continuum continuum, Allowing allowing) {
    this.continuum = continuum;
    this.allowing = allowing;
  }

  /**
   * What is asked.
   *
   * @param plan the IRI of a plan; empty for the latest one
   * @param pricesRules whether each rule is to be priced, for which everything is planned once more
   * @param withoutSites IRIs of sites that are not there; empty for no such question
   * @param withoutRules names of rules that do not bind, such as {@code location EU}
   */
  public record Ask(
      Optional<String> plan,
      boolean pricesRules,
      Set<String> withoutSites,
      Set<String> withoutRules) {
    public Ask {
      withoutSites = Set.copyOf(withoutSites);
      withoutRules = Set.copyOf(withoutRules);
    }

    /** What the rules of a plan cost. */
    public static Ask rulesOf(String plan) {
      return new Ask(Optional.of(plan), true, Set.of(), Set.of());
    }
  }

  /** Explains a plan. */
  public Explained explain(Ask ask, Principal principal) {
    Map<String, Long> versions =
        continuum.graphs(principal).stream()
            .filter(r -> isInput(r.name()))
            .collect(Collectors.toMap(r -> r.name().iri(), GraphRow::version));
    return continuum.read(principal, view -> explain(view, ask, versions));
  }

  private Explained explain(DatasetGraph view, Ask ask, Map<String, Long> versions) {
    Graph seen = view.getDefaultGraph();
    Facts facts = new Facts(seen);
    Optional<KeptPlan> plan = KeptPlan.of(facts, ask.plan);
    if (plan.isEmpty()) {
      return new NotExplained(List.of(KeptPlan.unknown(ask.plan)));
    }
    return switch (Reading.of(
        seen, allowing, plan.get().applications(), Weights.DEFAULT, plan.get().at())) {
      case Reading.Unreadable(List<Finding> findings) -> new NotExplained(findings);
      case Reading.Read read -> explain(facts, plan.get(), read, ask, versions);
    };
  }

  private Explained explain(
      Facts facts, KeptPlan plan, Reading.Read read, Ask ask, Map<String, Long> versions) {
    List<Requirements> rules = Requirements.of(facts, read.components());
    List<Finding> findings = unknown(read, rules, ask);
    if (!findings.isEmpty()) {
      return new NotExplained(findings);
    }
    PlacementProblem problem = read.problem();
    PlacementPlan explained = placer.explain(problem, plan.sites());
    Optional<PlacementBound> bound = PlacementBound.prove(problem, explained.score());
    Scenarios scenarios = new Scenarios(read, new Scenarios.PlanAsItIs(explained, bound));
    List<Scenario> prices =
        ask.pricesRules
            ? rules.stream()
                .map(scenarios::withoutRule)
                .sorted(Comparator.comparingDouble(Scenario::weighedEuroPerMonth))
                .toList()
            : List.of();
    return new Explanation(
        plan.plan().getURI(),
        plan.at(),
        explained.totals().byName(),
        explained.totals().weighedEuroPerMonth(problem.weights()),
        bound.map(b -> Placed.Bound.of(b, explained.score())).orElse(null),
        Evaluator.evaluate(problem, plan.sites()).broken().stream().map(b -> b.words()).toList(),
        changed(facts, plan.plan(), versions),
        explained.assignments().stream().map(Explaining::why).toList(),
        whyNot(problem, explained),
        binding(problem, explained, bound),
        prices,
        asked(scenarios, rules, ask));
  }

  private static List<Finding> unknown(Reading.Read read, List<Requirements> rules, Ask ask) {
    List<Finding> findings = new ArrayList<>();
    List<String> names = rules.stream().map(Requirements::name).toList();
    for (String rule : ask.withoutRules) {
      if (!names.contains(rule)) {
        findings.add(
            Finding.violation(
                "place.unknown-rule",
                "No component of the plan has a rule \"" + rule + "\".",
                "There are: " + String.join(", ", names) + "."));
      }
    }
    for (String site : ask.withoutSites) {
      if (read.problem().site(new SiteId(site)).isEmpty()) {
        findings.add(
            new Finding(
                "place.unknown-site",
                Severity.VIOLATION,
                site,
                null,
                null,
                null,
                "The plan does not consider a site <" + site + ">.",
                "Name one of its %d sites, by its IRI or relative to id/."
                    .formatted(read.problem().sites().size())));
      }
    }
    if (ask.withoutSites.size() == read.problem().sites().size() && findings.isEmpty()) {
      findings.add(
          Finding.violation(
              "place.empty", "Without these sites there is none.", "Leave at least one."));
    }
    return findings;
  }

  private static List<Scenario> asked(Scenarios scenarios, List<Requirements> rules, Ask ask) {
    if (ask.withoutSites.isEmpty() && ask.withoutRules.isEmpty()) {
      return List.of();
    }
    List<Requirements> waived =
        rules.stream().filter(rule -> ask.withoutRules.contains(rule.name())).toList();
    Set<SiteId> lost =
        ask.withoutSites.stream().sorted().map(SiteId::new).collect(Collectors.toSet());
    List<String> names = new ArrayList<>();
    ask.withoutSites.stream().sorted().map(Requirements::last).forEach(names::add);
    waived.forEach(rule -> names.add(rule.name()));
    return scenarios.without(String.join(", ", names), waived, lost).stream().toList();
  }

  /** The rows about graphs change with every commit, and say nothing that a plan is made from. */
  private boolean isInput(GraphName graph) {
    return !graph.equals(continuum.names().meta());
  }

  /** What it was made from and is not there any more as it was. */
  private List<String> changed(Facts facts, Node plan, Map<String, Long> versions) {
    List<String> changed = new ArrayList<>();
    for (Node usage : facts.objects(plan, QUALIFIED_USAGE)) {
      facts
          .object(usage, ENTITY)
          .ifPresent(
              graph -> {
                if (!isInput(new GraphName(graph.getURI()))) {
                  return;
                }
                Optional<Long> then =
                    facts.number(usage, Icra.GRAPH_VERSION).map(n -> n.longValue());
                if (!then.equals(Optional.ofNullable(versions.get(graph.getURI())))) {
                  changed.add(graph.getURI());
                }
              });
    }
    return changed;
  }

  private static Why why(PlacementPlan.Assignment a) {
    return new Why(
        a.component().value(),
        a.site().value(),
        a.amounts().byName(),
        a.reasons(),
        a.alternatives().stream()
            .map(
                o ->
                    new Explained.Alternative(
                        o.site().value(), o.difference().byName(), o.weighedEuroPerMonth()))
            .toList(),
        a.excluded().stream()
            .flatMap(
                e ->
                    e.exclusions().stream()
                        .map(x -> new Excluded(e.site().value(), x.rule().key(), x.words())))
            .toList());
  }

  static List<WhyNot> whyNot(PlacementProblem problem, PlacementPlan plan) {
    List<Relaxation> relaxations = Relaxation.of(problem, plan.sites());
    return plan.unplaced().stream()
        .map(
            u ->
                new WhyNot(
                    u.component().value(),
                    u.reasons(),
                    relaxations.stream()
                        .filter(r -> r.component().equals(u.component()))
                        .limit(RELAXATIONS_TOLD)
                        .map(
                            r ->
                                new Relaxed(
                                    r.site().value(),
                                    r.rules().stream().map(b -> b.rule().key()).toList(),
                                    r.rules().stream().map(b -> b.words()).toList(),
                                    r.weighedEuroPerMonth()))
                        .toList()))
        .toList();
  }

  /** A capacity binds where it is used up, not where a component could never fit. */
  private static List<Binding> binding(
      PlacementProblem problem, PlacementPlan plan, Optional<PlacementBound> bound) {
    Map<SiteId, Map<Rule, Long>> alone = new LinkedHashMap<>();
    Map<ComponentId, List<PlacementPlan.ExcludedSite>> excluded = new LinkedHashMap<>();
    plan.assignments().forEach(a -> excluded.put(a.component(), a.excluded()));
    plan.unplaced().forEach(u -> excluded.put(u.component(), u.excluded()));
    excluded.forEach(
        (component, sites) -> {
          for (PlacementPlan.ExcludedSite site : sites) {
            Set<Rule> rules = new LinkedHashSet<>();
            site.exclusions().forEach(e -> rules.add(e.rule()));
            Rule rule = rules.iterator().next();
            if (rules.size() == 1 && couldHold(problem, component, site.site(), rule)) {
              alone
                  .computeIfAbsent(site.site(), k -> new LinkedHashMap<>())
                  .merge(rule, 1L, Long::sum);
            }
          }
        });
    List<CapacityPrice> prices = bound.map(PlacementBound::capacityPrices).orElse(List.of());
    prices.forEach(p -> alone.computeIfAbsent(p.site(), k -> new LinkedHashMap<>()));
    List<Binding> binding = new ArrayList<>();
    alone.forEach(
        (site, rules) -> {
          for (Rule rule : List.of(Rule.CAPACITY_VCPU, Rule.CAPACITY_MEMORY, Rule.CAPACITY_GPU)) {
            double price =
                prices.stream()
                    .filter(p -> p.site().equals(site))
                    .mapToDouble(p -> price(p, rule))
                    .sum();
            long components = rules.getOrDefault(rule, 0L);
            if (components > 0 || price > 0) {
              binding.add(new Binding(site.value(), rule.key(), components, price));
            }
          }
        });
    binding.sort(
        Comparator.comparingDouble(Binding::shadowPriceEuroPerMonth)
            .thenComparingLong(Binding::components)
            .reversed()
            .thenComparing(Binding::site));
    return binding;
  }

  /** Whether the rule is a capacity of the site that is enough for the component alone. */
  private static boolean couldHold(
      PlacementProblem problem, ComponentId component, SiteId site, Rule rule) {
    Demand demand = problem.component(component).orElseThrow().demand();
    Capacity free = problem.site(site).orElseThrow().free();
    return switch (rule) {
      case CAPACITY_VCPU -> demand.vcpuMillicores() <= free.vcpuMillicores();
      case CAPACITY_MEMORY -> demand.memoryMiB() <= free.memoryMiB();
      case CAPACITY_GPU -> demand.gpus().count() <= free.gpus().count();
      default -> false;
    };
  }

  private static double price(CapacityPrice price, Rule rule) {
    return switch (rule) {
      case CAPACITY_VCPU -> price.euroPerVcpu();
      case CAPACITY_MEMORY -> price.euroPerGiB();
      case CAPACITY_GPU -> price.euroPerGpu();
      default -> 0;
    };
  }
}
