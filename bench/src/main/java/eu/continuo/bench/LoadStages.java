package eu.continuo.bench;

import eu.continuo.examples.NamedGraph;
import eu.continuo.service.graph.Bulk;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.BulkFiles;
import eu.continuo.service.wiring.Instance;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.sys.TDBInternal;

/** A bulk load of one size, and TDB2's parallel loader with the same file in the same process. */
final class LoadStages {
  private final Scene scene;
  private final Consumer<String> progress;

  LoadStages(Scene scene, Consumer<String> progress) {
    this.scene = scene;
    this.progress = progress;
  }

  /**
   * What one load costs.
   *
   * @param triples how many quads the file has
   * @param bulkMs the whole of our load until it is acknowledged, by the clock on the wall
   * @param bulkCpuMs the same, CPU of the process
   * @param readMs of it, parsing
   * @param judgeMs of it, judging by shapes
   * @param concludeMs of it, what follows by rules and from credentials
   * @param storeMs of it, writing the store
   * @param logMs of it, writing the log and taking the new store
   * @param tdb2Ms TDB2's parallel loader alone: no judge, no rules, no log
   * @param ratio of ours to TDB2's
   * @param ratioWithoutJudging the same without {@code judgeMs}
   * @param validationCpuMsPerMillionTriples CPU of the process while it judges
   */
  record Row(
      long triples,
      double bulkMs,
      double bulkCpuMs,
      double readMs,
      double judgeMs,
      double concludeMs,
      double storeMs,
      double logMs,
      double tdb2Ms,
      double ratio,
      double ratioWithoutJudging,
      double validationCpuMsPerMillionTriples) {}

  Row row() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path file = folder.path().resolve("generated.nq");
      long quads = write(file);
      progress.accept("loading " + quads + " quads by TDB2's parallel loader");
      Spent<Void> tdb2 = Spent.on(() -> tdb2(file, folder.path().resolve("tdb2")));
      progress.accept("loading " + quads + " quads in bulk");
      Phases phases = new Phases();
      Spent<Void> bulk = bulk(file, folder.path().resolve("instance"), phases);
      return new Row(
          quads,
          bulk.elapsedMs(),
          bulk.cpuMs(),
          phases.ms(Bulk.Phase.READ),
          phases.ms(Bulk.Phase.JUDGE),
          phases.ms(Bulk.Phase.CONCLUDE),
          phases.ms(Bulk.Phase.STORE),
          phases.ms(Bulk.Phase.LOG),
          tdb2.elapsedMs(),
          hundredth(bulk.elapsedMs() / tdb2.elapsedMs()),
          hundredth((bulk.elapsedMs() - phases.ms(Bulk.Phase.JUDGE)) / tdb2.elapsedMs()),
          Math.round(phases.cpuMs(Bulk.Phase.JUDGE) * 1e6 / quads));
    }
  }

  private long write(Path file) throws IOException {
    progress.accept("writing a file of " + scene.providers() + " providers");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      return NamedGraph.write(scene.graphs(), out);
    }
  }

  private static Void tdb2(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(Location.create(folder.toString()));
    // It cannot do without somebody to tell: the loader hangs where there is none.
    DataLoader loader = LoaderFactory.parallelLoader(dataset, (format, arguments) -> {});
    loader.startBulk();
    loader.load(file.toString());
    loader.finishBulk();
    TDBInternal.expel(dataset);
    return null;
  }

  private Spent<Void> bulk(Path file, Path folder, Phases phases) throws Exception {
    Files.createDirectories(folder);
    try (Instance instance = Instance.open(Loaded.settings(folder, scene))) {
      Bulk bulk =
          new Bulk(
              "bench",
              new BulkFiles(instance.intake(), scene.base(), List.of(file), null),
              new Change.Declaration(
                  scene.base() + "id/party/bench", Change.Visibility.PUBLIC, null));
      return Spent.on(
          () -> {
            phases.at(Bulk.Phase.READ, 0);
            Commit commit =
                instance.continuum().bulk(bulk, Principal.OPERATOR, scene.now(), phases);
            phases.end();
            if (!(commit instanceof Commit.Kept)) {
              throw new IllegalStateException(commit.toString());
            }
            return null;
          });
    }
  }

  private static double hundredth(double ratio) {
    return Math.round(ratio * 100) / 100.0;
  }

  /** How long each phase takes: from its beginning to that of the next. */
  private static final class Phases implements Bulk.Progress {
    private final Map<Bulk.Phase, Double> elapsedMs = new EnumMap<>(Bulk.Phase.class);
    private final Map<Bulk.Phase, Double> cpuMs = new EnumMap<>(Bulk.Phase.class);
    private Bulk.Phase current = Bulk.Phase.READ;
    private long startNs;
    private double startCpuMs;

    @Override
    public void at(Bulk.Phase phase, long quads) {
      if (startNs == 0 || phase != current) {
        end();
        current = phase;
        startNs = System.nanoTime();
        startCpuMs = Spent.processCpuMs();
      }
    }

    void end() {
      if (startNs != 0) {
        elapsedMs.put(current, Math.round((System.nanoTime() - startNs) / 1e5) / 10.0);
        cpuMs.put(current, Spent.processCpuMs() - startCpuMs);
      }
    }

    double ms(Bulk.Phase phase) {
      return elapsedMs.getOrDefault(phase, 0.0);
    }

    double cpuMs(Bulk.Phase phase) {
      return cpuMs.getOrDefault(phase, 0.0);
    }
  }
}
