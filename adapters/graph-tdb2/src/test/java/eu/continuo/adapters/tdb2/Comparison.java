package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.spi.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;

/** Puts every form of request to views and to their references, and says where they differ. */
final class Comparison {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GraphStore store;
  private final long seed;
  private final World world;
  private final Requests requests;

  /**
   * A world put into a store.
   *
   * @param seed of the world and of the requests
   */
  Comparison(GraphStore store, long seed) {
    this.store = store;
    this.seed = seed;
    Random random = new Random(seed);
    this.world = new World(random);
    this.requests = new Requests(random, world);
    write(
        dataset -> {
          dataset.clear();
          world.fill(dataset);
          return new Outcome<>(List.of(), true);
        });
  }

  /** How a dataset is seen by a question; the store's own way, or one that leaks. */
  interface Lens {
    DatasetGraph over(DatasetGraph transaction, View view);
  }

  /** The differences between answers, found as they are asked for. */
  Stream<String> questions(Lens lens) {
    return differences(
        Stream.concat(world.views().stream(), world.scenarios().stream()),
        requests.questions(),
        (view, reference, r) -> ask(lens, view, reference, r));
  }

  /** The differences between what updates leave behind. */
  Stream<String> updates(Lens lens) {
    return differences(
        world.views().stream(),
        requests.updates(),
        (view, reference, r) -> update(lens, view, reference, r));
  }

  private interface Putting {
    Stream<String> put(View view, Reference reference, Map.Entry<String, String> request);
  }

  private Stream<String> differences(
      Stream<View> views, Map<String, String> forms, Putting putting) {
    return views.flatMap(
        view -> {
          Reference reference = store.read(dataset -> Reference.of(view, dataset));
          return forms.entrySet().stream().flatMap(r -> putting.put(view, reference, r));
        });
  }

  private Stream<String> ask(
      Lens lens, View view, Reference reference, Map.Entry<String, String> question) {
    Answer expected = reference.calculateRead(() -> Answer.ask(reference, question.getValue()));
    Answer answer =
        store.read(dataset -> Answer.ask(lens.over(dataset, view), question.getValue()));
    // Through a variable or FROM NAMED, ARQ's names show the default graph or nothing.
    boolean nothing = question.getKey().contains("urn:x-arq") && answer.isEmpty();
    return nothing ? Stream.of() : difference(question, view, expected, answer);
  }

  private Stream<String> update(
      Lens lens, View view, Reference reference, Map.Entry<String, String> request) {
    return write(
        dataset -> {
          reference.begin(TxnType.WRITE);
          SortedSet<String> hidden = quads(dataset);
          hidden.removeAll(quads(reference));
          Answer expected = Answer.update(reference, request.getValue());
          SortedSet<String> after = quads(reference);
          after.addAll(hidden);
          reference.abort();
          reference.end();
          Answer answer = Answer.update(lens.over(dataset, view), request.getValue());
          Stream<String> said = difference(request, view, expected, answer);
          Stream<String> left =
              difference(request, view, Answer.of(after), Answer.of(quads(dataset)));
          return new Outcome<>(Stream.concat(said, left).toList(), false);
        })
        .stream();
  }

  private List<String> write(Function<DatasetGraph, Outcome<List<String>>> writing) {
    return switch (store.write(writing, PATIENCE)) {
      case Written.Done<List<String>>(List<String> differences) -> differences;
      case Written.Busy<List<String>> busy -> throw new IllegalStateException(busy.toString());
      case Written.Full<List<String>> full -> throw new IllegalStateException(full.toString());
    };
  }

  /** All that is there. */
  private static SortedSet<String> quads(DatasetGraph dataset) {
    SortedSet<String> quads = new TreeSet<>();
    dataset.find().forEachRemaining(quad -> quads.add(quad.toString()));
    return quads;
  }

  private Stream<String> difference(
      Map.Entry<String, String> request, View view, Answer expected, Answer answer) {
    if (expected.equals(answer)) {
      return Stream.of();
    }
    return Stream.of(
        "seed %d, form \"%s\"%n%s%nas one who sees %s, with %s%nexpected %s%nbut was  %s%n"
            .formatted(
                seed,
                request.getKey(),
                request.getValue(),
                graphs(view),
                view.overlay(),
                expected,
                answer));
  }

  /** The visible graphs; in parentheses those that are not in the default graph. */
  private static List<String> graphs(View view) {
    return view.named().stream()
        .sorted()
        .map(g -> view.union().contains(g) ? g.iri() : "(" + g.iri() + ")")
        .toList();
  }
}
