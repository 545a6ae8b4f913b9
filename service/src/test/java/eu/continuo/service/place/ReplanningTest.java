package eu.continuo.service.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.service.Europe;
import eu.continuo.service.desired.DesiredState;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.place.Replanned.Event;
import eu.continuo.service.place.Replanned.Moved;
import eu.continuo.service.place.Replanned.Repaired;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs is repaired when the graph changes: each change is told, and each move has a reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplanningTest {
  private static final String BASE = "https://continuum.example/";
  private static final String RECORDS = BASE + "id/application/lindenhof/records";
  private static final String CUSTOMER = "customers/lindenhof.jsonld";
  private static final JsonMapper JSON = new JsonMapper();

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
                    now());
  }

  @AfterAll
  void close() {
    instance().close();
  }

  @Test
  void whereNothingHasChangedNothingMoves() {
    Repaired repaired = repaired(wish(MoveBudget.UNLIMITED));
    assertThat(repaired.repaired()).isEqualTo(plan().plan());
    assertThat(repaired.events()).isEmpty();
    assertThat(repaired.moves()).isEmpty();
    assertThat(repaired.plan().assignments()).hasSize(6);
    assertThat(repaired.words()).contains("0 of 6 components move");
  }

  /** A site of which the capacity is not known any more is none that a plan can use. */
  @Test
  void whatRunsAtALostSiteMustMove() throws Exception {
    String lost = plan().assignments().getFirst().site();
    long there = plan().assignments().stream().filter(a -> a.site().equals(lost)).count();
    Repaired repaired =
        after(
            provider(plan().assignments().getFirst().provider()),
            graph ->
                graph.removeIf(
                    node ->
                        node.path("type").asString("").equals("Capacity")
                            && node.path("ofSite").asString("").equals(local(lost))),
            wish(MoveBudget.NONE));
    assertThat(repaired.events()).extracting(Event::kind).contains("siteLost");
    assertThat(repaired.moves()).hasSize((int) there);
    assertThat(repaired.moves())
        .allSatisfy(
            move -> {
              assertThat(move.why()).isEqualTo("forced");
              assertThat(move.from()).isEqualTo(lost);
              assertThat(move.because().toString()).contains("lacks what a plan needs to know");
              assertThat(move.difference()).isEmpty();
            });
    assertThat(repaired.plan().placed()).isEqualTo(6);
    assertThat(repaired.unlimited().gainEuroPerMonth()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aRequirementThatIsNewMovesWhatItIsAbout() throws Exception {
    Placed.Assignment first = plan().assignments().getFirst();
    String other = first.country().endsWith("DE") ? "FR" : "DE";
    Repaired repaired =
        after(
            CUSTOMER,
            graph ->
                graph.forEach(
                    node -> {
                      if (node.path("id").asString("").equals(local(first.component()))) {
                        ObjectNode requirement = JSON.createObjectNode();
                        requirement.put("id", "requirement/lindenhof/records/new");
                        requirement.put("type", "Requirement");
                        requirement.put("requirementKind", "location");
                        requirement.put("requiredPlace", other);
                        ArrayNode requires = JSON.createArrayNode();
                        requires.add(requirement);
                        ((ObjectNode) node).set("requires", requires);
                      }
                    }),
            wish(MoveBudget.NONE));
    assertThat(repaired.events()).extracting(Event::kind).contains("refused");
    assertThat(repaired.moves()).isNotEmpty();
    Moved move =
        repaired.moves().stream()
            .filter(m -> m.component().equals(first.component()))
            .findFirst()
            .orElseThrow();
    assertThat(move.why()).isEqualTo("forced");
    assertThat(move.because().toString()).contains("Policy does not allow");
  }

  /** What moves for money moves only where that is more than the move costs. */
  @Test
  void aPriceThatRoseMovesWhatGainsMoreThanItsMoveCosts() throws Exception {
    Placed.Assignment first = plan().assignments().getFirst();
    Consumer<ArrayNode> dearer =
        graph ->
            graph.forEach(
                node -> {
                  if (node.path("atSite").asString("").equals(local(first.site()))
                      && node.has("priceVcpuHourEuro")) {
                    ((ObjectNode) node)
                        .put("priceVcpuHourEuro", 5 * node.path("priceVcpuHourEuro").asDouble());
                  }
                });
    Repaired free = after(provider(first.provider()), dearer, wish(MoveBudget.UNLIMITED));
    assertThat(free.events()).extracting(Event::kind).contains("price");
    assertThat(free.moves())
        .isNotEmpty()
        .allSatisfy(
            move -> {
              assertThat(move.why()).isIn("pays", "needed");
              if (move.why().equals("pays")) {
                assertThat(Objects.requireNonNull(move.gainEuroPerMonth())).isPositive();
              }
            });
    assertThat(free.unlimited().gainEuroPerMonth()).isCloseTo(0, within(1e-6));

    Repaired none = after(provider(first.provider()), dearer, wish(MoveBudget.NONE));
    assertThat(none.moves()).isEmpty();
    assertThat(none.unlimited().gainEuroPerMonth()).isPositive();
    assertThat(none.words()).contains("Without the budget");

    Repaired closed =
        after(
            provider(first.provider()),
            dearer,
            new Replanning.Wish(
                Optional.empty(),
                MoveBudget.UNLIMITED,
                List.of(
                    new Replanning.Window(
                        now().plus(Duration.ofHours(12)), now().plus(Duration.ofHours(14)))),
                Aim.DEFAULT,
                false,
                false,
                0));
    assertThat(closed.moves()).isEmpty();
    assertThat(closed.budget().open()).isFalse();
    assertThat(closed.budget().opens()).isEqualTo(now().plus(Duration.ofHours(12)));
  }

  /** A stated cost of a move, and data times the price of egress, keep a component where it is. */
  @Test
  void whatIsDearToMoveStays() throws Exception {
    Placed.Assignment first = plan().assignments().getFirst();
    Consumer<ArrayNode> heavy =
        graph ->
            graph.forEach(
                node -> {
                  if (node.path("type").asString("").equals("ApplicationComponent")) {
                    ((ObjectNode) node).put("moveCostEuro", 100_000);
                  }
                });
    receive(CUSTOMER, heavy);
    try {
      Repaired repaired =
          after(
              provider(first.provider()),
              graph ->
                  graph.forEach(
                      node -> {
                        if (node.has("priceVcpuHourEuro")) {
                          ((ObjectNode) node)
                              .put(
                                  "priceVcpuHourEuro",
                                  2 * node.path("priceVcpuHourEuro").asDouble());
                        }
                      }),
              wish(MoveBudget.UNLIMITED));
      assertThat(repaired.moves()).isEmpty();
    } finally {
      receive(CUSTOMER, graph -> {});
    }
  }

  @Test
  void aComponentThatIsNewStartsAndNothingMovesForIt() throws Exception {
    Repaired repaired =
        after(
            CUSTOMER,
            graph -> {
              graph.forEach(
                  node -> {
                    if (node.path("id").asString("").equals(local(RECORDS))) {
                      ((ArrayNode) node.get("hasComponent")).add("component/new");
                    }
                  });
              ObjectNode added = JSON.createObjectNode();
              added.put("id", "component/new");
              added.put("type", "ApplicationComponent");
              added.put("requestsVcpu", 1);
              added.put("requestsMemoryGiB", 2);
              graph.add(added);
            },
            wish(MoveBudget.NONE));
    assertThat(repaired.arrivals()).containsExactly(BASE + "id/component/new");
    assertThat(repaired.events()).extracting(Event::kind).containsExactly("arrived");
    assertThat(repaired.moves()).isEmpty();
    assertThat(repaired.plan().placed()).isEqualTo(7);
  }

  /** It is a plan as any other: kept beside the one that it repairs, explained and applied. */
  @Test
  void theRepairedPlanIsAPlan() {
    Repaired repaired =
        repaired(
            new Replanning.Wish(
                Optional.of(plan().plan()),
                MoveBudget.NONE,
                List.of(),
                Aim.DEFAULT,
                false,
                true,
                0));
    assertThat(repaired.plan().plan()).contains("/id/plan/");
    assertThat(
            instance()
                .explaining()
                .explain(
                    new Explaining.Ask(
                        Optional.of(repaired.plan().plan()),
                        false,
                        java.util.Set.of(),
                        java.util.Set.of()),
                    Principal.OPERATOR))
        .isInstanceOf(Explained.Explanation.class);
    assertThat(instance().desired().apply(repaired.plan().plan(), Principal.OPERATOR, now()))
        .isInstanceOf(DesiredState.Answer.Desired.class);
    assertThat(repaired(wish(MoveBudget.NONE)).repaired()).isEqualTo(repaired.plan().plan());
  }

  @Test
  void whatCannotBeRepairedIsSaid() {
    assertThat(
            refused(
                new Replanning.Wish(
                    Optional.of(BASE + "id/plan/none"),
                    MoveBudget.NONE,
                    List.of(),
                    Aim.DEFAULT,
                    false,
                    false,
                    0)))
        .extracting(Finding::code)
        .containsExactly("place.unknown-plan");
    assertThat(
            refused(
                new Replanning.Wish(
                    Optional.empty(),
                    MoveBudget.NONE,
                    List.of(new Replanning.Window(now(), now())),
                    Aim.DEFAULT,
                    false,
                    false,
                    0)))
        .extracting(Finding::code)
        .containsExactly("place.empty-window");
  }

  private static Replanning.Wish wish(MoveBudget budget) {
    return new Replanning.Wish(Optional.empty(), budget, List.of(), Aim.DEFAULT, false, false, 0);
  }

  /** The repair after a document was changed, which is changed back. */
  private Repaired after(String file, Consumer<ArrayNode> change, Replanning.Wish wish)
      throws Exception {
    receive(file, change);
    try {
      return repaired(wish);
    } finally {
      receive(file, graph -> {});
    }
  }

  private void receive(String file, Consumer<ArrayNode> change) throws Exception {
    JsonNode manifest = JSON.readTree(Europe.bytes("manifest.json"));
    JsonNode row =
        manifest
            .get("graphs")
            .valueStream()
            .filter(r -> r.get("file").stringValue().equals(file))
            .findFirst()
            .orElseThrow();
    ObjectNode document = (ObjectNode) JSON.readTree(Europe.bytes(file));
    change.accept((ArrayNode) document.get("@graph"));
    Commit commit =
        instance()
            .intake()
            .receive(
                List.of(
                    new Intake.Document(
                        JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8),
                        JsonLd.MEDIA_TYPE,
                        new GraphName(BASE + row.get("graph").stringValue()),
                        BASE + "id/" + row.get("owner").stringValue(),
                        row.get("visibility").stringValue().equals("public")
                            ? Change.Visibility.PUBLIC
                            : Change.Visibility.RESTRICTED)),
                Principal.OPERATOR,
                now());
    assertThat(commit).isInstanceOfAny(Commit.Kept.class, Commit.Unchanged.class);
  }

  private static String provider(String iri) {
    return "providers/" + iri.substring(1 + iri.lastIndexOf('/')) + ".jsonld";
  }

  private static String local(String iri) {
    return iri.substring((BASE + "id/").length());
  }

  private Repaired repaired(Replanning.Wish wish) {
    Replanned replanned = instance().replanning().replan(wish, Principal.OPERATOR, now());
    assertThat(replanned).isInstanceOf(Repaired.class);
    return (Repaired) replanned;
  }

  private List<Finding> refused(Replanning.Wish wish) {
    return ((Replanned.NotReplanned)
            instance().replanning().replan(wish, Principal.OPERATOR, now()))
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
