package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.View;
import eu.continuo.adapters.spi.View.Overlay;
import eu.continuo.ontology.GraphName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.JenaTransactionException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.tdb2.DatabaseMgr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final GraphName ONE = new GraphName("urn:g:1");
  private static final GraphName TWO = new GraphName("urn:g:2");
  private static final GraphName HIDDEN = new GraphName("urn:g:hidden");
  private static final GraphName NEW = new GraphName("urn:g:new");
  private static final Triple SHARED = triple("a", "b");
  private static final Triple IN_ONE = triple("a", "1");
  private static final Triple IN_TWO = triple("a", "2");
  private static final Triple SECRET = triple("a", "secret");
  private static final View BOTH = new View(Set.of(ONE, TWO), Set.of(ONE, TWO));

  private final Tdb2GraphStore store = Tdb2GraphStore.inMemory();

  @BeforeEach
  void fill() {
    keep(
        dataset -> {
          add(dataset, ONE, SHARED);
          add(dataset, ONE, IN_ONE);
          add(dataset, TWO, SHARED);
          add(dataset, TWO, IN_TWO);
          add(dataset, HIDDEN, SHARED);
          add(dataset, HIDDEN, SECRET);
          dataset.getDefaultGraph().add(SECRET);
          dataset.prefixes().add("secret", "urn:secret:");
        });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void showsEachTripleOfTheUnionOnce() {
    assertThat(defaultGraph(BOTH)).containsExactlyInAnyOrder(SHARED, IN_ONE, IN_TWO);
    assertThat(is(BOTH, view -> view.getDefaultGraph().size() == 3)).isTrue();
  }

  @Test
  void mayUniteWhatIsNotNamedAndNameWhatIsNotUnited() {
    View view = new View(Set.of(ONE), Set.of(TWO));
    assertThat(defaultGraph(view)).containsExactlyInAnyOrder(SHARED, IN_ONE);
    assertThat(names(view)).containsExactly(TWO.node());
    assertThat(namedGraph(view, TWO)).containsExactlyInAnyOrder(SHARED, IN_TWO);
    assertThat(namedGraph(view, ONE)).isEmpty();
  }

  @Test
  void showsNothingToWhoMaySeeNothing() {
    View nothing = new View(Set.of(), Set.of());
    assertThat(is(nothing, view -> view.find().hasNext())).isFalse();
    assertThat(names(nothing)).isEmpty();
    assertThat(is(nothing, DatasetGraph::isEmpty)).isTrue();
  }

  @Test
  void hidesQuadsWithoutAGraphAndThePrefixesOfAll() {
    assertThat(defaultGraph(BOTH)).doesNotContain(SECRET);
    assertThat(is(BOTH, view -> view.prefixes().isEmpty())).isTrue();
    assertThat(is(BOTH, view -> view.getDefaultGraph().getPrefixMapping().hasNoMappings()))
        .isTrue();
  }

  @Test
  void listsGraphsThatHoldSomething() {
    View view = new View(Set.of(), Set.of(ONE, TWO, NEW));
    assertThat(names(view)).containsExactlyInAnyOrder(ONE.node(), TWO.node());
    assertThat(is(view, v -> v.containsGraph(NEW.node()))).isFalse();
  }

  @Test
  void aScenarioAddsAGraphAndTakesTriplesAway() {
    View view =
        new View(
            Set.of(ONE, TWO),
            Set.of(ONE, TWO),
            new Overlay(Set.of(HIDDEN), Set.of(IN_ONE, SHARED, triple("never", "seen"))));
    assertThat(defaultGraph(view)).containsExactlyInAnyOrder(SHARED, SECRET, IN_TWO);
    assertThat(namedGraph(view, ONE)).isEmpty();
    assertThat(namedGraph(view, TWO)).containsExactly(IN_TWO);
    assertThat(namedGraph(view, HIDDEN)).containsExactlyInAnyOrder(SHARED, SECRET);
    assertThat(is(view, v -> v.containsGraph(ONE.node()))).isFalse();
  }

  @Test
  void aStepThatGivesNoRowsEndsAQuestionAndDoesNotBreakIt() {
    for (String rest :
        List.of(
            "?x ?p ?y . ?y ?q ?z",
            "?x ?p ?y . ?y ?q ?z FILTER(?x != ?z)",
            "GRAPH ?g { ?x ?p ?y . ?y ?q ?z }")) {
      assertThat(
              is(
                  BOTH,
                  view -> {
                    String query =
                        "ASK { VALUES ?x { <urn:none> } ?x <urn:none> ?x . " + rest + " }";
                    try (QueryExec exec = QueryExec.dataset(view).query(query).build()) {
                      return exec.ask();
                    }
                  }))
          .as(rest)
          .isFalse();
    }
  }

  @Test
  void endsWithItsTransaction() {
    DatasetGraph view = store.read(dataset -> store.view(dataset, BOTH));
    Graph union = view.getDefaultGraph();
    assertThatThrownBy(view::isEmpty).isInstanceOf(JenaTransactionException.class);
    store.read(
        dataset -> {
          assertThatThrownBy(view::isEmpty).isInstanceOf(JenaTransactionException.class);
          assertThatThrownBy(union::isEmpty).isInstanceOf(JenaTransactionException.class);
          assertThatThrownBy(view::listGraphNodes).isInstanceOf(JenaTransactionException.class);
          assertThat(Answer.ask(view, "ASK { ?s ?p ?o }"))
              .isEqualTo(
                  new Answer(
                      List.of("TransactionException: The transaction of this view has ended.")));
          return "refused";
        });
  }

  @Test
  void servesTheThreadOfItsTransaction() {
    read(
        BOTH,
        view -> {
          CompletableFuture<Boolean> elsewhere = CompletableFuture.supplyAsync(view::isEmpty);
          assertThatThrownBy(elsewhere::join)
              .isInstanceOf(CompletionException.class)
              .hasCauseInstanceOf(JenaTransactionException.class);
          return "refused";
        });
  }

  @Test
  void neitherBeginsNorEndsATransaction() {
    read(
        BOTH,
        view -> {
          for (Runnable step :
              List.<Runnable>of(
                  () -> view.begin(ReadWrite.READ), view::commit, view::abort, view::end)) {
            assertThatThrownBy(step::run).isInstanceOf(JenaTransactionException.class);
          }
          assertThat(view.isInTransaction()).isTrue();
          return "refused";
        });
  }

  @Test
  void cannotBeWritten() {
    keep(
        dataset -> {
          DatasetGraph view = store.view(dataset, BOTH);
          Quad quad = Quad.create(ONE.node(), triple("x", "y"));
          for (Runnable write :
              List.<Runnable>of(
                  () -> view.add(quad),
                  () -> view.delete(Quad.create(ONE.node(), SHARED)),
                  view::clear,
                  () -> view.removeGraph(ONE.node()),
                  () -> view.getDefaultGraph().add(quad.asTriple()),
                  () -> view.getDefaultGraph().delete(SHARED),
                  () -> view.getGraph(ONE.node()).add(quad.asTriple()),
                  () -> view.getGraph(ONE.node()).delete(SHARED),
                  () -> view.getGraph(ONE.node()).clear())) {
            assertThatThrownBy(write::run).isInstanceOf(UnsupportedOperationException.class);
          }
        });
    assertThat(defaultGraph(BOTH)).containsExactlyInAnyOrder(SHARED, IN_ONE, IN_TWO);
  }

  @Test
  void closingItLeavesTheStoreOpen() {
    read(
        BOTH,
        view -> {
          view.close();
          ((DatasetGraphWrapper) view).getWrapped().close();
          return "closed";
        });
    assertThat(defaultGraph(BOTH)).hasSize(3);
  }

  @Test
  void showsWhatItsTransactionWritesAndGraphsThatItBrings() {
    keep(
        dataset -> {
          View view = new View(Set.of(ONE, NEW), Set.of(NEW));
          Graph union = store.view(dataset, view).getDefaultGraph();
          assertThat(union.stream()).containsExactlyInAnyOrder(SHARED, IN_ONE);
          Triple fresh = triple("never", "seen");
          add(dataset, NEW, fresh);
          dataset.delete(Quad.create(ONE.node(), IN_ONE));
          assertThat(union.stream()).containsExactlyInAnyOrder(SHARED, fresh);
          assertThat(union.contains(fresh)).isTrue();
        });
  }

  @Test
  void aQuestionThatNamesANewGraphShowsIt() {
    keep(
        dataset -> {
          DatasetGraph view = store.view(dataset, new View(Set.of(), Set.of(NEW)));
          add(dataset, NEW, SHARED);
          assertThat(Answer.ask(view, "ASK FROM <urn:g:new> { ?s ?p ?o }"))
              .isEqualTo(new Answer(List.of("true")));
        });
  }

  @Test
  void forgetsNoGraphThatComesAfterAViewOfTheSameNames() {
    View view = new View(Set.of(NEW), Set.of(NEW));
    assertThat(defaultGraph(view)).isEmpty();
    keep(dataset -> assertThat(store.view(dataset, view).isEmpty()).isTrue());
    keep(dataset -> add(dataset, NEW, SHARED));
    assertThat(defaultGraph(view)).containsExactly(SHARED);
    assertThat(defaultGraph(view)).containsExactly(SHARED);
  }

  @Test
  void keepsNoIdOfAWritingThatWasGivenUp() {
    View view = new View(Set.of(NEW), Set.of(NEW));
    store.write(
        dataset -> {
          add(dataset, NEW, SHARED);
          assertThat(store.view(dataset, view).isEmpty()).isFalse();
          return new Outcome<>("given up", false);
        },
        PATIENCE);
    keep(dataset -> add(dataset, new GraphName("urn:g:other"), triple("not", "theirs")));
    assertThat(defaultGraph(view)).isEmpty();
  }

  @Test
  void outlivesACompaction(@TempDir Path folder) {
    try (Tdb2GraphStore onDisk = Tdb2GraphStore.onDisk(folder)) {
      onDisk.write(
          dataset -> {
            add(dataset, HIDDEN, SECRET);
            add(dataset, ONE, IN_ONE);
            dataset.removeGraph(HIDDEN.node());
            return new Outcome<>("kept", true);
          },
          PATIENCE);
      View view = new View(Set.of(ONE), Set.of(ONE));
      Function<DatasetGraph, List<Triple>> union =
          dataset -> onDisk.view(dataset, view).getDefaultGraph().stream().toList();
      assertThat(onDisk.read(union)).containsExactly(IN_ONE);
      DatabaseMgr.compact(DatabaseMgr.connectDatasetGraph(Location.create(folder.toString())));
      assertThat(onDisk.read(union)).containsExactly(IN_ONE);
    }
  }

  @Test
  void aScenarioTakesAwayWhatItsTransactionBrings() {
    keep(
        dataset -> {
          Triple fresh = triple("never", "seen");
          View view =
              new View(Set.of(ONE), Set.of(ONE), new Overlay(Set.of(), Set.of(fresh, SHARED)));
          Graph union = store.view(dataset, view).getDefaultGraph();
          assertThat(union.stream()).containsExactly(IN_ONE);
          add(dataset, ONE, fresh);
          assertThat(union.stream()).containsExactly(IN_ONE);
        });
  }

  @Test
  void anUpdatePassesOnWhatItWritesWithoutAGraph() {
    assertThat(recorded("INSERT DATA { <urn:x> <urn:x> <urn:x> }"))
        .containsExactly("+ default urn:x");
    assertThat(recorded("DELETE DATA { <urn:n:a> <urn:p> <urn:n:1>, <urn:n:secret> }"))
        .containsExactly("- default urn:n:a");
  }

  @Test
  void anUpdateCopiesWhatItReadWhileItWrites() {
    int many = 5_000;
    keep(
        dataset ->
            IntStream.range(0, many).forEach(i -> add(dataset, NEW, triple("x" + i, "y" + i))));
    keep(
        dataset -> {
          View view = new View(Set.of(NEW, ONE), Set.of(NEW, ONE));
          DatasetGraph updated = store.view(dataset, view, dataset);
          UpdateExec.dataset(updated).update("ADD <urn:g:new> TO <urn:g:1>").execute();
          UpdateExec.dataset(updated).update("MOVE <urn:g:1> TO <urn:g:new>").execute();
        });
    View whole = new View(Set.of(), Set.of(ONE, NEW));
    assertThat(namedGraph(whole, NEW)).hasSize(many + 2);
    assertThat(namedGraph(whole, ONE)).isEmpty();
  }

  private List<String> recorded(String update) {
    List<String> recorded = new ArrayList<>();
    DatasetGraph recorder =
        new DatasetGraphWrapper(DatasetGraphFactory.create()) {
          @Override
          public void add(Quad quad) {
            recorded.add("+ " + told(quad));
          }

          @Override
          public void delete(Quad quad) {
            recorded.add("- " + told(quad));
          }
        };
    keep(
        dataset ->
            UpdateExec.dataset(store.view(dataset, BOTH, recorder)).update(update).execute());
    return recorded;
  }

  private static String told(Quad quad) {
    return (quad.isDefaultGraph() ? "default" : quad.getGraph()) + " " + quad.getSubject();
  }

  private void keep(Consumer<DatasetGraph> writing) {
    store.write(
        dataset -> {
          writing.accept(dataset);
          return new Outcome<>("kept", true);
        },
        PATIENCE);
  }

  private <T> T read(View view, Function<DatasetGraph, T> reading) {
    return store.read(dataset -> reading.apply(store.view(dataset, view)));
  }

  private boolean is(View view, Predicate<DatasetGraph> promise) {
    return read(view, promise::test);
  }

  private List<Node> names(View view) {
    return read(view, v -> Iter.toList(v.listGraphNodes()));
  }

  private List<Triple> defaultGraph(View view) {
    return read(view, v -> v.getDefaultGraph().stream().toList());
  }

  private List<Triple> namedGraph(View view, GraphName name) {
    return read(view, v -> v.getGraph(name.node()).stream().toList());
  }

  private static void add(DatasetGraph dataset, GraphName graph, Triple triple) {
    dataset.add(Quad.create(graph.node(), triple));
  }

  private static Triple triple(String subject, String object) {
    return Triple.create(node(subject), NodeFactory.createURI("urn:p"), node(object));
  }

  private static Node node(String name) {
    return NodeFactory.createURI("urn:n:" + name);
  }
}
