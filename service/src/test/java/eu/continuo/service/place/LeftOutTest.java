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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site about which too little is known stands in nobody's way. */
final class LeftOutTest {
  private static final String BASE = "https://continuum.example/";
  private static final String APPLICATION = BASE + "id/application/vieux-phare/reservation";
  private static final String BARE =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
        {"id": "party/bare", "type": "Party", "title": "Bare (fictitious)",
         "subjectToJurisdiction": "FR", "ownerCount": 0},
        {"id": "site/bare", "type": "Site", "title": "Bare", "operatedBy": "party/bare",
         "country": "FR", "tier": "edge",
         "hasGeometry": {"id": "site/bare/geometry", "type": "Geometry",
                         "asWKT": "POINT(7.358 48.079)"}}]}
      """;

  @Test
  void aSiteThatLacksFactsIsNamedWithThemAndTheOthersArePlacedOn(@TempDir Path folder)
      throws Exception {
    Europe europe = Europe.packaged();
    try (Instance instance = europe.loaded(folder, Judges.FOCUS)) {
      Placing.Wish wish = new Placing.Wish(List.of(APPLICATION), Weights.DEFAULT, 0);
      Placed before = instance.placing().place(wish, Principal.OPERATOR, europe.now());
      Intake.Document bare =
          new Intake.Document(
              BARE.getBytes(StandardCharsets.UTF_8),
              JsonLd.MEDIA_TYPE,
              new GraphName(BASE + "g/p/bare/declared"),
              BASE + "id/party/bare",
              Change.Visibility.PUBLIC);
      assertThat(instance.intake().receive(List.of(bare), Principal.OPERATOR, europe.now()))
          .isInstanceOf(Commit.Kept.class);
      Placed after = instance.placing().place(wish, Principal.OPERATOR, europe.now());
      assertThat(after)
          .isInstanceOfSatisfying(
              Placed.Plan.class,
              plan -> {
                assertThat(plan.assignments()).isEqualTo(((Placed.Plan) before).assignments());
                assertThat(plan.leftOut())
                    .containsExactly(
                        new Placed.LeftOut(
                            BASE + "id/site/bare",
                            List.of(
                                "failureDomain",
                                "free vCPU",
                                "free memory",
                                "a CaaS offering with the prices of a vCPU and a GiB of memory",
                                "pue",
                                "wattsPerVcpu",
                                "carbon intensity of the grid")));
              });
    }
  }
}
