package eu.continuo.service.govern;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decides;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.PolicyBundle;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.PolicySet.Table;
import eu.continuo.policies.Reason;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Complying;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final InForce inForce;

  /** Assesses what could come into force by what this continuum knows. */
  public Assessing(Continuum continuum, InForce inForce) {
    this.continuum = continuum;
    this.inForce = inForce;
  }

  /**
   * What the latest bundle of a policy would change.
   *
   * @param policy its name
   * @param now the clock of the assessment
   */
  public Assessed of(String policy, Principal principal, Instant now) throws IOException {
    Optional<InForce.Candidate> latest = inForce.candidate(policy);
    if (latest.isEmpty()) {
      return refused("policy.unknown", "No policy " + policy + " was published.");
    }
    PolicyBundle bundle = latest.get().bundle();
    Decides about = bundle.policy().decides();
    if (about != Decides.PAIRS) {
      return refused(
          "policy.not-about-pairs",
          "The policy %s decides about %s, and impact is about components at sites."
              .formatted(policy, about.word()));
    }
    PolicySet before = inForce.now().policies();
    PolicySet after = inForce.with(latest.get());
    Sets sets = new Sets(before, after);
    try {
      Assessment found =
          continuum.read(principal, view -> assess(view.getDefaultGraph(), sets, now));
      return new Assessed.Told(
          new Impact(
              policy,
              bundle.sha256(),
              now,
              found.pairs.components,
              found.pairs.sites,
              found.pairs.allowed,
              found.pairs.lost,
              found.pairs.gained,
              found.pairs.nowhere,
              found.unlawful,
              found.withdrawn,
              found.agreements,
              found.cost));
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
      long allowed,
      long lost,
      long gained,
      List<String> nowhere,
      List<String> emptied) {}

  private record Assessment(
      Pairs pairs,
      List<Impact.Unlawful> unlawful,
      List<String> withdrawn,
      List<String> agreements,
      Impact.@Nullable Cost cost) {}

  private Assessment assess(Graph view, Sets sets, Instant now) {
    Facts facts = new Facts(view);
    var seen = Allowing.continuum(view);
    List<DecisionRequest.Component> components =
        Allowing.components(view, facts.instances(Icra.APPLICATION_COMPONENT));
    PolicySet.Known known = new PolicySet.Known();
    Table.Decided before = decided(sets.before.table(seen, components, now, known));
    Table.Decided after = decided(sets.after.table(seen, components, now, known));
    Pairs pairs = pairs(components, before, after);
    PolicyData data = PolicyData.of(seen);
    Map<String, String> placed = placed(facts);
    List<Impact.Unlawful> unlawful =
        unlawful(components, placed, before, after)
            .flatMap(request -> reasons(sets.after, data, request, now))
            .toList();
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
        cost(view, unlawful, placed, before, after, now));
  }

  private static List<String> iris(List<Node> nodes) {
    return nodes.stream().map(Node::getURI).distinct().sorted().toList();
  }

  private static Pairs pairs(
      List<DecisionRequest.Component> components, Table.Decided before, Table.Decided after) {
    long allowed = 0;
    long lost = 0;
    long gained = 0;
    List<String> nowhere = new ArrayList<>();
    BitSet used = new BitSet();
    BitSet usable = new BitSet();
    for (DecisionRequest.Component component : components) {
      BitSet was = before.allowed(component.iri());
      BitSet is = after.allowed(component.iri());
      used.or(was);
      usable.or(is);
      if (!was.isEmpty() && is.isEmpty()) {
        nowhere.add(component.iri());
      }
      allowed += was.cardinality();
      gained += difference(is, was);
      lost += difference(was, is);
    }
    used.andNot(usable);
    return new Pairs(
        components.size(),
        after.sites().size(),
        allowed,
        lost,
        gained,
        nowhere,
        used.stream().mapToObj(after.sites()::get).toList());
  }

  private static long difference(BitSet one, BitSet other) {
    BitSet left = (BitSet) one.clone();
    left.andNot(other);
    return left.cardinality();
  }

  /** What is placed and could not stay, as it is asked about: each site with its components. */
  private static Stream<DecisionRequest> unlawful(
      List<DecisionRequest.Component> components,
      Map<String, String> placed,
      Table.Decided before,
      Table.Decided after) {
    Map<String, List<DecisionRequest.Component>> bySite = new TreeMap<>();
    for (DecisionRequest.Component component : components) {
      @Nullable String site = placed.get(component.iri());
      if (site != null
          && before.allows(component.iri(), site)
          && !after.allows(component.iri(), site)) {
        bySite.computeIfAbsent(site, k -> new ArrayList<>()).add(component);
      }
    }
    return bySite.entrySet().stream()
        .map(each -> new DecisionRequest(each.getValue(), List.of(each.getKey())));
  }

  private static Stream<Impact.Unlawful> reasons(
      PolicySet policies, PolicyData data, DecisionRequest request, Instant now) {
    return policies.decide(data, request, now).all().stream()
        .map(d -> new Impact.Unlawful(d.component(), d.site(), d.reasons()));
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
    Map<Node, Optional<Instant>> made = new HashMap<>();
    BiFunction<Node, Node, List<Node>> objects =
        facts.inOnePass(Icra.FOR_COMPONENT, Icra.AT_SITE, Icra.IN_PLAN);
    for (Node assignment : facts.instances(Icra.ASSIGNMENT)) {
      List<Node> component = objects.apply(assignment, Icra.FOR_COMPONENT);
      List<Node> site = objects.apply(assignment, Icra.AT_SITE);
      List<Node> plan = objects.apply(assignment, Icra.IN_PLAN);
      if (component.size() == 1 && site.size() == 1 && plan.size() == 1) {
        Optional<Instant> at =
            made.computeIfAbsent(plan.getFirst(), p -> facts.instant(p, GENERATED_AT));
        String iri = component.getFirst().getURI();
        @Nullable Instant other = latest.get(iri);
        if (at.isPresent() && (other == null || at.get().isAfter(other))) {
          latest.put(iri, at.get());
          sites.put(iri, site.getFirst().getURI());
        }
      }
    }
    return sites;
  }

  private static Impact.@Nullable Cost cost(
      Graph view,
      List<Impact.Unlawful> unlawful,
      Map<String, String> placed,
      Table.Decided before,
      Table.Decided after,
      Instant now) {
    if (unlawful.isEmpty()) {
      return null;
    }
    Complying.Complied complied =
        new Complying(view, now)
            .leave(
                unlawful.stream().map(Impact.Unlawful::component).collect(Collectors.toSet()),
                placed,
                before::allows,
                after::allows);
    return new Impact.Cost(
        complied.euroPerMonth(),
        complied.carbonGramsPerHour(),
        complied.unplaced(),
        complied.uncounted(),
        complied.moves().entrySet().stream()
            .map(
                move ->
                    new Impact.Move(
                        move.getKey(),
                        Objects.requireNonNull(placed.get(move.getKey())),
                        move.getValue()))
            .toList());
  }
}
