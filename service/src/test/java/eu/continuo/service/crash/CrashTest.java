package eu.continuo.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.JsonLd;
import eu.continuo.service.Europe;
import eu.continuo.service.graph.Audit;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What outlives the service: it is killed at random moments while it writes, its disk is full, its
 * log is torn. A long campaign: {@code -Dcontinuo.crash.rounds=100}.
 */
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("continuo.crash.rounds", 5);
  private static final long SEED = Long.getLong("continuo.crash.seed", 1);
  private static final Pattern CREDENTIAL = Pattern.compile("data:application/vc\\+jwt,[^\"]+");

  private final Europe europe;
  private final Clock clock;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  CrashTest() throws IOException {
    europe = Europe.packaged();
    clock = Clock.fixed(europe.now(), ZoneOffset.UTC);
  }

  @BeforeEach
  void load() throws Exception {
    Files.write(data.resolve("trust-list.json"), Europe.bytes("trust-list.json"));
    try (Instance instance = open()) {
      assertThat(instance.intake().receive(europe.documents(), Principal.OPERATOR, europe.now()))
          .isInstanceOf(Commit.Kept.class);
    }
  }

  @Test
  void whatWasAcknowledgedIsWholeAndNothingElseIsThereInPart() throws Exception {
    Random random = new Random(SEED);
    List<Scribe> scribes = List.of(new Scribe("ada"), new Scribe("bela"), new Scribe("cleo"));
    for (int round = 0; round < ROUNDS; round++) {
      try (Served service = Served.start(data, europe.now().toString());
          ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> writing = new ArrayList<>();
        for (Scribe scribe : scribes) {
          writing.add(
              writers.submit(
                  () -> {
                    scribe.write(service);
                    return scribe;
                  }));
        }
        writing.add(writers.submit(() -> comeAndGo(service)));
        if (round == 0) {
          // On a busy machine a service that has just begun is killed before it has answered.
          for (Scribe scribe : scribes) {
            scribe.awaitHeard();
          }
        }
        Thread.sleep(200 + random.nextInt(1500));
        service.kill();
        for (Future<?> one : writing) {
          one.get();
        }
      }
      String what = "round " + round + " of seed " + SEED;
      try (Instance instance = open()) {
        assertThat(wrong(instance)).as(what).isEmpty();
        instance
            .store()
            .read(
                dataset -> {
                  for (Scribe scribe : scribes) {
                    scribe.check(dataset.getGraph(NodeFactory.createURI(scribe.graph())));
                  }
                  return true;
                });
      }
    }
    assertThat(scribes).allMatch(scribe -> scribe.acknowledged() > 0);
  }

  /**
   * Loads a provider with its credentials and without, so that what is concluded comes and goes.
   */
  private Void comeAndGo(Served service) throws Exception {
    Intake.Document provider =
        europe.documents().stream()
            .filter(document -> document.graph().iri().contains("/falkenhain/"))
            .findFirst()
            .orElseThrow();
    String whole = new String(provider.body(), StandardCharsets.UTF_8);
    String without = CREDENTIAL.matcher(whole).replaceAll("data:application/vc+jwt,none");
    assertThat(without).isNotEqualTo(whole);
    try {
      for (int times = 1; ; times++) {
        HttpResponse<String> answer =
            service.send(
                "POST",
                "/intake?graph=p/falkenhain/declared&owner=party/falkenhain&visibility=public",
                JsonLd.MEDIA_TYPE,
                times % 2 == 0 ? whole : without);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    } catch (IOException e) {
      return null;
    }
  }

  private List<Audit.Check> wrong(Instance instance) {
    return instance.continuum().audit(step -> {}).checks().stream()
        .filter(check -> !check.holds())
        .toList();
  }

  private Instance open() throws Instance.UnusableSettings {
    return Instance.open(Settings.in(data, clock));
  }
}
