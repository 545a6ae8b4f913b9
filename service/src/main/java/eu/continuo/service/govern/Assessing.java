package eu.continuo.service.govern;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Eligibility;
import eu.continuo.policies.Policy;
import eu.continuo.policies.PolicyBundle;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.PolicySet.Table;
import eu.continuo.policies.Reason;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says what a policy would change before it is in force: every pair of component and site, what is
 * placed now, and what complying again would cost.
 */
public final class Assessing {
  private static final Node GENERATED_AT =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  private final Continuum continuum;
  private final Governing governing;
  private final InForce inForce;

  /** Assesses the policies of this book by what this continuum knows. */
  public Assessing(Continuum continuum, Governing governing, InForce inForce) {
    this.continuum = continuum;
    this.governing = governing;
    this.inForce = inForce;
  }

  /**
   * What the latest bundle of a policy would change.
   *
   * @param policy its name
   * @param now the clock of the assessment
   */
  public Assessed of(String policy, Principal principal, Instant now) throws IOException {
    Optional<PolicyBundle> latest = governing.latest(policy);
    if (latest.isEmpty()) {
      return refused("policy.unknown", "No policy " + policy + " was published.");
    }
    switch (latest.get().policy().decides()) {
      case PAIRS -> {}
      case COMMITS -> {
        return refused(
            "policy.about-commits",
            "The policy " + policy + " decides about commits, of which the next is not known.");
      }
      case USES -> {
        return refused(
            "policy.about-uses",
            "The policy " + policy + " decides about uses, of which the next is not known.");
      }
    }
    Book.Pack pack = java.util.Objects.requireNonNull(governing.book().packs().get(policy));
    PolicySet before = inForce.now().policies();
    PolicySet after = inForce.with(latest.get(), pack.level());
    Sets sets = new Sets(before, after);
    try {
      Assessment found =
          continuum.read(principal, view -> assess(view.getDefaultGraph(), sets, now));
      return new Assessed.Told(
          new Impact(
              policy,
              latest.get().sha256(),
              now,
              found.pairs.components,
              found.pairs.sites,
              found.pairs.lost,
              found.pairs.gained,
              found.pairs.nowhere,
              found.unlawful,
              found.withdrawn,
              found.agreements,
              cost(found, sets, principal, now)));
    } catch (NotDecided e) {
      return refused("policy.failed", e.reason.message());
    }
  }

  /** What came of an assessment. */
  public sealed interface Assessed {
    /** What would change. */
    record Told(Impact impact) implements Assessed {}

    /** There is no such policy, or a policy could not be evaluated. */
    record Refused(List<Finding> findings) implements Assessed {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  private static Assessed refused(String code, String message) {
    return new Assessed.Refused(List.of(Finding.violation(code, message, null)));
  }

  /** A policy could not be evaluated, so that nothing can be compared. */
  private static final class NotDecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    NotDecided(Reason reason) {
      super(reason.message(), null, false, false);
      this.reason = reason;
    }
  }

  /** The policies with and without the one that is assessed. */
  private record Sets(PolicySet before, PolicySet after) {}

  /** How the pairs change. */
  private record Pairs(
      int components,
      int sites,
      long lost,
      long gained,
      List<String> nowhere,
      List<String> emptied) {}

  private record Assessment(
      Pairs pairs,
      List<Impact.Unlawful> unlawful,
      List<String> withdrawn,
      List<String> agreements,
      List<String> applications) {}

  private Assessment assess(Graph view, Sets sets, Instant now) {
    Facts facts = new Facts(view);
    var seen = Allowing.continuum(view);
    List<DecisionRequest.Component> components =
        Allowing.components(view, facts.instances(Icra.APPLICATION_COMPONENT));
    Map<Policy, Eligibility> known = new HashMap<>();
    Table.Decided before = decided(sets.before.table(seen, components, now, known));
    Table.Decided after = decided(sets.after.table(seen, components, now, known));
    List<String> sites = seen.sites().keySet().stream().sorted().toList();
    Pairs pairs = pairs(components, sites, before, after);

    Map<String, String> placed = placed(facts);
    List<Impact.Unlawful> unlawful = new ArrayList<>();
    PolicyData data = PolicyData.of(seen);
    for (DecisionRequest.Component component : components) {
      @Nullable String site = placed.get(component.iri());
      if (site != null
          && before.allows(component.iri(), site)
          && !after.allows(component.iri(), site)) {
        Decision decision =
            sets.after
                .decide(data, new DecisionRequest(List.of(component), List.of(site)), now)
                .of(component.iri(), site)
                .orElseThrow();
        unlawful.add(new Impact.Unlawful(component.iri(), site, decision.reasons()));
      }
    }
    List<Node> withdrawn =
        pairs.emptied.stream()
            .flatMap(s -> facts.subjects(Icra.AT_SITE, NodeFactory.createURI(s)).stream())
            .filter(o -> facts.object(o, Icra.OFFERED_BY).isPresent())
            .toList();
    return new Assessment(
        pairs,
        unlawful,
        iris(withdrawn),
        iris(
            withdrawn.stream()
                .flatMap(o -> facts.subjects(Icra.FOR_OFFERING, o).stream())
                .toList()),
        iris(
            unlawful.stream()
                .flatMap(
                    u ->
                        facts
                            .subjects(Icra.HAS_COMPONENT, NodeFactory.createURI(u.component()))
                            .stream())
                .toList()));
  }

  private static List<String> iris(List<Node> nodes) {
    return nodes.stream().map(Node::getURI).distinct().sorted().toList();
  }

  private static Pairs pairs(
      List<DecisionRequest.Component> components,
      List<String> sites,
      Table.Decided before,
      Table.Decided after) {
    long lost = 0;
    long gained = 0;
    List<String> nowhere = new ArrayList<>();
    BitSet used = new BitSet();
    BitSet usable = new BitSet();
    for (DecisionRequest.Component component : components) {
      boolean had = false;
      boolean has = false;
      for (int i = 0; i < sites.size(); i++) {
        boolean was = before.allows(component.iri(), sites.get(i));
        boolean is = after.allows(component.iri(), sites.get(i));
        lost += was && !is ? 1 : 0;
        gained += is && !was ? 1 : 0;
        had |= was;
        has |= is;
        if (was) {
          used.set(i);
        }
        if (is) {
          usable.set(i);
        }
      }
      if (had && !has) {
        nowhere.add(component.iri());
      }
    }
    used.andNot(usable);
    return new Pairs(
        components.size(),
        sites.size(),
        lost,
        gained,
        nowhere,
        used.stream().mapToObj(sites::get).toList());
  }

  private static Table.Decided decided(Table table) {
    return switch (table) {
      case Table.Decided decided -> decided;
      case Table.Failed(Reason reason) -> throw new NotDecided(reason);
    };
  }

  /** Where each component is by the latest plan that has it. */
  private static Map<String, String> placed(Facts facts) {
    Map<String, String> sites = new TreeMap<>();
    Map<String, Instant> latest = new HashMap<>();
    for (Node assignment : facts.instances(Icra.ASSIGNMENT)) {
      Optional<Node> component = facts.object(assignment, Icra.FOR_COMPONENT);
      Optional<Node> site = facts.object(assignment, Icra.AT_SITE);
      Optional<Instant> at =
          facts.object(assignment, Icra.IN_PLAN).flatMap(p -> facts.instant(p, GENERATED_AT));
      if (component.isPresent() && site.isPresent() && at.isPresent()) {
        String iri = component.get().getURI();
        @Nullable Instant other = latest.get(iri);
        if (other == null || at.get().isAfter(other)) {
          latest.put(iri, at.get());
          sites.put(iri, site.get().getURI());
        }
      }
    }
    return sites;
  }

  private Impact.@Nullable Cost cost(
      Assessment found, Sets sets, Principal principal, Instant now) {
    if (found.applications.isEmpty()) {
      return null;
    }
    Placed without = rehearsed(sets.before, found.applications, principal, now);
    Placed with = rehearsed(sets.after, found.applications, principal, now);
    if (!(without instanceof Placed.Plan before && with instanceof Placed.Plan after)) {
      return null;
    }
    Map<String, String> sites = new HashMap<>();
    after.assignments().forEach(a -> sites.put(a.component(), a.site()));
    List<String> unplaced =
        before.assignments().stream()
            .map(Placed.Assignment::component)
            .filter(c -> !sites.containsKey(c))
            .toList();
    List<Impact.Move> moves = new ArrayList<>();
    for (Impact.Unlawful moved : found.unlawful) {
      @Nullable String to = sites.get(moved.component());
      if (to != null) {
        moves.add(new Impact.Move(moved.component(), moved.site(), to));
      }
    }
    return new Impact.Cost(
        more(before, after, "costEuro"), more(before, after, "carbonGrams"), unplaced, moves);
  }

  private static double more(Placed.Plan before, Placed.Plan after, String term) {
    return after.totals().getOrDefault(term, 0.0) - before.totals().getOrDefault(term, 0.0);
  }

  private Placed rehearsed(
      PolicySet policies, List<String> applications, Principal principal, Instant now) {
    return new Placing(continuum, new Allowing(() -> policies), (placed, by, at) -> {})
        .rehearse(new Placing.Wish(applications, Weights.DEFAULT, 0), principal, now);
  }
}
