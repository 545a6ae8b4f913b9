package eu.continuo.bench;

import eu.continuo.policies.Continuum;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.Eligibility;
import eu.continuo.policies.Policies;
import eu.continuo.policies.Policy;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import eu.continuo.service.govern.Assessing.Assessed;
import eu.continuo.service.govern.Impact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What decisions by policy cost, alone and by the million. */
final class PolicyStages {
  private static final int REPEATS = 5;
  private static final int WARM_UPS = 10;
  private static final int NATIVE_COMPONENTS = 1_000;

  /** How many sites change one after the other, and as many before anything is measured. */
  private static final int CHANGES = 100;

  private final PolicyCase asked;
  private final RegoTool tool;
  private final Consumer<String> progress;
  private final List<Row> rows = new ArrayList<>();

  PolicyStages(PolicyCase asked, RegoTool tool, Consumer<String> progress) {
    this.asked = asked;
    this.tool = tool;
    this.progress = progress;
  }

  /**
   * One stage.
   *
   * @param pairs how many pairs of a component and a site were decided
   * @param evaluatedPairs how many pairs of a requirement and a trait of sites were evaluated, each
   *     once; of an assessment, which does not count them, all
   * @param elapsedMs by the clock on the wall
   * @param cpuMs of all threads of the process
   * @param pairsPerCpuSecond decided pairs
   * @param p50Us of a single decision
   * @param p99Us of a single decision
   * @param ofMatrixPercent CPU time as a share of that of the whole matrix of distinct components
   * @param timesNative so many times as many pairs in a second of CPU time as native OPA
   * @param moves how many components would go elsewhere, were the assessed policy in force
   */
  record Row(
      String stage,
      int components,
      int sites,
      long pairs,
      long evaluatedPairs,
      double elapsedMs,
      double cpuMs,
      long pairsPerCpuSecond,
      @Nullable Double p50Us,
      @Nullable Double p99Us,
      @Nullable Double ofMatrixPercent,
      @Nullable Double timesNative,
      @Nullable Integer moves) {}

  List<Row> rows(int decisions) throws Exception {
    progress.accept("starting cold");
    Policy policy = coldStart();
    dataUpdate(policy);
    progress.accept("deciding " + decisions + " single pairs");
    single(policy, decisions);
    progress.accept("asking native OPA");
    double nativePairsPerCpuSecond = inNativeOpa(policy);
    progress.accept("deciding about all pairs");
    var _ = matrix("matrix-alike", policy, asked.alike(), nativePairsPerCpuSecond);
    Eligibility table =
        matrix("matrix-distinct", policy, asked.distinct(), nativePairsPerCpuSecond);
    oneSiteChanged(table);
    return rows;
  }

  private Policy coldStart() throws Exception {
    Spent<Policy> cold =
        Spent.on(
            () -> {
              Policy policy = Policies.packaged().sovereignty();
              PolicyData data = PolicyData.of(asked.continuum());
              var _ = policy.decide(data, pair(0, 0), asked.now());
              return policy;
            });
    rows.add(row("cold-start", 1, 1, 1, 1, cold.elapsedMs(), cold.cpuMs()));
    return cold.result();
  }

  /** Another revision of the data, to its first decision. */
  private void dataUpdate(Policy policy) throws Exception {
    double elapsedMs = 0;
    double cpuMs = 0;
    for (int i = 0; i < REPEATS; i++) {
      PolicyData data = PolicyData.of(asked.withMovedSite(i));
      Spent<?> spent = Spent.on(() -> policy.decide(data, pair(0, 0), asked.now()));
      elapsedMs += spent.elapsedMs() / REPEATS;
      cpuMs += spent.cpuMs() / REPEATS;
    }
    rows.add(row("data-update", 1, asked.sites().size(), 1, 1, elapsedMs, cpuMs));
  }

  private DecisionRequest pair(int component, int site) {
    return new DecisionRequest(
        List.of(asked.distinct().get(component % asked.distinct().size())),
        List.of(asked.sites().get(site % asked.sites().size())));
  }

  private void single(Policy policy, int decisions) throws Exception {
    PolicyData data = PolicyData.of(asked.continuum());
    long[] ns = new long[decisions];
    for (int i = 0; i < decisions / 4; i++) {
      var _ = policy.decide(data, pair(i, i), asked.now());
    }
    Spent<Integer> spent =
        Spent.on(
            () -> {
              int allowed = 0;
              for (int i = 0; i < decisions; i++) {
                DecisionRequest request = pair(i, i);
                long start = System.nanoTime();
                var made = policy.decide(data, request, asked.now());
                ns[i] = System.nanoTime() - start;
                allowed += made.all().iterator().next().allow() ? 1 : 0;
              }
              return allowed;
            });
    Arrays.sort(ns);
    double p50Us = tenth(ns[decisions / 2] / 1000.0);
    double p99Us = tenth(ns[(int) (decisions * 0.99)] / 1000.0);
    Row row = row("single", 1, 1, decisions, decisions, spent.elapsedMs(), spent.cpuMs());
    rows.add(
        new Row(
            row.stage,
            1,
            1,
            decisions,
            decisions,
            row.elapsedMs,
            row.cpuMs,
            row.pairsPerCpuSecond,
            p50Us,
            p99Us,
            null,
            null,
            null));
  }

  private Eligibility matrix(
      String stage, Policy policy, List<Component> components, double nativePairsPerCpuSecond)
      throws Exception {
    // The compiler of the JVM is no part of what a matrix costs a service that runs.
    for (int i = 0; i < WARM_UPS; i++) {
      var _ =
          evaluated(
              policy
                  .eligibility()
                  .update(
                      asked.continuum(),
                      components.subList(0, components.size() / 2),
                      asked.now()));
    }
    Eligibility table = policy.eligibility();
    Spent<Eligibility.Update> spent =
        Spent.on(() -> table.update(asked.continuum(), components, asked.now()));
    int sites = asked.sites().size();
    Row row =
        row(
            stage,
            components.size(),
            sites,
            (long) components.size() * sites,
            evaluated(spent.result()),
            spent.elapsedMs(),
            spent.cpuMs());
    rows.add(
        new Row(
            stage,
            row.components,
            sites,
            row.pairs,
            row.evaluatedPairs,
            row.elapsedMs,
            row.cpuMs,
            row.pairsPerCpuSecond,
            null,
            null,
            null,
            nativePairsPerCpuSecond == 0
                ? null
                : tenth(row.pairsPerCpuSecond / nativePairsPerCpuSecond),
            null));
    return table;
  }

  /** Several sites, one after the other, for one is too short to be measured. */
  private void oneSiteChanged(Eligibility table) throws Exception {
    List<Component> components = asked.distinct();
    double matrixCpuMs = rows.getLast().cpuMs();
    long evaluated = 0;
    double elapsedMs = 0;
    double cpuMs = 0;
    int sites = asked.sites().size();
    for (int i = 0; i < CHANGES; i++) {
      var _ = evaluated(table.update(asked.withMovedSite(i % sites), components, asked.now()));
    }
    for (int i = 0; i < CHANGES; i++) {
      Continuum changed = asked.withMovedSite((CHANGES + i) % sites);
      Spent<Eligibility.Update> spent =
          Spent.on(() -> table.update(changed, components, asked.now()));
      evaluated += evaluated(spent.result());
      elapsedMs += spent.elapsedMs() / CHANGES;
      cpuMs += spent.cpuMs() / CHANGES;
    }
    Row row =
        row(
            "one-site-changed",
            components.size(),
            1,
            components.size(),
            evaluated / CHANGES,
            elapsedMs,
            cpuMs);
    rows.add(
        new Row(
            row.stage,
            row.components,
            1,
            row.pairs,
            row.evaluatedPairs,
            row.elapsedMs,
            row.cpuMs,
            row.pairsPerCpuSecond,
            null,
            null,
            Math.round(cpuMs / matrixCpuMs * 10_000) / 100.0,
            null,
            null));
  }

  private static long evaluated(Eligibility.Update update) {
    return switch (update) {
      case Eligibility.Update.Updated(long pairs, int _, int _) -> pairs;
      case Eligibility.Update.Failed(var reason) ->
          throw new IllegalStateException(reason.message());
    };
  }

  /** Pairs in a second of CPU time; 0 where there is no tool. */
  private double inNativeOpa(Policy policy) throws Exception {
    Eligibility table = policy.eligibility();
    List<Component> some =
        asked.distinct().subList(0, Math.min(NATIVE_COMPONENTS, asked.distinct().size()));
    var _ = evaluated(table.update(asked.continuum(), some, asked.now()));
    Eligibility.Question question = table.firstQuestion();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path data = Files.writeString(folder.path().resolve("data.json"), question.data());
      Path input = Files.writeString(folder.path().resolve("input.json"), question.input());
      Path rego = Files.write(folder.path().resolve("sovereignty.rego"), source());
      RegoAnswer answer =
          tool.run(
              "time",
              List.of(
                  "--ms",
                  "3000",
                  "-d",
                  rego.toString(),
                  "-d",
                  data.toString(),
                  "-i",
                  input.toString(),
                  "data.icra.sovereignty.eligible"));
      return switch (answer) {
        case RegoAnswer.Passed(String output, String _) -> nativeRow(output, question);
        default -> {
          progress.accept("native OPA gives no figure: " + answer);
          yield 0;
        }
      };
    }
  }

  private double nativeRow(String output, Eligibility.Question question) {
    JsonNode timing = new JsonMapper().readTree(output);
    int evaluations = timing.get("evaluations").asInt();
    long pairs = (long) question.components() * question.sites() * evaluations;
    Row row =
        row(
            "native-opa",
            question.components(),
            question.sites(),
            pairs,
            pairs,
            timing.get("elapsedMs").asDouble(),
            timing.get("cpuMs").asDouble());
    rows.add(row);
    return row.pairsPerCpuSecond;
  }

  private static byte[] source() throws IOException {
    String path = "/continuo/policies/sovereignty/sovereignty.rego";
    try (InputStream stream = Policies.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("The build did not package " + path);
      }
      return stream.readAllBytes();
    }
  }

  private static Row row(
      String stage,
      int components,
      int sites,
      long pairs,
      long evaluatedPairs,
      double elapsedMs,
      double cpuMs) {
    long perSecond = cpuMs == 0 ? 0 : Math.round(pairs / cpuMs * 1000);
    return new Row(
        stage,
        components,
        sites,
        pairs,
        evaluatedPairs,
        tenth(elapsedMs),
        tenth(cpuMs),
        perSecond,
        null,
        null,
        null,
        null,
        null);
  }

  /** What it takes to say what a policy would change: cold, and in a service that runs. */
  static List<Row> impact(ImpactStage stage) throws Exception {
    List<Row> rows = new ArrayList<>();
    List<Spent<Assessed.Told>> measured = stage.assessed();
    for (Spent<Assessed.Told> spent : List.of(measured.getFirst(), measured.getLast())) {
      Impact impact = spent.result().impact();
      long pairs = (long) impact.components() * impact.sites();
      Impact.@Nullable Cost cost = impact.cost();
      rows.add(
          new Row(
              rows.isEmpty() ? "impact-cold" : "impact",
              impact.components(),
              impact.sites(),
              pairs,
              pairs,
              spent.elapsedMs(),
              spent.cpuMs(),
              Math.round(pairs / spent.cpuMs() * 1000),
              null,
              null,
              null,
              null,
              cost == null ? 0 : cost.moves().size()));
    }
    return rows;
  }

  private static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
