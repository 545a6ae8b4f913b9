package eu.continuo.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProviderId;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SitePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Plans each problem of the folder {@code problems} and compares with what is expected. */
class NamedProblemsTest {

  private static final Path PROBLEMS = Path.of("problems");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(ApplicationId.class, text(ApplicationId::new))
                  .addDeserializer(ComponentId.class, text(ComponentId::new))
                  .addDeserializer(FailureDomainId.class, text(FailureDomainId::new))
                  .addDeserializer(ProviderId.class, text(ProviderId::new))
                  .addDeserializer(SiteId.class, text(SiteId::new))
                  .addDeserializer(Cores.class, scalar(json -> new Cores(json.getDoubleValue())))
                  .addDeserializer(
                      MemoryGiB.class, scalar(json -> new MemoryGiB(json.getDoubleValue())))
                  .addDeserializer(Gpus.class, scalar(json -> new Gpus(json.getIntValue())))
                  .addKeyDeserializer(SitePair.class, new FromPairText()))
          .build();

  /**
   * What a problem must give.
   *
   * @param promise what the problem shows, in words
   * @param cheapestFirstBreaks the rules that the cheapest-first plan breaks, and how many times
   */
  private record Expected(
      String promise,
      Map<String, String> sites,
      Map<String, List<String>> unplaced,
      double costEuroPerMonth,
      double carbonGramsPerHour,
      Map<String, Integer> cheapestFirstBreaks) {}

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(PROBLEMS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void givesTheExpectedPlan(Path folder) {
    PlacementProblem problem =
        Problems.accepted(
            JSON.readValue(folder.resolve("problem.json").toFile(), PlacementRequest.class));
    Expected expected = JSON.readValue(folder.resolve("expected.json").toFile(), Expected.class);

    PlacementPlan plan = new Placer().place(problem, PlacerLimits.DEFAULT);

    assertThat(sites(plan)).as(expected.promise()).isEqualTo(expected.sites());
    assertThat(unplaced(plan)).isEqualTo(expected.unplaced());
    assertThat(plan.totals().costEuroPerMonth())
        .isCloseTo(expected.costEuroPerMonth(), within(1e-6));
    assertThat(plan.totals().carbonGramsPerHour())
        .isCloseTo(expected.carbonGramsPerHour(), within(1e-6));
    assertThat(cheapestFirstBreaks(problem)).isEqualTo(expected.cheapestFirstBreaks());
  }

  private static Map<String, String> sites(PlacementPlan plan) {
    Map<String, String> sites = new LinkedHashMap<>();
    plan.sites().forEach((component, site) -> sites.put(component.value(), site.value()));
    return sites;
  }

  private static Map<String, List<String>> unplaced(PlacementPlan plan) {
    Map<String, List<String>> unplaced = new LinkedHashMap<>();
    plan.unplaced().forEach(left -> unplaced.put(left.component().value(), left.reasons()));
    return unplaced;
  }

  private static Map<String, Integer> cheapestFirstBreaks(PlacementProblem problem) {
    Map<String, Integer> breaks = new LinkedHashMap<>();
    Naive.cheapestFirst(problem)
        .evaluation()
        .brokenByRule()
        .forEach((rule, times) -> breaks.put(rule.key(), times));
    return breaks;
  }

  private static <T> ValueDeserializer<T> text(Function<String, T> constructor) {
    return scalar(json -> constructor.apply(json.getString()));
  }

  private static <T> ValueDeserializer<T> scalar(Function<JsonParser, T> reader) {
    return new ValueDeserializer<>() {
      @Override
      public T deserialize(JsonParser json, DeserializationContext context) {
        return reader.apply(json);
      }
    };
  }

  /** Reads {@code north – south} as the pair of the two sites. */
  private static final class FromPairText extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      int separator = key.indexOf(" – ");
      return new SitePair(
          new SiteId(key.substring(0, separator)), new SiteId(key.substring(separator + 3)));
    }
  }
}
