package eu.continuo.service.allow;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Continuum;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicySet;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Condition;
import eu.continuo.service.graph.Facts;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * Asks the policies about the facts of a view. Policies read attested facts only; a fact that is
 * missing reaches them as missing, and they refuse and name it.
 */
public final class Allowing {
  /** Whoever activates policies faster than a plan is asked about is told to ask again. */
  private static final int TRIES_MAX = 5;

  /** What so many components require is read in one pass over the graph. */
  private static final int MANY = 1_000;

  private static final List<Finding> OTHERS =
      List.of(
          Finding.violation(
              "policy.changed",
              "Other policies came into force meanwhile.",
              "Ask again: they are asked as well."));

  private final Supplier<PolicySet> policies;

  /** Asks the policies that are in force when it is asked. */
  public Allowing(Supplier<PolicySet> policies) {
    this.policies = policies;
  }

  /** The policies in force now. */
  public PolicySet policies() {
    return policies.get();
  }

  /**
   * Commits what the policies allow, by those that are in force at the moment of the commit: where
   * others come into force between the question and the commit, they are asked as well.
   *
   * @param question what stands against it, by the policies in force when it is asked
   * @param commit commits, if the condition holds then
   */
  public Commit committed(Supplier<List<Finding>> question, Function<Condition, Commit> commit) {
    for (int tries = 1; ; tries++) {
      PolicySet by = policies.get();
      List<Finding> against = question.get();
      if (!against.isEmpty()) {
        return new Commit.Refused(against);
      }
      AtomicBoolean others = new AtomicBoolean();
      Commit committed =
          commit.apply(
              versions -> {
                others.set(!policies.get().equals(by));
                return others.get() ? OTHERS : List.of();
              });
      if (!others.get() || tries == TRIES_MAX) {
        return committed;
      }
    }
  }

  /**
   * A decision for each component at each site.
   *
   * @param view the default graph of a view
   * @param components whom to ask for, of class {@code icra:ApplicationComponent}
   * @param now the clock of the decision
   */
  public Decisions decide(Graph view, List<Node> components, Instant now) {
    List<String> sites = new Facts(view).instances(Icra.SITE).stream().map(Node::getURI).toList();
    return decide(view, new DecisionRequest(components(view, components), sites), now);
  }

  /** Components with what they require, as the policies are told of them. */
  public static List<DecisionRequest.Component> components(Graph view, List<Node> components) {
    Facts facts = new Facts(view);
    BiFunction<Node, Node, List<Node>> objects =
        components.size() < MANY
            ? facts::objects
            : facts.inOnePass(Icra.REQUIRES, Icra.REQUIREMENT_KIND, Icra.REQUIRED_PLACE);
    return components.stream()
        .map(c -> new DecisionRequest.Component(c.getURI(), requirements(facts, objects, c)))
        .toList();
  }

  /** The facts of a view that policies read. */
  public static Continuum continuum(Graph view) {
    return projection(new Facts(view));
  }

  /** What is decided about components that the view need not know. */
  public Decisions decide(Graph view, DecisionRequest request, Instant now) {
    return policies.get().decide(data(view), request, now);
  }

  /** The facts of a view as the policies read them. */
  public static PolicyData data(Graph view) {
    return PolicyData.of(continuum(view));
  }

  /** What a component requires, as the policies read it. */
  public static List<DecisionRequest.Requirement> requirements(Facts facts, Node component) {
    return requirements(facts, facts::objects, component);
  }

  private static List<DecisionRequest.Requirement> requirements(
      Facts facts, BiFunction<Node, Node, List<Node>> objects, Node component) {
    return objects.apply(component, Icra.REQUIRES).stream()
        .map(r -> RequirementFacts.requirement(facts, objects, r))
        .toList();
  }

  private static Continuum projection(Facts facts) {
    SafeguardFacts safeguards = SafeguardFacts.of(facts);
    Map<String, Continuum.Site> sites = new HashMap<>();
    for (Node site : facts.instances(Icra.SITE)) {
      sites.put(
          site.getURI(),
          new Continuum.Site(
              facts.object(site, Icra.COUNTRY).map(Node::getURI).orElse(null),
              facts.object(site, Icra.OPERATED_BY).map(Node::getURI).orElse(null),
              safeguards.ofSite(site.getURI())));
    }
    Map<String, List<Continuum.Attestation>> attestations = new HashMap<>();
    for (Node attestation : facts.instances(Icra.CONTROL_ATTESTATION)) {
      facts
          .object(attestation, Icra.OF_PARTY)
          .ifPresent(
              party ->
                  attestations
                      .computeIfAbsent(party.getURI(), k -> new ArrayList<>())
                      .add(attestation(facts, attestation)));
    }
    return new Continuum(places(facts), sites, attestations, safeguards.processing());
  }

  /** Each place, with every place that it lies within. */
  static Map<String, Set<String>> places(Facts facts) {
    Map<String, Set<String>> places = new HashMap<>();
    facts.graph().stream(Node.ANY, Icra.WITHIN, Node.ANY)
        .forEach(
            t -> places.computeIfAbsent(iri(t), k -> new HashSet<>()).add(t.getObject().getURI()));
    return places;
  }

  private static Continuum.Attestation attestation(Facts facts, Node attestation) {
    return new Continuum.Attestation(
        attestation.getURI(),
        facts.object(attestation, Icra.SUBJECT_TO_JURISDICTION).map(Node::getURI).orElse(null),
        Set.copyOf(
            facts.objects(attestation, Icra.CONTROLLED_BY).stream().map(Node::getURI).toList()),
        facts.number(attestation, Icra.OWNER_COUNT).map(n -> n.intValueExact()).orElse(null),
        facts.instant(attestation, Icra.VALID_FROM).orElse(null),
        facts.instant(attestation, Icra.VALID_UNTIL).orElse(null));
  }

  private static String iri(Triple triple) {
    return triple.getSubject().getURI();
  }
}
