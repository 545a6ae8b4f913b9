package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.spi.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;

/** Puts every form of request to a view and to its reference, and says where they differ. */
final class Comparison {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GraphStore store;
  private final Lens lens;
  private final long seed;
  private final World world;
  private final Requests requests;
  private final List<String> differences = new ArrayList<>();

  private Comparison(GraphStore store, Lens lens, long seed) {
    this.store = store;
    this.lens = lens;
    this.seed = seed;
    Random random = new Random(seed);
    this.world = new World(random);
    this.requests = new Requests(random);
    write(
        dataset -> {
          dataset.clear();
          world.fill(dataset);
          return new Outcome<>("filled", true);
        });
  }

  /** How a dataset is seen; the store's own way, or one that leaks. */
  interface Lens {
    /** The dataset for questions. */
    DatasetGraph view(DatasetGraph transaction, View view);

    /** The dataset for updates. */
    default DatasetGraph view(DatasetGraph transaction, View view, DatasetGraph recorder) {
      return view(transaction, view);
    }

    /** The store's own. */
    static Lens of(GraphStore store) {
      return new Lens() {
        @Override
        public DatasetGraph view(DatasetGraph transaction, View view) {
          return store.view(transaction, view);
        }

        @Override
        public DatasetGraph view(DatasetGraph transaction, View view, DatasetGraph recorder) {
          return store.view(transaction, view, recorder);
        }
      };
    }
  }

  /** The differences between the answers to questions in one world, which is put into the store. */
  static List<String> questions(GraphStore store, Lens lens, long seed) {
    Comparison comparison = new Comparison(store, lens, seed);
    comparison.eachView(comparison.requests.questions(), comparison::ask);
    return comparison.differences;
  }

  /** The differences between what updates leave behind. */
  static List<String> updates(GraphStore store, Lens lens, long seed) {
    Comparison comparison = new Comparison(store, lens, seed);
    comparison.eachView(comparison.requests.updates(), comparison::update);
    return comparison.differences;
  }

  private interface Putting {
    void put(View view, Reference reference, String form, String request);
  }

  private void eachView(Map<String, String> forms, Putting putting) {
    for (View view : world.views()) {
      Reference reference = store.read(dataset -> Reference.of(view, dataset));
      forms.forEach((form, request) -> putting.put(view, reference, form, request));
    }
  }

  private void ask(View view, Reference reference, String form, String question) {
    Answer expected = reference.calculateRead(() -> Answer.ask(reference, question));
    Answer answer = store.read(dataset -> Answer.ask(lens.view(dataset, view), question));
    // Through a variable or FROM NAMED, ARQ's names show the default graph or nothing.
    if (!(form.contains("urn:x-arq") && answer.isEmpty())) {
      compare(form, question, view, expected, answer);
    }
  }

  private void update(View view, Reference reference, String form, String request) {
    write(
        dataset -> {
          reference.begin(TxnType.WRITE);
          SortedSet<String> hidden = quads(dataset);
          hidden.removeAll(quads(reference));
          Answer expected = Answer.update(reference, request);
          SortedSet<String> after = quads(reference);
          after.addAll(hidden);
          reference.abort();
          reference.end();
          Answer answer = Answer.update(lens.view(dataset, view, dataset), request);
          compare(form, request, view, expected, answer);
          compare(form, request, view, Answer.of(after), Answer.of(quads(dataset)));
          return new Outcome<>("compared", false);
        });
  }

  private void write(Function<DatasetGraph, Outcome<String>> writing) {
    if (!(store.write(writing, PATIENCE) instanceof Written.Done<String>)) {
      throw new IllegalStateException("The store is busy.");
    }
  }

  /** All that is there. */
  private static SortedSet<String> quads(DatasetGraph dataset) {
    SortedSet<String> quads = new TreeSet<>();
    dataset.find().forEachRemaining(quad -> quads.add(quad.toString()));
    return quads;
  }

  private void compare(String form, String request, View view, Answer expected, Answer answer) {
    if (!expected.equals(answer)) {
      differences.add(
          "seed %d, form \"%s\"%n%s%nas one who sees %s%nexpected %s%nbut was  %s%n"
              .formatted(seed, form, request, graphs(view), expected, answer));
    }
  }

  private static List<String> graphs(View view) {
    return view.named().stream()
        .sorted()
        .map(g -> view.union().contains(g) ? g.iri() : "(" + g.iri() + ")")
        .toList();
  }
}
