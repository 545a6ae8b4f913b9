package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.service.Europe;
import eu.continuo.service.gate.Judges;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What runs is repaired, and cost is traded for carbon, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplanDoorsTest {
  private static final String JSON = "application/json";
  private static final String RECORDS = "\"applications\": [\"application/lindenhof/records\"]";
  private static final JsonMapper MAPPER = new JsonMapper();

  @Nullable private Opened opened;
  private String plan = "";

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    opened = new Opened(Europe.packaged().loaded(folder, Judges.FOCUS));
    String iri =
        MAPPER.readTree(post("/placements", "{" + RECORDS + "}").body()).at("/plan").stringValue();
    plan = iri.substring(1 + iri.lastIndexOf('/'));
  }

  @AfterAll
  void close() {
    Objects.requireNonNull(opened).close();
  }

  /** The less carbon comes first, the less there is of it, and no plan has less than is proven. */
  @Test
  void termsComeInTheOrderThatIsAskedFor() throws Exception {
    JsonNode weighed = MAPPER.readTree(post("/placements", "{" + RECORDS + "}").body());
    JsonNode green =
        MAPPER.readTree(
            post("/placements", "{" + RECORDS + ", \"objective\": [\"carbonGrams\", \"costEuro\"]}")
                .body());
    assertThat(green.at("/objective").size()).isEqualTo(2);
    assertThat(green.at("/objective/0/term").stringValue()).isEqualTo("carbonGrams");
    assertThat(green.at("/totals/carbonGrams").asDouble())
        .isLessThan(weighed.at("/totals/carbonGrams").asDouble())
        .isGreaterThanOrEqualTo(green.at("/objective/0/least").asDouble() - 1e-3);
    double between =
        (weighed.at("/totals/carbonGrams").asDouble() + green.at("/totals/carbonGrams").asDouble())
            / 2;
    JsonNode capped =
        MAPPER.readTree(
            post(
                    "/placements",
                    "{%s, \"atMost\": {\"carbonGrams\": %s}}".formatted(RECORDS, between))
                .body());
    assertThat(capped.at("/totals/carbonGrams").asDouble()).isLessThanOrEqualTo(between);
    assertThat(capped.at("/placed").asInt()).isEqualTo(6);
    assertThat(capped.at("/totals/costEuro").asDouble())
        .isLessThanOrEqualTo(green.at("/totals/costEuro").asDouble() + 1e-6);
  }

  @Test
  void plansBetweenTheCheapestAndTheGreenestAreAPicture() throws Exception {
    JsonNode front = MAPPER.readTree(post("/placements:pareto", "{" + RECORDS + "}").body());
    assertThat(front.at("/points").size()).isGreaterThan(2);
    for (int i = 1; i < front.at("/points").size(); i++) {
      JsonNode cheaper = front.at("/points").get(i - 1);
      JsonNode greener = front.at("/points").get(i);
      assertThat(greener.at("/costEuroPerMonth").asDouble())
          .isGreaterThan(cheaper.at("/costEuroPerMonth").asDouble());
      assertThat(greener.at("/carbonGramsPerHour").asDouble())
          .isLessThan(cheaper.at("/carbonGramsPerHour").asDouble());
    }
    for (JsonNode line : front.at("/lines").values()) {
      for (JsonNode point : front.at("/points").values()) {
        assertThat(
                line.at("/euroWeight").asDouble() * point.at("/costEuroPerMonth").asDouble()
                    + line.at("/gramWeight").asDouble()
                        * point.at("/carbonGramsPerHour").asDouble())
            .isGreaterThanOrEqualTo(line.at("/atLeast").asDouble() - 1e-3);
      }
    }
    HttpResponse<String> svg =
        Objects.requireNonNull(opened)
            .send(
                "POST",
                "/placements:pareto",
                JSON,
                "{" + RECORDS + "}",
                Opened.TOKEN,
                "Accept",
                "image/svg+xml");
    assertThat(svg.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
    assertThat(svg.body()).startsWith("<svg").contains("<circle").doesNotContain("NaN", "Infinity");
  }

  @Test
  void aPlanIsRepairedByItsName() throws Exception {
    HttpResponse<String> repaired =
        post("/placements/" + plan + ":replan", "{\"moves\": 0, \"keep\": false}");
    assertThat(repaired.statusCode()).as(repaired.body()).isEqualTo(200);
    JsonNode answer = MAPPER.readTree(repaired.body());
    assertThat(answer.at("/repaired").stringValue()).endsWith("/id/plan/" + plan);
    assertThat(answer.at("/moves").size()).isZero();
    assertThat(answer.at("/plan/placed").asInt()).isEqualTo(6);
  }

  /** Each hour is before the deadline, all hours are there, and waiting is no worse than not. */
  @Test
  void jobsThatCanWaitGetHoursAndSites() throws Exception {
    HttpResponse<String> answer =
        post("/placements:schedule", "{\"applications\": [\"application/lindenhof/imaging\"]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode schedule = MAPPER.readTree(answer.body());
    assertThat(schedule.at("/jobs").size()).isEqualTo(3);
    double weighedAtOnce = 0;
    for (JsonNode job : schedule.at("/jobs").values()) {
      int hours = 0;
      for (JsonNode run : job.at("/runs").values()) {
        hours += run.at("/hours").asInt();
        Instant end =
            Instant.parse(run.at("/from").stringValue())
                .plus(Duration.ofHours(run.at("/hours").asInt()));
        assertThat(end).isBeforeOrEqualTo(Instant.parse(job.at("/deadline").stringValue()));
      }
      assertThat(hours).isEqualTo(job.at("/hours").asInt());
      assertThat(job.at("/reasons").size()).isPositive();
      weighedAtOnce +=
          job.at("/atOnce/costEuro").asDouble()
              + 0.0584 / 730 * job.at("/atOnce/carbonGrams").asDouble();
    }
    assertThat(schedule.at("/weighedEuro").asDouble())
        .isLessThanOrEqualTo(weighedAtOnce + 1e-9)
        .isGreaterThanOrEqualTo(schedule.at("/leastEuro").asDouble() - 1e-9);
    assertThat(schedule.at("/weighedEuro").asDouble())
        .isCloseTo(
            schedule.at("/costEuro").asDouble()
                + 0.0584 / 730 * schedule.at("/carbonGrams").asDouble(),
            within(1e-6));
  }

  /** A request that cannot be met, contradicts itself or is meant to harm. */
  private record Hard(String title, String path, int status, String code, String body) {}

  private static List<Hard> hard() {
    String replan = "/placements:replan";
    String pareto = "/placements:pareto";
    String place = "/placements";
    String window = "{\"from\": \"2026-11-24T10:00:00Z\", \"until\": \"%s\"}";
    return List.of(
        new Hard(
            "a plan that is not there", "/placements/none:replan", 404, "place.unknown-plan", "{}"),
        new Hard("a name that climbs", "/placements/..%2Fx:replan", 400, "request", "{}"),
        new Hard("no body", replan, 400, "request.unreadable", "null"),
        new Hard("less than no moves", replan, 422, "place.bad-quantity", "{\"moves\": -1}"),
        new Hard("moves in words", replan, 400, "request.unreadable", "{\"moves\": \"few\"}"),
        new Hard("endless moves", replan, 400, "request.unreadable", "{\"moves\": 1e30}"),
        new Hard(
            "a window without an end",
            replan,
            400,
            "request.parameter",
            "{\"windows\": [{\"from\": \"2026-11-24T10:00:00Z\"}]}"),
        new Hard(
            "a window that ends before it begins",
            replan,
            422,
            "place.empty-window",
            "{\"windows\": [%s]}".formatted(window.formatted("2026-11-24T09:00:00Z"))),
        new Hard(
            "a window of no instant",
            replan,
            400,
            "request.parameter",
            "{\"windows\": [%s]}".formatted(window.formatted("soon"))),
        new Hard(
            "a million windows",
            replan,
            422,
            "place.too-many",
            "{\"windows\": [" + "{},".repeat(200_000) + "{}]}"),
        new Hard(
            "a window that is null", replan, 400, "request.unreadable", "{\"windows\": [null]}"),
        new Hard(
            "a term that is none",
            replan,
            422,
            "place.unknown-term",
            "{\"weights\": {\"joy\": 1}}"),
        new Hard(
            "a weight below nothing",
            replan,
            422,
            "place.bad-quantity",
            "{\"weights\": {\"costEuro\": -1}}"),
        new Hard(
            "a weight of null",
            replan,
            422,
            "place.bad-quantity",
            "{\"weights\": {\"costEuro\": null}}"),
        new Hard(
            "a weight of NaN",
            place,
            400,
            "request.unreadable",
            "{\"weights\": {\"costEuro\": NaN}}"),
        new Hard(
            "a weight that cannot be counted",
            place,
            422,
            "place.bad-quantity",
            "{\"weights\": {\"costEuro\": 1e300}}"),
        new Hard(
            "an objective that is none",
            place,
            422,
            "place.unknown-term",
            "{\"objective\": [\"joy\"]}"),
        new Hard(
            "a term twice",
            place,
            422,
            "place.duplicate-id",
            "{\"objective\": [\"costEuro\", \"costEuro\"]}"),
        new Hard(
            "a term that is null", place, 400, "request.unreadable", "{\"objective\": [null]}"),
        new Hard(
            "a ceiling below nothing",
            place,
            422,
            "place.bad-quantity",
            "{\"atMost\": {\"carbonGrams\": -1}}"),
        new Hard(
            "an application that is not there",
            pareto,
            422,
            "place.unknown-application",
            "{\"applications\": [\"application/none\"]}"),
        new Hard(
            "no job that could wait",
            "/placements:schedule",
            422,
            "place.nothing-deferrable",
            "{" + RECORDS + "}"),
        new Hard("no hours", "/placements:schedule", 422, "place.bad-quantity", "{\"hours\": 0}"),
        new Hard(
            "a million hours",
            "/placements:schedule",
            422,
            "place.bad-quantity",
            "{\"hours\": 1000000}"),
        new Hard(
            "a break that pays",
            "/placements:schedule",
            422,
            "place.bad-quantity",
            "{\"resumeEuro\": -1}"),
        new Hard("a member that is not known", pareto, 400, "request.unreadable", "{\"evil\": 1}"));
  }

  @Test
  void whateverIsAskedIsAnsweredInWords() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Hard hard : hard()) {
      HttpResponse<String> answer = post(hard.path(), hard.body());
      if (answer.statusCode() != hard.status() || !answer.body().contains(hard.code())) {
        String body = answer.body();
        wrong.add(
            hard.title()
                + ": "
                + answer.statusCode()
                + " "
                + body.substring(0, Math.min(300, body.length())));
      }
      assertThat(answer.body()).as(hard.title()).doesNotContain("Exception", "\tat ");
    }
    assertThat(wrong).isEmpty();
  }

  /** A ceiling that no plan can keep leaves components out, with the reason. */
  @Test
  void aCeilingOfNothingPlacesNothingAndSaysWhy() throws Exception {
    HttpResponse<String> answer =
        post("/placements", "{%s, \"atMost\": {\"costEuro\": 0}}".formatted(RECORDS));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode plan = MAPPER.readTree(answer.body());
    assertThat(plan.at("/placed").asInt()).isZero();
    assertThat(plan.at("/unplaced/0/reasons").toString()).contains("at most 0 are allowed");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return Objects.requireNonNull(opened).post(path, body, Opened.TOKEN, JSON);
  }
}
