package eu.continuo.service.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.Policies;
import eu.continuo.policies.Policy;
import eu.continuo.service.Europe;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Explained.Explanation;
import eu.continuo.service.place.Explained.Scenario;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A plan says why it is as it is, and what would be otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExplainingTest {
  private static final String IDS = "https://continuum.example/id/";
  private static final String RECORDS = IDS + "application/lindenhof/records";

  @Nullable private Europe europe;
  @Nullable private Instance opened;
  private Placed.@Nullable Plan plan;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    europe = Europe.packaged();
    opened = europe.loaded(folder, Judges.FOCUS);
    plan =
        (Placed.Plan)
            opened
                .placing()
                .place(
                    new Placing.Wish(List.of(RECORDS), Weights.DEFAULT, 0),
                    Principal.OPERATOR,
                    europe.now());
  }

  @AfterAll
  void close() {
    instance().close();
  }

  @Test
  void aPlanIsExplainedAsItWasMade() {
    Explanation explanation = explained(Explaining.Ask.rulesOf(plan().plan()));

    assertThat(explanation.totals()).isEqualTo(plan().totals());
    assertThat(explanation.bound()).isEqualTo(plan().bound());
    assertThat(explanation.broken()).isEmpty();
    assertThat(explanation.changedGraphs()).isEmpty();
    assertThat(explanation.unplaced()).isEmpty();
    assertThat(explanation.components())
        .allSatisfy(
            why -> {
              Set<String> told = new HashSet<>();
              why.excluded().forEach(x -> told.add(x.site()));
              assertThat(told).doesNotContain(why.site()).hasSizeLessThan(62);
              assertThat(why.alternatives()).hasSizeLessThanOrEqualTo(3);
              assertThat(told.size() + why.alternatives().size()).isGreaterThan(3);
            });
    assertThat(explanation.rules())
        .extracting(Scenario::without)
        .containsExactlyInAnyOrder("location DE", "location EEA", "location EU", "sovereignty EU");
    assertThat(explanation.rules())
        .allSatisfy(
            rule ->
                assertThat(-rule.weighedEuroPerMonth())
                    .isBetween(-1e-6, Objects.requireNonNull(rule.savesAtMostEuroPerMonth())));
  }

  @Test
  void theLatestPlanIsMeantWhereNoneIsNamed() {
    assertThat(explained(new Explaining.Ask(Optional.empty(), false, Set.of(), Set.of())).plan())
        .isEqualTo(plan().plan());
  }

  @Test
  void aLostSiteIsLeftAndTheDifferenceAddsUp() {
    String lost = plan().assignments().getFirst().site();
    Explanation explanation =
        explained(new Explaining.Ask(Optional.of(plan().plan()), false, Set.of(lost), Set.of()));

    assertThat(explanation.rules()).isEmpty();
    Scenario scenario = explanation.whatIf().getFirst();
    assertThat(scenario.changes())
        .anyMatch(c -> lost.equals(c.before()))
        .noneMatch(c -> lost.equals(c.after()));
    assertThat(scenario.changes().stream().mapToDouble(c -> amount(c.difference())).sum())
        .isCloseTo(amount(scenario.difference()), within(1e-6));
  }

  /** What policy says without a requirement is what it says less the reasons that name it. */
  @Test
  void aRuleIsTakenAwayAsPolicyWouldWithoutIt() throws Exception {
    Policy policy = Policies.packaged().sovereignty();
    instance()
        .continuum()
        .read(
            Principal.OPERATOR,
            view -> {
              Graph seen = view.getDefaultGraph();
              Facts facts = new Facts(seen);
              List<Node> components = facts.instances(Icra.APPLICATION_COMPONENT);
              Decisions all = instance().allowing().decide(seen, components, now());
              Projection projection = new Projection(facts, now());
              List<Requirements> rules = Requirements.of(facts, components);
              assertThat(rules).hasSizeGreaterThan(4);
              for (Requirements rule : rules) {
                Decisions without =
                    policy.decide(
                        Allowing.data(seen),
                        new DecisionRequest(
                            components.stream().map(c -> without(facts, c, rule)).toList(),
                            facts.instances(Icra.SITE).stream().map(Node::getURI).toList()),
                        now());
                Eligibility waived = projection.eligibility(all, rule.iris());
                assertThat(waived.allowed())
                    .as(rule.name())
                    .isEqualTo(projection.eligibility(without, Set.of()).allowed())
                    .isNotEqualTo(projection.eligibility(all, Set.of()).allowed());
              }
              return rules.size();
            });
  }

  @Test
  void whatIsNotKnownIsNamedWithWhatThereIs() {
    assertThat(
            refused(
                new Explaining.Ask(
                    Optional.of(plan().plan()),
                    false,
                    Set.of(IDS + "site/atlantis"),
                    Set.of("location XX"))))
        .extracting(Finding::code)
        .containsExactly("place.unknown-rule", "place.unknown-site");
    assertThat(
            refused(new Explaining.Ask(Optional.of(IDS + "plan/none"), false, Set.of(), Set.of())))
        .extracting(Finding::code)
        .containsExactly("place.unknown-plan");
  }

  private static DecisionRequest.Component without(Facts facts, Node component, Requirements rule) {
    return new DecisionRequest.Component(
        component.getURI(),
        Allowing.requirements(facts, component).stream()
            .filter(r -> !rule.iris().contains(r.iri()))
            .toList());
  }

  private static double amount(Map<String, Double> amounts) {
    return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private Explanation explained(Explaining.Ask ask) {
    Explained explained = instance().explaining().explain(ask, Principal.OPERATOR);
    assertThat(explained).isInstanceOf(Explanation.class);
    return (Explanation) explained;
  }

  private List<Finding> refused(Explaining.Ask ask) {
    return ((Explained.NotExplained) instance().explaining().explain(ask, Principal.OPERATOR))
        .findings();
  }

  private Instant now() {
    return Objects.requireNonNull(europe).now();
  }

  private Instance instance() {
    return Objects.requireNonNull(opened);
  }

  private Placed.Plan plan() {
    return Objects.requireNonNull(plan);
  }
}
