package eu.continuo.service.allow;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Nearest;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.UseRequest;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlReader;
import eu.continuo.policies.odrl.OdrlReading;
import eu.continuo.policies.odrl.Profile;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * May this party do this with this asset? Decided by the policies of ODRL that the graph gives to
 * the asset, or to a collection that it is part of ({@code odrl:hasPolicy}).
 */
public final class Using {
  private static final Node HAS_POLICY = odrl("hasPolicy");
  private static final Node PART_OF = odrl("partOf");
  private static final Set<String> OF_THE_CLOCK = Set.of("dateTime", "dayOfWeek");

  private final Continuum continuum;
  private final Judge judge;

  /** Asks about the policies of a continuum. */
  public Using(Continuum continuum, Judge judge) {
    this.continuum = continuum;
    this.judge = judge;
  }

  /** Who decides, and keeps what is needed to decide it again. */
  @FunctionalInterface
  public interface Judge {
    /** Decides by every policy of the question. */
    Used.Decided decide(Question question, Principal principal, Instant now);
  }

  /**
   * A use with all that it is decided by.
   *
   * @param commit the number of the last commit that the policies and facts have
   * @param places which places lie within which
   */
  public record Question(
      UseRequest use, List<OdrlPolicy> policies, PolicyData places, long commit) {
    public Question {
      policies = List.copyOf(policies);
    }
  }

  /**
   * What somebody wants to do.
   *
   * @param policy the one policy to ask, of several that the asset has; all are asked where none is
   *     named
   * @param at the site where it is done, where that is known
   * @param facts what is known of operands by their names; what the graph knows of the site counts
   *     instead of what is said here
   */
  public record Wish(
      Optional<String> party,
      String action,
      String target,
      Optional<String> policy,
      Optional<String> at,
      Map<String, Fact> facts,
      Set<String> fulfilled) {
    public Wish {
      facts = Map.copyOf(facts);
      fulfilled = Set.copyOf(fulfilled);
    }
  }

  /**
   * Decides by what the principal sees.
   *
   * @param now the clock of the decision
   */
  public Used decide(Wish wish, Principal principal, Instant now) {
    List<Finding> wrong = wrong(wish);
    Posed posed =
        wrong.isEmpty()
            ? continuum.readNumbered(
                principal,
                (revision, view) -> posed(wish, view.getDefaultGraph(), revision.commit(), now))
            : new Posed.Not(wrong);
    return switch (posed) {
      case Posed.Whole(Question question) -> judge.decide(question, principal, now);
      case Posed.Not(List<Finding> findings) -> new Used.NotDecided(findings);
    };
  }

  /** A question, or why there is none. */
  private sealed interface Posed {
    record Whole(Question question) implements Posed {}

    record Not(List<Finding> findings) implements Posed {}
  }

  private static Posed posed(Wish wish, Graph view, long commit, Instant now) {
    Facts facts = new Facts(view);
    Set<String> wholes = wholes(facts, wish.target);
    List<Node> attached = new ArrayList<>(facts.objects(node(wish.target), HAS_POLICY));
    wholes.forEach(whole -> attached.addAll(facts.objects(node(whole), HAS_POLICY)));
    List<Node> asked =
        attached.stream()
            .distinct()
            .filter(p -> wish.policy.isEmpty() || wish.policy.get().equals(p.getURI()))
            .toList();
    if (asked.isEmpty()) {
      return new Posed.Not(List.of(noPolicy(wish, attached)));
    }
    List<OdrlPolicy> policies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Node policy : asked) {
      switch (OdrlReader.read(view, policy)) {
        case OdrlReading.Read(OdrlPolicy read) -> policies.add(read);
        case OdrlReading.Refused(List<Finding> refused) -> findings.addAll(refused);
      }
    }
    if (!findings.isEmpty()) {
      return new Posed.Not(findings);
    }
    Map<String, Fact> known = new HashMap<>(wish.facts);
    site(facts, wish).ifPresent(site -> known.putAll(SiteFacts.of(facts, site, now)));
    UseRequest use =
        new UseRequest(
            wish.party,
            wish.party.map(party -> wholes(facts, party)).orElse(Set.of()),
            wish.action,
            wish.target,
            wholes,
            known,
            wish.fulfilled);
    PolicyData places =
        PolicyData.of(
            new eu.continuo.policies.Continuum(Allowing.places(facts), Map.of(), Map.of()));
    return new Posed.Whole(new Question(use, policies, places, commit));
  }

  private static Finding noPolicy(Wish wish, List<Node> attached) {
    return attached.isEmpty()
        ? Finding.violation(
            "odrl.no-policy",
            "<%s> has no policy, so that nothing is allowed.".formatted(wish.target),
            "Give it one by odrl:hasPolicy, in a graph that whoever asks can see.")
        : Finding.violation(
            "odrl.no-policy",
            "<%s> has no policy <%s>.".formatted(wish.target, wish.policy.orElse("")),
            "It has: %s."
                .formatted(String.join(", ", attached.stream().map(Node::getURI).toList())));
  }

  /** What the profile does not know is refused, so that a misspelled fact is not passed over. */
  private static List<Finding> wrong(Wish wish) {
    List<Finding> findings = new ArrayList<>();
    for (String operand : wish.facts.keySet()) {
      if (OF_THE_CLOCK.contains(operand)) {
        findings.add(
            Finding.violation(
                "odrl.value",
                "%s is told by the clock of the decision.".formatted(operand),
                "Ask with another clock (now) instead."));
      } else if (!Profile.packaged().operands().containsKey(operand)) {
        findings.add(unknown("operand", operand, Profile.packaged().operands().keySet()));
      }
    }
    if (!Profile.packaged().actions().containsKey(wish.action)) {
      findings.add(unknown("action", wish.action, Profile.packaged().actions().keySet()));
    }
    return findings;
  }

  private static Finding unknown(String what, String word, Set<String> known) {
    List<String> near = Nearest.among(word, known);
    return Finding.violation(
        "odrl.%s-unknown".formatted(what),
        "The profile does not know the %s %s.".formatted(what, word),
        near.isEmpty()
            ? "It knows: " + String.join(", ", known) + "."
            : "Did you mean " + String.join(", ", near) + "?");
  }

  /** Where it is done: the site that is named, or the target where that is a site or at one. */
  private static Optional<Node> site(Facts facts, Wish wish) {
    Node target = node(wish.target);
    return wish.at
        .map(Using::node)
        .or(
            () ->
                facts
                        .objects(target, org.apache.jena.vocabulary.RDF.type.asNode())
                        .contains(Icra.SITE)
                    ? Optional.of(target)
                    : facts.object(target, Icra.AT_SITE));
  }

  /** The collections that something is part of, through all that these are part of. */
  private static Set<String> wholes(Facts facts, String part) {
    Set<String> found = new LinkedHashSet<>();
    List<String> next = new ArrayList<>(List.of(part));
    while (!next.isEmpty()) {
      for (Node whole : facts.objects(node(next.removeLast()), PART_OF)) {
        if (found.add(whole.getURI())) {
          next.add(whole.getURI());
        }
      }
    }
    return found;
  }

  private static Node odrl(String name) {
    return node("http://www.w3.org/ns/odrl/2/" + name);
  }

  private static Node node(String iri) {
    return NodeFactory.createURI(iri);
  }
}
