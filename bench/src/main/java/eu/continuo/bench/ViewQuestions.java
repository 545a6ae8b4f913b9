package eu.continuo.bench;

import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Placing;
import eu.continuo.solver.model.Weights;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.sparql.Questions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/** The named questions, asked through views of several widths and without one. */
final class ViewQuestions {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<Integer> PERCENT = List.of(1, 50, 100);

  private final Loaded loaded;
  private final Scene scene;
  private final long seed;
  private final Random random;
  private final Questions questions = Questions.packaged();

  ViewQuestions(Loaded loaded, long seed) {
    this.loaded = loaded;
    this.scene = loaded.scene();
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * One question through one view.
   *
   * @param question its name; {@code geometric mean} in the last row of each view
   * @param visiblePercent of the graphs
   * @param answers how many rows it has through the view; -1 where it was given up at a limit
   * @param viewCpuMs the median of asking through the view
   * @param unfilteredCpuMs the median of asking the union of all graphs of the same store
   * @param ratio of these two
   * @param rdf4jCpuMs the median of asking RDF4J's NativeStore the same of all graphs; null where
   *     not all are visible, or where RDF4J cannot answer within the limit
   * @param rdf4jAnswers how many rows it gives; null where it was not asked, -1 where it cannot
   */
  record Row(
      String question,
      int visiblePercent,
      long triples,
      long graphs,
      long answers,
      double viewCpuMs,
      double unfilteredCpuMs,
      double ratio,
      @Nullable Double rdf4jCpuMs,
      @Nullable Long rdf4jAnswers) {}

  List<Row> rows(int repeat, Path folder, Consumer<String> progress) {
    progress.accept("placing one application, so that there is a plan to ask about");
    loaded
        .instance()
        .placing()
        .place(
            new Placing.Wish(
                List.of(scene.base() + "id/" + scene.application()), Weights.DEFAULT, seed),
            Principal.OPERATOR,
            scene.now());
    List<GraphName> asked =
        loaded.instance().continuum().graphs(Principal.OPERATOR).stream()
            .filter(row -> !row.kind().equals("apart"))
            .map(GraphRow::name)
            .toList();
    progress.accept("loading the same into RDF4J's NativeStore");
    try (Rdf4jPeer rdf4j = peer(folder, Set.copyOf(asked))) {
      return rows(asked, rdf4j, repeat, progress);
    }
  }

  private Rdf4jPeer peer(Path folder, Set<GraphName> graphs) {
    return loaded
        .instance()
        .store()
        .read(
            dataset ->
                Rdf4jPeer.of(
                    folder,
                    dataset.stream()
                        .filter(q -> graphs.contains(new GraphName(q.getGraph().getURI())))
                        .iterator()));
  }

  private List<Row> rows(
      List<GraphName> asked, Rdf4jPeer rdf4j, int repeat, Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    for (int percent : PERCENT) {
      Set<GraphName> visible =
          asked.stream().filter(g -> random.nextInt(100) < percent).collect(Collectors.toSet());
      View view = new View(visible, visible);
      List<Row> some = new ArrayList<>();
      for (Question question : questions.all()) {
        if (searches(question)) {
          continue;
        }
        progress.accept("asking " + question.name() + " through " + percent + " % of the graphs");
        some.add(row(question, percent, view, rdf4j, asked.size(), repeat));
      }
      double mean =
          Math.exp(some.stream().mapToDouble(r -> Math.log(r.ratio())).average().orElse(0));
      rows.addAll(some);
      rows.add(
          new Row(
              "geometric mean",
              percent,
              loaded.triples(),
              asked.size(),
              0,
              0,
              0,
              rounded(mean),
              null,
              null));
    }
    return rows;
  }

  private Row row(
      Question question, int percent, View view, Rdf4jPeer rdf4j, int graphs, int repeat) {
    UnaryOperator<DatasetGraph> through = d -> loaded.instance().store().view(d, view);
    double[] viewMs = new double[repeat];
    double[] plainMs = new double[repeat];
    long answers = 0;
    ask(question, through);
    ask(question, PlainUnion::of);
    for (int i = 0; i < repeat; i++) {
      // By turns, so that whatever else the machine does meets both.
      Answered filtered = ask(question, through);
      viewMs[i] = filtered.cpuMs();
      answers = filtered.rows();
      plainMs[i] = ask(question, PlainUnion::of).cpuMs();
    }
    double viewCpuMs = median(viewMs);
    double unfilteredCpuMs = median(plainMs);
    Rdf4jPeer.@Nullable Answered peer = percent == 100 ? ask(rdf4j, question, repeat) : null;
    return new Row(
        question.name(),
        percent,
        loaded.triples(),
        graphs,
        answers,
        viewCpuMs,
        unfilteredCpuMs,
        rounded(viewCpuMs / unfilteredCpuMs),
        peer == null || peer.rows() < 0 ? null : rounded(peer.cpuMs()),
        peer == null ? null : peer.rows());
  }

  /** The median of as many askings; one where it is given up. */
  private Rdf4jPeer.Answered ask(Rdf4jPeer rdf4j, Question question, int repeat) {
    Map<String, String> arguments = arguments(question);
    Rdf4jPeer.Answered answered = rdf4j.ask(question, arguments);
    if (answered.rows() < 0) {
      return answered;
    }
    double[] cpuMs = new double[repeat];
    for (int i = 0; i < repeat; i++) {
      cpuMs[i] = rdf4j.ask(question, arguments).cpuMs();
    }
    return new Rdf4jPeer.Answered(median(cpuMs), answered.rows());
  }

  private Answered ask(Question question, UnaryOperator<DatasetGraph> way) {
    return loaded
        .instance()
        .store()
        .read(
            dataset -> {
              long before = THREADS.getCurrentThreadCpuTime();
              Asked asked =
                  questions.ask(
                      question, way.apply(dataset), arguments(question), scene.now(), scene.base());
              double cpuMs = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
              return new Answered(
                  cpuMs, asked instanceof Asked.Answer answer ? answer.rows().size() : -1);
            });
  }

  private record Answered(double cpuMs, long rows) {}

  /** Whether it finds by our own index of texts and places, which no other engine has. */
  private static boolean searches(Question question) {
    return question.parameters().stream()
        .anyMatch(p -> p.type() == Question.Type.STRING || p.type() == Question.Type.POINT);
  }

  /** One component, one site, one plan: a page of an answer, not a product of everything. */
  private Map<String, String> arguments(Question question) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Question.Parameter parameter : question.parameters()) {
      switch (parameter.name()) {
        case "component" -> all.put("component", scene.component());
        default -> {
          if (parameter.required()) {
            all.put(parameter.name(), scene.site());
          }
        }
      }
    }
    return all;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return rounded(sorted[sorted.length / 2]);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
