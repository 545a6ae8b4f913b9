package eu.continuo.bench;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.examples.NamedGraph;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.NodeTransformLib;
import org.apache.jena.vocabulary.RDF;

/** Commits of several kinds at one size of the graph, each kind several times. */
final class GateStages {
  private static final int WARM_UP = 100;

  private final Loaded loaded;
  private final Scene scene;
  private final Instance instance;
  private final long graphs;
  private final Consumer<String> progress;
  private final Random random;
  private int newcomer;

  GateStages(Loaded loaded, long seed, Consumer<String> progress) {
    this.loaded = loaded;
    this.scene = loaded.scene();
    this.instance = loaded.instance();
    this.progress = progress;
    this.random = new Random(seed);
    this.graphs = instance.continuum().graphs(Principal.OPERATOR).size();
  }

  /**
   * What one kind of change costs; the medians of its commits.
   *
   * @param change {@code ten}: five figures of one provider; {@code thousand}: a figure of each of
   *     a thousand entities in as many graphs as it takes; {@code thousand-new}: a thousand new
   *     entities, in graphs of new providers; {@code fan-in}: the types of all grid zones move to
   *     another graph, and every site must lie in one
   * @param changeTriples removed and added
   * @param gateCpuMs judging by shapes
   * @param policyCpuMs deciding who may write what
   * @param rulesCpuMs concluding
   * @param commitMs the whole commit until it is acknowledged, by the clock on the wall
   * @param plainCommitMs the same quads written to the same store without any of this
   * @param wholeGraphMs judging the whole graph, CPU of the process
   */
  record Row(
      String change,
      long triples,
      long graphs,
      long changeTriples,
      double gateCpuMs,
      double policyCpuMs,
      double rulesCpuMs,
      double commitMs,
      double plainCommitMs,
      double wholeGraphMs) {}

  List<Row> rows(int repeat) throws Exception {
    progress.accept("judging the whole graph of " + loaded.triples() + " triples");
    double wholeGraphMs =
        Spent.on(
                () ->
                    instance
                        .continuum()
                        .read(
                            Principal.OPERATOR,
                            view -> instance.shapes().judge(view.getDefaultGraph())))
            .cpuMs();
    List<Row> rows = new ArrayList<>();
    rows.add(row("ten", repeat, wholeGraphMs, () -> figures(random.nextInt(scene.providers()), 5)));
    rows.add(row("thousand", Math.max(1, repeat / 20), wholeGraphMs, () -> entities(1000)));
    rows.add(row("thousand-new", Math.max(1, repeat / 20), wholeGraphMs, () -> newEntities(1000)));
    rows.add(row("fan-in", Math.max(1, repeat / 20), wholeGraphMs, this::zones));
    return rows;
  }

  private Row row(String kind, int repeat, double wholeGraphMs, Maker maker) throws Exception {
    progress.accept("committing " + kind + ", " + repeat + " times");
    for (int i = 0; i < Math.min(WARM_UP, repeat); i++) {
      commit(maker.make());
      plain(maker.make());
    }
    List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    List<Long> commitNs = new ArrayList<>();
    List<Long> plainNs = new ArrayList<>();
    long changeTriples = 0;
    try (RecordingStream recording = new RecordingStream()) {
      recording.enable("eu.continuo.Commit");
      recording.onEvent("eu.continuo.Commit", events::add);
      recording.setReuse(false);
      recording.startAsync();
      for (int i = 0; i < repeat; i++) {
        // By turns, so that whatever else the machine does meets both.
        Committed committed = commit(maker.make());
        commitNs.add(committed.elapsedNs());
        changeTriples = committed.triples();
        plainNs.add(plain(maker.make()));
      }
      recording.stop();
    }
    return new Row(
        kind,
        loaded.triples(),
        graphs,
        changeTriples,
        median(events, e -> e.getDuration("gateCpu").toNanos()),
        median(events, e -> e.getDuration("policyCpu").toNanos()),
        median(events, e -> e.getDuration("rulesCpu").toNanos()),
        median(commitNs, n -> n),
        median(plainNs, n -> n),
        wholeGraphMs);
  }

  private interface Maker {
    /** The graphs that the change touches, as they are to be afterwards. */
    List<Change.Replace> make();
  }

  private Committed commit(List<Change.Replace> changed) {
    Change.All change = new Change.All(List.copyOf(changed));
    long start = System.nanoTime();
    Commit commit = instance.continuum().commit(change, Principal.OPERATOR, scene.now());
    long end = System.nanoTime();
    if (!(commit instanceof Commit.Kept kept)) {
      throw new IllegalStateException(commit.toString());
    }
    return new Committed(end - start, kept.added() + kept.removed());
  }

  private record Committed(long elapsedNs, long triples) {}

  /** The same difference in a transaction of its own, written to the store and nothing else. */
  private long plain(List<Change.Replace> changed) {
    List<Quad> gone = new ArrayList<>();
    List<Quad> fresh = new ArrayList<>();
    instance
        .store()
        .read(
            d -> {
              for (Change.Replace replace : changed) {
                Node graph = replace.graph().node();
                Graph held = d.getGraph(graph);
                replace.content().stream()
                    .filter(t -> !held.contains(t))
                    .forEach(t -> fresh.add(Quad.create(graph, t)));
                held.stream()
                    .filter(t -> !replace.content().contains(t))
                    .forEach(t -> gone.add(Quad.create(graph, t)));
              }
              return true;
            });
    long start = System.nanoTime();
    instance
        .store()
        .write(
            d -> {
              gone.forEach(d::delete);
              fresh.forEach(d::add);
              return new Outcome<>(true, true);
            },
            Duration.ofSeconds(30));
    long end = System.nanoTime();
    // Undone, for the log does not know of it.
    instance
        .store()
        .write(
            d -> {
              fresh.forEach(d::delete);
              gone.forEach(d::add);
              return new Outcome<>(true, true);
            },
            Duration.ofSeconds(30));
    return end - start;
  }

  /** A provider's graph with so many other figures of what is allocated, and prices. */
  private List<Change.Replace> figures(int provider, int count) {
    Change.Replace replace = held(Loaded.replacing(scene.provider(provider)));
    return List.of(changed(replace, count));
  }

  private List<Change.Replace> entities(int count) {
    List<Change.Replace> all = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scene.providers(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    int left = count;
    for (int provider : order) {
      if (left <= 0) {
        break;
      }
      Change.Replace replace = held(Loaded.replacing(scene.provider(provider)));
      int here = Math.min(left, figuresIn(replace.content()));
      all.add(changed(replace, here));
      left -= here;
    }
    return all;
  }

  /**
   * What providers declare that nobody has heard of, until they have so many entities: each is one
   * that is known, under other names. Its credentials stay those of the one that is known.
   */
  private List<Change.Replace> newEntities(int count) {
    List<Change.Replace> all = new ArrayList<>();
    int left = count;
    while (left > 0) {
      NamedGraph known = scene.provider(newcomer % scene.providers());
      Set<Node> entities =
          known.content().stream().map(Triple::getSubject).collect(Collectors.toSet());
      String suffix = "-newcomer-" + newcomer++;
      UnaryOperator<Node> renamed =
          node ->
              entities.contains(node) && node.isURI()
                  ? NodeFactory.createURI(node.getURI() + suffix)
                  : node;
      Graph described = GraphFactory.createDefaultGraph();
      known.content().stream()
          .map(t -> NodeTransformLib.transform(renamed::apply, t))
          .forEach(described::add);
      all.add(
          Loaded.replacing(
              new NamedGraph(
                  known.iri() + suffix,
                  renamed.apply(NodeFactory.createURI(known.owner())).getURI(),
                  known.isPublic(),
                  described)));
      left -= entities.size();
    }
    return all;
  }

  /**
   * Moves the types of the grid zones from one graph to another, and back the next time. Nothing is
   * different afterwards, but every site has to be judged, for each must lie in a zone.
   */
  private List<Change.Replace> zones() {
    List<Change.Replace> grids = scene.grids().map(g -> held(Loaded.replacing(g))).toList();
    Change.Replace links =
        held(
            new Change.Replace(
                new GraphName(scene.base() + "g/p/bench/links"),
                Graph.emptyGraph,
                grids.getFirst().declaration()));
    List<Triple> back = types(links.content());
    back.forEach(links.content()::delete);
    for (Change.Replace grid : grids) {
      List<Triple> away = types(grid.content());
      away.forEach(grid.content()::delete);
      away.forEach(links.content()::add);
      back.stream()
          .filter(t -> grid.content().contains(t.getSubject(), Node.ANY, Node.ANY))
          .forEach(grid.content()::add);
    }
    List<Change.Replace> all = new ArrayList<>(grids);
    all.add(links);
    return all;
  }

  private static List<Triple> types(Graph graph) {
    return graph.find(Node.ANY, RDF.type.asNode(), Icra.GRID_ZONE).toList();
  }

  /** The same graph with what is in the store now. */
  private Change.Replace held(Change.Replace generated) {
    Graph copy = GraphFactory.createDefaultGraph();
    instance
        .store()
        .read(
            d -> {
              d.getGraph(generated.graph().node()).stream().forEach(copy::add);
              return true;
            });
    return new Change.Replace(generated.graph(), copy, generated.declaration());
  }

  private Change.Replace changed(Change.Replace replace, int count) {
    Graph content = GraphFactory.createDefaultGraph();
    replace.content().stream().forEach(content::add);
    replace.content().stream()
        .filter(t -> t.getPredicate().equals(Icra.ALLOCATED) || isPrice(t.getPredicate()))
        .limit(count)
        .toList()
        .forEach(
            t -> {
              content.delete(t);
              content.add(
                  t.getSubject(),
                  t.getPredicate(),
                  isPrice(t.getPredicate()) ? figure() : allocated());
            });
    return new Change.Replace(replace.graph(), content, replace.declaration());
  }

  private static int figuresIn(Graph graph) {
    return (int)
        graph.stream()
            .filter(t -> t.getPredicate().equals(Icra.ALLOCATED) || isPrice(t.getPredicate()))
            .count();
  }

  private static boolean isPrice(Node predicate) {
    return predicate.equals(Icra.PRICE_VCPU_HOUR_EURO)
        || predicate.equals(Icra.PRICE_GIB_HOUR_EURO);
  }

  private Node figure() {
    return NodeFactory.createLiteralDT(
        "0.0" + (1 + random.nextInt(99_998)) + "1", XSDDatatype.XSDdecimal);
  }

  private Node allocated() {
    return NodeFactory.createLiteralDT(
        "1." + random.nextInt(1_000_000) + "1", XSDDatatype.XSDdecimal);
  }

  private static <T> double median(List<T> all, ToLongFunction<T> nanos) {
    long[] sorted = all.stream().mapToLong(nanos).sorted().toArray();
    return Math.round(sorted[sorted.length / 2] / 1_000.0) / 1_000.0;
  }
}
