package eu.continuo.policies.odrl;

import static eu.continuo.policies.odrl.Profile.odrl;

import eu.continuo.policies.odrl.OdrlPolicy.Conflict;
import eu.continuo.policies.odrl.OdrlPolicy.Duty;
import eu.continuo.policies.odrl.OdrlPolicy.RefinedAction;
import eu.continuo.policies.odrl.OdrlPolicy.Rule;
import eu.continuo.policies.odrl.OdrlPolicy.Subject;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/**
 * Reads policies of ODRL 2.2 from a graph. What the profile does not know is refused by name: a
 * term that is passed over would permit what its author forbids.
 */
public final class OdrlReader {
  private static final Set<String> TYPES =
      Set.of("Policy", "Set", "Offer", "Agreement", "Request", "Ticket", "Assertion", "Privacy");

  private static final Set<String> OF_POLICY =
      Set.of(
          "uid",
          "profile",
          "conflict",
          "inheritFrom",
          "permission",
          "prohibition",
          "obligation",
          "action",
          "target",
          "assigner",
          "assignee",
          "hasPolicy",
          "assignerOf",
          "assigneeOf");
  private static final Set<String> OF_PERMISSION =
      Set.of("uid", "action", "target", "assigner", "assignee", "constraint", "duty");
  private static final Set<String> OF_PROHIBITION =
      Set.of("uid", "action", "target", "assigner", "assignee", "constraint", "remedy");

  /** Among them the functions of those who have another part in a duty than to do it. */
  private static final Set<String> OF_DUTY =
      Set.of(
          "uid",
          "action",
          "target",
          "assigner",
          "assignee",
          "constraint",
          "consequence",
          "attributedParty",
          "attributingParty",
          "compensatedParty",
          "compensatingParty",
          "consentedParty",
          "consentingParty",
          "informedParty",
          "informingParty",
          "trackedParty",
          "trackingParty");

  private final Node policy;
  private final Terms terms;
  private final Conditions conditions;

  private OdrlReader(Graph graph, Node policy) {
    this.policy = policy;
    this.terms = new Terms(graph);
    this.conditions = new Conditions(terms);
  }

  /** The policies of a graph, in the order of their IRIs. */
  public static List<Node> policies(Graph graph) {
    var found = new TreeSet<String>();
    for (var type : TYPES) {
      graph
          .find(Node.ANY, RDF.type.asNode(), odrl(type))
          .filterKeep(t -> t.getSubject().isURI())
          .forEachRemaining(t -> found.add(t.getSubject().getURI()));
    }
    return found.stream().map(org.apache.jena.graph.NodeFactory::createURI).toList();
  }

  /** Whether a graph says of a node that it is a policy. */
  public static boolean isPolicy(Graph graph, Node node) {
    return TYPES.stream().anyMatch(type -> graph.contains(node, RDF.type.asNode(), odrl(type)));
  }

  /**
   * Reads one policy.
   *
   * @param graph has it and everything that it inherits, without blank nodes
   */
  public static OdrlReading read(Graph graph, Node policy) {
    return new OdrlReader(graph, policy).reading();
  }

  private OdrlReading reading() {
    var type = type();
    var family = family(policy, new LinkedHashSet<>());
    var conflict = conflict(family);
    var permissions = new ArrayList<Rule>();
    var prohibitions = new ArrayList<Rule>();
    var obligations = new ArrayList<Duty>();
    for (var each : family) {
      terms.known(each, "A policy", OF_POLICY);
      profile(each);
      for (var rule : terms.nodes(each, "permission")) {
        permissions.add(rule(each, rule, OF_PERMISSION, "duty"));
      }
      for (var rule : terms.nodes(each, "prohibition")) {
        prohibitions.add(rule(each, rule, OF_PROHIBITION, "remedy"));
      }
      for (var duty : terms.nodes(each, "obligation")) {
        obligations.add(duty(duty, subjects(each, "assignee"), Set.of()));
      }
    }
    if (permissions.isEmpty() && prohibitions.isEmpty() && obligations.isEmpty()) {
      terms.wrong(policy, "odrl.incomplete", "The policy has no rule.", "Give it a permission.");
    }
    roles(type, family);
    profileNamed();
    return terms.findings().isEmpty()
        ? new OdrlReading.Read(
            new OdrlPolicy(policy.getURI(), type, conflict, permissions, prohibitions, obligations))
        : new OdrlReading.Refused(
            terms.findings().stream().distinct().sorted(Finding.WORST_FIRST).toList());
  }

  private OdrlPolicy.Type type() {
    var types = new TreeSet<String>();
    for (var name : TYPES) {
      if (terms.graph().contains(policy, RDF.type.asNode(), odrl(name))) {
        types.add(name);
      }
    }
    types.remove("Policy");
    if (types.isEmpty() || types.equals(Set.of("Set"))) {
      return OdrlPolicy.Type.SET;
    }
    if (types.equals(Set.of("Offer")) || types.equals(Set.of("Agreement"))) {
      return OdrlPolicy.Type.valueOf(types.first().toUpperCase(Locale.ROOT));
    }
    terms.wrong(
        policy,
        "odrl.unsupported",
        "The policy is of the type %s.".formatted(String.join(" and ", types)),
        "A policy that is decided here is a Set, an Offer or an Agreement.");
    return OdrlPolicy.Type.SET;
  }

  /** A policy and all that it inherits from (section 2.8), the policy first. */
  private Set<Node> family(Node child, Set<Node> found) {
    found.add(child);
    for (var parent : terms.nodes(child, "inheritFrom")) {
      if (parent.equals(policy)) {
        terms.wrong(
            child,
            "odrl.inheritance",
            "The policy inherits from itself.",
            "Take one odrl:inheritFrom out.");
      } else if (!terms.graph().contains(parent, Node.ANY, Node.ANY)) {
        terms.wrong(
            child,
            "odrl.inheritance",
            "The policy inherits from <%s>, which is not here.".formatted(parent),
            "Give both policies together; nothing is fetched.");
      } else if (!found.contains(parent)) {
        family(parent, found);
      }
    }
    return found;
  }

  /** Where merged policies say different things of conflicts, all is void (section 2.10). */
  private Conflict conflict(Set<Node> family) {
    var said = new TreeSet<String>();
    family.forEach(
        each -> terms.nodes(each, "conflict").forEach(node -> said.add(terms.name(node))));
    if (said.isEmpty()) {
      return Conflict.INVALID;
    }
    var known =
        Map.of("perm", Conflict.PERM, "prohibit", Conflict.PROHIBIT, "invalid", Conflict.INVALID);
    var strategy = known.get(said.first());
    if (said.size() > 1 || strategy == null) {
      terms.wrong(
          policy,
          "odrl.value",
          "What counts where rules conflict is said to be %s."
              .formatted(String.join(" and ", said)),
          "It is one of perm, prohibit and invalid, also for what is inherited.");
      return Conflict.INVALID;
    }
    return strategy;
  }

  private void profile(Node each) {
    for (var profile : terms.nodes(each, "profile")) {
      if (!profile.toString().equals(Profile.IRI)) {
        terms.wrong(
            each,
            "odrl.profile",
            "The policy is of the profile <%s>, which is not known here.".formatted(profile),
            "The profile that is decided here is <%s>.".formatted(Profile.IRI));
      }
    }
  }

  /** A policy names the profile of which it uses terms (section 4). */
  private void profileNamed() {
    if (terms.usedOwn() && terms.nodes(policy, "profile").isEmpty()) {
      terms.wrong(
          policy,
          "odrl.profile",
          "The policy uses terms of a profile that it does not name.",
          "Give it \"profile\": \"%s\".".formatted(Profile.IRI));
    }
  }

  /** An offer has an assigner, an agreement an assignee as well (sections 2.1.2, 2.1.3). */
  private void roles(OdrlPolicy.Type type, Set<Node> family) {
    for (var each : family) {
      for (var kind : List.of("permission", "prohibition")) {
        for (var rule : terms.nodes(each, kind)) {
          for (var role : List.of("assigner", "assignee")) {
            var needed =
                type == OdrlPolicy.Type.AGREEMENT
                    || (type == OdrlPolicy.Type.OFFER && role.equals("assigner"));
            if (needed && terms.nodes(rule, role).isEmpty() && terms.nodes(each, role).isEmpty()) {
              terms.wrong(
                  rule,
                  "odrl.incomplete",
                  "A rule of %s has no %s."
                      .formatted(type == OdrlPolicy.Type.OFFER ? "an offer" : "an agreement", role),
                  "Name one in the rule or in the policy.");
            }
          }
        }
      }
    }
  }

  private Rule rule(Node owner, Node rule, Set<String> known, String duties) {
    terms.known(rule, "A rule", known);
    var actions = new ArrayList<>(actions(rule));
    actions.addAll(actions(owner));
    var targets = new ArrayList<>(subjects(rule, "target"));
    targets.addAll(subjects(owner, "target"));
    var assignees = new ArrayList<>(subjects(rule, "assignee"));
    assignees.addAll(subjects(owner, "assignee"));
    if (terms.nodes(rule, "action").isEmpty() && terms.nodes(owner, "action").isEmpty()) {
      terms.wrong(rule, "odrl.incomplete", "The rule has no action.", "Name one.");
    }
    if (targets.isEmpty()) {
      terms.wrong(rule, "odrl.incomplete", "The rule has no target.", "Name an asset.");
    }
    return new Rule(
        rule.toString(),
        actions,
        targets,
        assignees,
        conditions.of(rule, "constraint"),
        terms.nodes(rule, duties).stream().map(d -> duty(d, assignees, Set.of())).toList());
  }

  private Duty duty(Node duty, List<Subject> assignees, Set<Node> above) {
    terms.known(duty, "A duty", OF_DUTY);
    var actions = actions(duty);
    if (terms.nodes(duty, "action").isEmpty()) {
      terms.wrong(duty, "odrl.incomplete", "The duty has no action.", "Name one.");
    }
    var own = subjects(duty, "assignee");
    var within = new LinkedHashSet<>(above);
    within.add(duty);
    var consequences = new ArrayList<Duty>();
    for (var consequence : terms.nodes(duty, "consequence")) {
      if (within.contains(consequence)) {
        terms.wrong(duty, "odrl.value", "The duty is its own consequence.", "Take one out.");
      } else {
        consequences.add(duty(consequence, assignees, within));
      }
    }
    return new Duty(
        duty.toString(),
        actions,
        own.isEmpty() ? assignees : own,
        conditions.of(duty, "constraint"),
        consequences);
  }

  /** The actions of a rule; one with refinements is a node whose value is the action. */
  private List<RefinedAction> actions(Node rule) {
    var found = new ArrayList<RefinedAction>();
    for (var node : terms.nodes(rule, "action")) {
      var value = terms.value(node);
      action(value.orElse(node), rule)
          .ifPresent(name -> found.add(new RefinedAction(name, conditions.of(node, "refinement"))));
    }
    return found;
  }

  private Optional<String> action(Node action, Node rule) {
    return terms.term(
        action, rule, "action", Profile.packaged().actions().keySet(), "odrl.action-unknown");
  }

  /** Assets or parties; a collection is meant by its source where it has one (section 2.2.2). */
  private List<Subject> subjects(Node rule, String role) {
    var found = new ArrayList<Subject>();
    for (var node : terms.nodes(rule, role)) {
      var source = terms.nodes(node, "source");
      if (!node.isURI() || source.size() > 1) {
        terms.wrong(
            rule, "odrl.value", "A %s is no IRI, or has several.".formatted(role), "Give it one.");
      } else {
        found.add(
            new Subject(
                (source.isEmpty() ? node : source.getFirst()).toString(),
                conditions.of(node, "refinement")));
      }
    }
    return found;
  }
}
