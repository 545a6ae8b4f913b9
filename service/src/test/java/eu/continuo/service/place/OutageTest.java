package eu.continuo.service.place;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.service.Europe;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.Weights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stated of outages, those that come and those that might, binds the plan. */
final class OutageTest {
  private static final String BASE = "https://continuum.example/";
  private static final String APPLICATION = BASE + "id/app/ledger";
  private static final String LEDGER =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
        {"id": "app/ledger", "type": "Application", "title": "Ledger",
         "hasComponent": ["app/ledger/db-1", "app/ledger/db-2"]},
        {"id": "app/ledger/db-1", "type": "ApplicationComponent",
         "requestsVcpu": 1, "requestsMemoryGiB": 2 %s},
        {"id": "app/ledger/db-2", "type": "ApplicationComponent",
         "requestsVcpu": 1, "requestsMemoryGiB": 2}]}
      """;

  @Test
  void replicasKeepApartAndSitesUnderMaintenanceStayEmpty(@TempDir Path folder) throws Exception {
    Europe europe = Europe.packaged();
    Instant now = europe.now();
    try (Instance instance = europe.loaded(folder, Judges.FOCUS)) {
      keep(instance, now, "ledger", LEDGER.formatted(""));
      List<Placed.Assignment> free = assignments(instance, now);
      assertThat(free.get(0).provider()).isEqualTo(free.get(1).provider());

      keep(
          instance,
          now,
          "ledger",
          LEDGER.formatted(", \"sharesNoProviderWith\": \"app/ledger/db-2\""));
      List<Placed.Assignment> apart = assignments(instance, now);
      assertThat(apart.get(0).provider()).isNotEqualTo(apart.get(1).provider());

      String site = apart.get(0).site();
      keep(instance, now, "works", maintenance(site, now.minusSeconds(60)));
      Placed.Plan around = plan(instance, now);
      assertThat(around.assignments()).noneMatch(each -> each.site().equals(site));
      Explaining.Ask ask =
          new Explaining.Ask(Optional.of(around.plan()), false, Set.of(), Set.of());
      Explained.Explanation why =
          (Explained.Explanation) instance.explaining().explain(ask, Principal.OPERATOR);
      assertThat(why.components().getFirst().excluded())
          .filteredOn(excluded -> excluded.site().equals(site))
          .extracting(Explained.Excluded::rule)
          .contains("maintenance");

      keep(instance, now, "works", maintenance(site, now.plus(Duration.ofHours(2))));
      assertThat(assignments(instance, now)).isEqualTo(apart);
    }
  }

  private static String maintenance(String site, Instant from) {
    return """
    {"@context": "https://w3id.org/icra/contexts/v1.jsonld",
     "id": "%s", "underMaintenanceFrom": "%s", "underMaintenanceUntil": "%s"}
    """
        .formatted(site, from, from.plus(Duration.ofHours(3)));
  }

  private static List<Placed.Assignment> assignments(Instance instance, Instant now) {
    return plan(instance, now).assignments();
  }

  private static Placed.Plan plan(Instance instance, Instant now) {
    Placing.Wish wish = new Placing.Wish(List.of(APPLICATION), Weights.DEFAULT, 0);
    return (Placed.Plan) instance.placing().place(wish, Principal.OPERATOR, now);
  }

  private static void keep(Instance instance, Instant now, String graph, String document)
      throws Exception {
    assertThat(
            instance
                .intake()
                .receive(
                    List.of(
                        new Intake.Document(
                            document.getBytes(StandardCharsets.UTF_8),
                            JsonLd.MEDIA_TYPE,
                            new GraphName(BASE + "g/p/" + graph + "/declared"),
                            BASE + "id/party/nordlicht",
                            Change.Visibility.PUBLIC)),
                    Principal.OPERATOR,
                    now))
        .isInstanceOf(Commit.Kept.class);
  }
}
