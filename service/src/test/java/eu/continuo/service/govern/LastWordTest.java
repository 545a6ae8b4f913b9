package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Level;
import eu.continuo.policies.Waiver;
import eu.continuo.service.Europe;
import eu.continuo.service.desired.DesiredState;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.place.Quoted;
import eu.continuo.service.place.Quoting;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policies in force have the last word about what is finished, and it is in the log. */
final class LastWordTest {
  private static final String ID = "https://continuum.example/id/";
  private static final String SHOP = ID + "application/blumenkontor/shop";
  private static final String ADS = ID + "component/blumenkontor/shop/adservice";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Desk desk;
  private Instance instance;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
    Europe europe = Europe.packaged();
    Files.write(folder.resolve("trust-list.json"), Europe.bytes("trust-list.json"));
    instance = Instance.open(Settings.in(folder, Clock.fixed(Desk.NOW, ZoneOffset.UTC)));
    assertThat(
            instance
                .intake()
                .receive(europe.documentsWithoutHours(), Principal.OPERATOR, europe.now()))
        .isInstanceOf(Commit.Kept.class);
    desk.publish("residency", "one", "EU", Level.PROVIDER);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void aPlanThatPoliciesOfMeanwhileForbidIsNotKeptNorAppliedNorQuoted() throws Exception {
    Placed.Plan before = (Placed.Plan) place(() -> {});
    assertThat(siteOf(before)).endsWith("site/alibaba-eu-west-1");
    assertThat(events("plan"))
        .isNotEmpty()
        .allMatch(e -> e.at("/requested_by").asString().equals("operator"));
    int noted = events("plan").size();

    AtomicBoolean once = new AtomicBoolean();
    Placed refused =
        place(
            () -> {
              if (once.compareAndSet(false, true)) {
                enforce();
              }
            });
    assertThat(refused)
        .isInstanceOfSatisfying(
            Placed.NotPlaced.class,
            not ->
                assertThat(not.findings())
                    .singleElement()
                    .satisfies(
                        finding -> {
                          assertThat(finding.code()).isEqualTo("place.denied");
                          assertThat(finding.focus()).isEqualTo(ADS);
                          assertThat(finding.value()).isEqualTo("residency.outside");
                          assertThat(finding.source()).isEqualTo("residency");
                        }));
    assertThat(plans()).hasSize(1);
    assertThat(events("plan").subList(noted, events("plan").size()))
        .as("what refused it is in the log")
        .anyMatch(
            e ->
                e.path("path").asString().equals("icra/residency/decisions")
                    && e.toString().contains("\"allow\":false"));

    assertThat(instance.desired().apply(before.plan(), Principal.OPERATOR, Desk.NOW))
        .isInstanceOfSatisfying(
            DesiredState.Answer.Refused.class,
            not ->
                assertThat(not.findings())
                    .extracting(Finding::code)
                    .contains("place.broken", "place.denied"));
    Placed.Plan after = (Placed.Plan) place(() -> {});
    assertThat(siteOf(after)).doesNotEndWith("site/alibaba-eu-west-1");
    assertThat(instance.desired().apply(after.plan(), Principal.OPERATOR, Desk.NOW))
        .isInstanceOf(DesiredState.Answer.Desired.class);
    assertThat(events("apply")).isNotEmpty();
  }

  @Test
  void aQuoteIsInTheLogAndAWaiverStandsInTheEventThatItTouches() throws Exception {
    enforce();
    desk.governing.waivable(Level.PROVIDER, true);
    Waiver waiver =
        new Waiver(
            "ads", "residency", "", ADS, "", "anna", "a move", Desk.NOW, Desk.NOW.plusSeconds(60));
    assertThat(desk.governing.waive(waiver, Desk.NOW)).isInstanceOf(Governed.Done.class);
    Placed.Plan waived = (Placed.Plan) place(() -> {});
    assertThat(siteOf(waived)).endsWith("site/alibaba-eu-west-1");
    assertThat(events("plan"))
        .filteredOn(e -> e.at("/custom/waived/0").asString("").equals("ads"))
        .singleElement()
        .satisfies(
            e -> assertThat(e.path("path").asString()).isEqualTo("icra/residency/decisions"));

    Quoted quoted =
        instance
            .quoting()
            .quote(
                new Quoting.Wish(
                    List.of(new Quoting.Service("web", 2, 4, 0, List.of())), List.of(), List.of()),
                Principal.OPERATOR,
                Desk.NOW);
    assertThat(quoted).isInstanceOf(Quoted.Quote.class);
    assertThat(events("quote"))
        .extracting(e -> e.path("path").asString())
        .containsExactlyInAnyOrder("icra/sovereignty/decisions", "icra/residency/decisions");
  }

  @Test
  void ofTwoPlansThatAreAppliedAtOnceNeitherIsLost() throws Exception {
    List<String> applications = List.of(SHOP, ID + "application/blumenkontor/demand-model");
    List<String> plans = new ArrayList<>();
    for (String application : applications) {
      Placed placed =
          instance
              .placing()
              .place(
                  new Placing.Wish(List.of(application), Weights.DEFAULT, 0),
                  Principal.OPERATOR,
                  Desk.NOW);
      plans.add(((Placed.Plan) placed).plan());
    }
    CyclicBarrier together = new CyclicBarrier(plans.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(plans.size())) {
      List<Future<DesiredState.Answer>> applied = new ArrayList<>();
      for (String plan : plans) {
        applied.add(
            threads.submit(
                () -> {
                  together.await();
                  return instance.desired().apply(plan, Principal.OPERATOR, Desk.NOW);
                }));
      }
      for (Future<DesiredState.Answer> one : applied) {
        assertThat(one.get()).isInstanceOf(DesiredState.Answer.Desired.class);
      }
    }
    assertThat(desired()).containsAll(plans);
  }

  private void enforce() {
    try {
      assertThat(desk.activate("residency", false, null)).isInstanceOf(Governed.Done.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Placed place(Runnable meanwhile) {
    return instance
        .placing()
        .place(
            new Placing.Wish(List.of(SHOP), Weights.DEFAULT, 0),
            Principal.OPERATOR,
            Desk.NOW,
            better -> meanwhile.run());
  }

  private static String siteOf(Placed.Plan plan) {
    return plan.assignments().stream()
        .filter(a -> a.component().equals(ADS))
        .findFirst()
        .orElseThrow()
        .site();
  }

  private List<JsonNode> events(String purpose) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("decisions/decisions.ndjson"))) {
      return lines
          .map(JSON::readTree)
          .filter(e -> e.at("/custom/purpose").asString("").equals(purpose))
          .toList();
    }
  }

  private List<Node> plans() {
    return instance
        .continuum()
        .read(
            Principal.OPERATOR,
            view ->
                new Facts(view.getDefaultGraph())
                    .instances(eu.continuo.ontology.Icra.PLACEMENT_PLAN));
  }

  /** The plans whose assignments are desired. */
  private List<String> desired() {
    return instance
        .continuum()
        .read(
            Principal.OPERATOR,
            view ->
                view.getGraph(instance.continuum().names().desired("blumenkontor").node()).stream(
                        Node.ANY, eu.continuo.ontology.Icra.IN_PLAN, Node.ANY)
                    .map(t -> t.getObject().getURI())
                    .distinct()
                    .toList());
  }
}
