package eu.continuo.service.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.service.Europe;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.Rule;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.sparql.Questions;
import eu.continuo.sparql.Rules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Question, policy and solver give one answer for every component at every site, whole and with any
 * one fact missing that an answer rests on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailClosedTest {
  private static final Set<Node> DECIDING =
      Set.of(
          Icra.SUBJECT_TO_JURISDICTION,
          Icra.CONTROLLED_BY,
          Icra.OWNER_COUNT,
          Icra.COUNTRY,
          Icra.OPERATED_BY,
          Icra.REQUIREMENT_KIND,
          Icra.REQUIRED_PLACE,
          SKOS.broader.asNode());

  private static final Node TYPE = RDF.type.asNode();
  private static final Set<Node> BYSTANDERS =
      Set.of(
          Icra.GRID_OBSERVATION,
          Icra.NETWORK_LINK,
          Icra.ENERGY_OBSERVATION,
          Icra.SERVICE_LEVEL_AGREEMENT,
          Icra.SERVICE_LEVEL_OBJECTIVE,
          Icra.IMPLEMENTATION);

  /** The rules of which a permission reads the conclusions. */
  private static final Set<String> PERMITTING =
      Set.of("places", "complete-owners", "control-paths");

  private final Rules rules = Rules.packaged();
  private final Questions questions = Questions.packaged();
  private final Question permittedSites = questions.named("permitted-sites").orElseThrow();

  private Instance instance;
  private Instant now;
  private Graph known;
  private Graph deciding;
  private Set<Triple> committed;
  private Answers whole;

  @BeforeAll
  void load(@TempDir Path folder) throws Exception {
    Europe europe = Europe.packaged();
    instance = europe.loaded(folder, Judges.FOCUS);
    now = europe.now();
    known = known();
    deciding = deciding();
    // Before any test: a plan that is committed is part of the view as well.
    committed =
        instance.continuum().read(Principal.OPERATOR, view -> triples(view.getDefaultGraph()));
    whole = answers(concluded(known));
  }

  @AfterAll
  void close() {
    instance.close();
  }

  @Test
  void concludesInMemoryWhatTheCommitConcluded() {
    assertThat(triples(concluded(known))).isEqualTo(committed);
  }

  @Test
  void givesOneAnswerOfWhichSomeAllowAndSomeRefuse() {
    assertThat(whole.policy()).isEqualTo(whole.question()).isEqualTo(whole.solver());
    assertThat(whole.policy()).isNotEmpty();
    assertThat(whole.asked()).containsAll(whole.policy());
    assertThat(whole.asked().size()).isGreaterThan(whole.policy().size());
  }

  @TestFactory
  Stream<DynamicTest> givesOneAnswerAndAllowsNoMoreWithoutAFact() {
    List<Removal> removals =
        removals().stream().sorted(Comparator.comparing(Removal::name)).toList();
    int each = Integer.getInteger("continuo.removals-each", 61);
    return IntStream.range(0, removals.size())
        .filter(i -> i % each == 0)
        .mapToObj(removals::get)
        .map(removal -> dynamicTest(removal.name(), () -> withoutFact(removal.facts())));
  }

  @Test
  void everyKindOfFactDecidesSomething() {
    // Otherwise the removals above would agree without having tried anything.
    Set<Node> near = nearPermissions();
    Map<Node, List<Removal>> byProperty =
        removals().stream()
            .sorted(Comparator.comparing(r -> !near.contains(r.facts().getFirst().getSubject())))
            .collect(Collectors.groupingBy(r -> r.facts().getFirst().getPredicate()));
    assertThat(DECIDING)
        .allMatch(
            property ->
                byProperty.getOrDefault(property, List.of()).stream()
                    .map(r -> question(permitting(without(r.facts()))))
                    .anyMatch(answer -> !answer.equals(whole.question())));
  }

  /** Where something may run, where that lies, and what is attested of who operates it. */
  private Set<Node> nearPermissions() {
    Set<Node> near = new HashSet<>();
    for (Pair pair : whole.policy()) {
      Node site = NodeFactory.createURI(pair.site());
      near.add(site);
      known.stream(site, Icra.COUNTRY, Node.ANY).map(Triple::getObject).forEach(near::add);
      known.stream(site, Icra.OPERATED_BY, Node.ANY)
          .flatMap(operates -> known.stream(Node.ANY, Icra.OF_PARTY, operates.getObject()))
          .map(Triple::getSubject)
          .forEach(near::add);
    }
    return near;
  }

  @Test
  void plansNoDeniedPair() {
    Placed placed = instance.placing().place(Placing.Wish.ALL, Principal.OPERATOR, now);
    assertThat(placed).isInstanceOf(Placed.Plan.class);
    List<Pair> planned =
        ((Placed.Plan) placed)
            .assignments().stream().map(a -> new Pair(a.component(), a.site())).toList();
    assertThat(planned).isNotEmpty();
    assertThat(whole.policy()).containsAll(planned);
  }

  @Test
  void forcingADeniedPairBreaksEligibility() {
    ProblemCheck check = request(concluded(known)).check();
    assertThat(check).isInstanceOf(ProblemCheck.Accepted.class);
    PlacementProblem problem = ((ProblemCheck.Accepted) check).problem();
    Set<Pair> broken = new TreeSet<>();
    for (Pair pair : whole.asked()) {
      var plan = Map.of(new ComponentId(pair.component()), new SiteId(pair.site()));
      if (Evaluator.evaluate(problem, plan).brokenByRule().containsKey(Rule.ELIGIBILITY)) {
        broken.add(pair);
      }
    }
    Set<Pair> denied = new TreeSet<>(whole.asked());
    denied.removeAll(whole.policy());
    assertThat(broken).isEqualTo(denied);
  }

  private void withoutFact(List<Triple> facts) {
    Answers answers = answers(permitting(without(facts)));
    assertThat(answers.policy()).as("policy and question").isEqualTo(answers.question());
    assertThat(answers.solver())
        .as("policy and solver, of the sites that the solver considers")
        .isEqualTo(answers.policyOfConsidered());
    assertThat(whole.policy()).as("allowed before").containsAll(answers.policy());
  }

  /** Every fact that a decision rests on, alone; every attestation, whole and fact by fact. */
  private List<Removal> removals() {
    List<Removal> removals = new ArrayList<>();
    known.stream()
        .filter(t -> DECIDING.contains(t.getPredicate()))
        .forEach(t -> removals.add(new Removal(t.toString(), List.of(t))));
    for (Node attestation : new Facts(known).instances(Icra.CONTROL_ATTESTATION)) {
      List<Triple> facts = known.stream(attestation, Node.ANY, Node.ANY).toList();
      removals.add(new Removal("all of " + attestation, facts));
      facts.stream()
          .filter(t -> !DECIDING.contains(t.getPredicate()))
          .forEach(t -> removals.add(new Removal(t.toString(), List.of(t))));
    }
    return removals;
  }

  /** What is asserted and attested; not what rules concluded from it. */
  private Graph known() {
    var names = instance.continuum().names();
    var sources =
        instance.continuum().graphs(Principal.OPERATOR).stream()
            .filter(r -> r.kind().equals("asserted") || r.name().equals(names.attested()))
            .map(r -> r.name().node())
            .toList();
    return instance
        .continuum()
        .read(
            Principal.OPERATOR,
            view -> {
              Graph copy = GraphFactory.createDefaultGraph();
              sources.forEach(s -> view.getGraph(s).stream().forEach(copy::add));
              return copy;
            });
  }

  /** What is known without the many things that bear on no permission, to be asked about faster. */
  private Graph deciding() {
    Graph rest = GraphFactory.createDefaultGraph();
    known.stream()
        .filter(t -> BYSTANDERS.stream().noneMatch(c -> known.contains(t.getSubject(), TYPE, c)))
        .forEach(rest::add);
    return rest;
  }

  private Graph without(Collection<Triple> facts) {
    Graph rest = GraphFactory.createDefaultGraph();
    deciding.stream().filter(t -> !facts.contains(t)).forEach(rest::add);
    return rest;
  }

  private Graph concluded(Graph facts) {
    Graph view = GraphFactory.createDefaultGraph();
    facts.stream().forEach(view::add);
    rules.conclude(facts).forEach(d -> d.graph().stream().forEach(view::add));
    return view;
  }

  /** As {@link #concluded}, without what no permission reads. */
  private Graph permitting(Graph facts) {
    Graph view = GraphFactory.createDefaultGraph();
    facts.stream().forEach(view::add);
    rules.inOrder().stream()
        .filter(rule -> PERMITTING.contains(rule.name()))
        .forEach(rule -> rule.conclude(view).stream().forEach(view::add));
    return view;
  }

  private Answers answers(Graph view) {
    Decisions decisions = decisions(view);
    Set<Pair> asked = new TreeSet<>();
    Set<Pair> allowed = new TreeSet<>();
    for (Decision decision : decisions.all()) {
      Pair pair = new Pair(decision.component(), decision.site());
      asked.add(pair);
      if (decision.allow()) {
        allowed.add(pair);
      }
    }
    PlacementRequest request = request(view);
    assertThat(request.check()).isInstanceOf(ProblemCheck.Accepted.class);
    return new Answers(
        asked,
        question(view),
        allowed,
        solver(request.eligibility(), asked),
        request.sites().stream().map(s -> s.id().value()).collect(Collectors.toSet()));
  }

  private Set<Pair> question(Graph view) {
    Asked answer =
        questions.ask(
            permittedSites,
            DatasetGraphFactory.wrap(view),
            Map.of(),
            now,
            instance.continuum().names().base());
    assertThat(answer).isInstanceOf(Asked.Answer.class);
    return ((Asked.Answer) answer)
        .rows().stream()
            .map(row -> new Pair(row.get("component").getURI(), row.get("site").getURI()))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Pair> solver(Eligibility eligibility, Set<Pair> asked) {
    return asked.stream()
        .filter(p -> eligibility.allows(new ComponentId(p.component()), new SiteId(p.site())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private PlacementRequest request(Graph view) {
    Facts facts = new Facts(view);
    return new Projection(facts, now)
        .request(facts.instances(Icra.APPLICATION), decisions(view), Weights.DEFAULT);
  }

  private Decisions decisions(Graph view) {
    return instance
        .allowing()
        .decide(view, new Facts(view).instances(Icra.APPLICATION_COMPONENT), now);
  }

  private static Set<Triple> triples(Graph graph) {
    return graph.stream().collect(Collectors.toSet());
  }

  /** Facts to do without, and how a report calls them. */
  private record Removal(String name, List<Triple> facts) {}

  /**
   * The pairs that were asked about, those that each allows, and the sites that the solver
   * considers: one that lacks a fact which a plan needs is none of them.
   */
  private record Answers(
      Set<Pair> asked,
      Set<Pair> question,
      Set<Pair> policy,
      Set<Pair> solver,
      Set<String> considered) {
    Set<Pair> policyOfConsidered() {
      return policy.stream()
          .filter(p -> considered.contains(p.site()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private record Pair(String component, String site) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byComponent = component.compareTo(other.component);
      return byComponent != 0 ? byComponent : site.compareTo(other.site);
    }
  }
}
