package eu.continuo.service.notify;

import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Disclosure;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.graph.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/**
 * Commits as notices, in their order, with no more than the one who is told may see now. That a
 * graph is gone is told to everyone who could see it.
 */
public final class Notices {
  private static final int RESOURCES_MAX = 100;
  private static final long LAG_MS = 10;
  private static final Node PUBLIC = Icra.concept("visibilities", "public");
  private static final Node ATTRIBUTED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasAttributedTo");

  private final Continuum continuum;

  /** Notices of this continuum. */
  public Notices(Continuum continuum) {
    this.continuum = continuum;
  }

  /** The number of the next commit. */
  public long next() {
    return continuum.look(Principal.SERVICE, Snapshot::commit) + 1;
  }

  /**
   * Some notices in their order.
   *
   * @param notices what there is
   * @param next the number of the first commit that was not looked at
   */
  public record Batch(List<Notice> notices, long next) {
    public Batch {
      notices = List.copyOf(notices);
    }
  }

  /**
   * Waits for a commit, and gives what there is from it on: never while something is sent, for that
   * may take long.
   *
   * @param from the number of the first commit
   * @param principal who is told
   * @param patience how long to wait for it
   * @param most how many notices at most
   */
  public Batch read(long from, Principal principal, Duration patience, int most)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    if (!continuum.await(from, patience)) {
      return new Batch(List.of(), from);
    }
    Sight sight = continuum.look(principal, Sight::of);
    // The log has a commit a moment before the graph has it.
    while (sight.last < from && System.nanoTime() < end) {
      Thread.sleep(LAG_MS);
      sight = continuum.look(principal, Sight::of);
    }
    if (sight.last < from) {
      return new Batch(List.of(), from);
    }
    Reading reading = new Reading(sight, most, from, gone -> continuum.withheld(principal, gone));
    continuum.history(from, reading::take);
    return new Batch(reading.notices, reading.next);
  }

  /** What somebody sees at one commit. */
  private record Sight(long last, Set<String> seen, Set<String> known, String meta) {
    static Sight of(Snapshot snapshot) {
      return new Sight(
          snapshot.commit(),
          snapshot.asked().stream().map(r -> r.name().iri()).collect(Collectors.toSet()),
          snapshot.known().stream().map(r -> r.name().iri()).collect(Collectors.toSet()),
          snapshot.meta().iri());
    }
  }

  /** Gathers the records of each commit. */
  private static final class Reading {
    private final Sight sight;
    private final int most;
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Function<Set<Disclosure.Shown>, Set<GraphName>> withheld;
    private final Map<String, Set<String>> resources = new TreeMap<>();
    private long next;

    Reading(
        Sight sight,
        int most,
        long from,
        Function<Set<Disclosure.Shown>, Set<GraphName>> withheld) {
      this.sight = sight;
      this.most = most;
      this.next = from;
      this.withheld = withheld;
    }

    boolean take(CommitRecord record) {
      if (record.number() > sight.last) {
        return false;
      }
      record.added().forEach(q -> count(q, 0));
      record.removed().forEach(q -> count(q, 1));
      if (!record.complete()) {
        return true;
      }
      @Nullable Notice notice = notice(record.number(), record.at());
      counts.clear();
      gone.clear();
      owners.clear();
      resources.clear();
      next = record.number() + 1;
      if (notice != null) {
        notices.add(notice);
      }
      return notices.size() < most;
    }

    private void count(Quad quad, int which) {
      String graph = quad.getGraph().getURI();
      if (which == 1
          && graph.equals(sight.meta)
          && quad.getPredicate().equals(Icra.VISIBILITY)
          && quad.getObject().equals(PUBLIC)
          && !sight.known.contains(quad.getSubject().getURI())) {
        gone.add(quad.getSubject().getURI());
      }
      if (which == 1 && graph.equals(sight.meta) && quad.getPredicate().equals(ATTRIBUTED)) {
        owners.put(quad.getSubject().getURI(), quad.getObject().getURI());
      }
      counts.computeIfAbsent(graph, g -> new long[2])[which]++;
      Set<String> touched = resources.computeIfAbsent(graph, g -> new LinkedHashSet<>());
      if (quad.getSubject().isURI() && touched.size() <= RESOURCES_MAX) {
        touched.add(quad.getSubject().getURI());
      }
    }

    /** What is gone and was kept from who listens is not told of either. */
    private Set<String> told() {
      if (gone.isEmpty()) {
        return gone;
      }
      Set<GraphName> kept =
          withheld.apply(
              gone.stream()
                  .map(
                      iri ->
                          new Disclosure.Shown(
                              new GraphName(iri), owners.getOrDefault(iri, ""), "public"))
                  .collect(Collectors.toSet()));
      return gone.stream()
          .filter(iri -> !kept.contains(new GraphName(iri)))
          .collect(Collectors.toSet());
    }

    private @Nullable Notice notice(long number, Instant at) {
      Set<String> goneNow = told();
      List<Notice.Touched> graphs =
          counts.entrySet().stream()
              .filter(e -> sight.seen.contains(e.getKey()) || goneNow.contains(e.getKey()))
              .map(e -> new Notice.Touched(e.getKey(), e.getValue()[0], e.getValue()[1]))
              .toList();
      if (graphs.isEmpty()) {
        return null;
      }
      List<String> touched =
          graphs.stream()
              .flatMap(g -> resources.getOrDefault(g.graph(), Set.of()).stream())
              .distinct()
              .sorted()
              .toList();
      return new Notice(
          number,
          at,
          graphs,
          touched.subList(0, Math.min(touched.size(), RESOURCES_MAX)),
          touched.size() <= RESOURCES_MAX);
    }
  }
}
