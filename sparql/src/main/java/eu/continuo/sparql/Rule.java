package eu.continuo.sparql;

import eu.continuo.ontology.Canonical;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;

/** One rule: a CONSTRUCT over what is known, whose conclusions are a graph of their own. */
public final class Rule {
  private final String name;
  private final String version;
  private final boolean repeats;
  private final Query query;
  private final Reads reads;
  private final Optional<Focus> focus;

  Rule(String name, String text, boolean repeats, Query query, Optional<Focus> focus) {
    this.name = name;
    this.version = Canonical.digest(text);
    this.repeats = repeats;
    this.query = query;
    this.reads = Reads.of(query);
    this.focus = focus;
  }

  /** Its name; its graph is named after it. */
  public String name() {
    return name;
  }

  /** SHA-256 of its text, in hexadecimal digits: another text may conclude otherwise. */
  public String version() {
    return version;
  }

  /** Whether its conclusions may differ after a change. */
  public boolean concernedBy(Delta change) {
    return reads.touchedBy(change);
  }

  /** What it reads. */
  public Reads reads() {
    return reads;
  }

  /** How it is concluded in parts; nothing where it is always concluded whole. */
  public Optional<Focus> focus() {
    return focus;
  }

  /**
   * Concludes everything anew.
   *
   * @param known what is asserted, and what earlier rules concluded; it is not changed
   */
  public Graph conclude(Graph known) {
    Graph derived = GraphFactory.createDefaultGraph();
    Graph seen = repeats ? new Union(derived, known) : known;
    int before;
    do {
      before = derived.size();
      construct(query, seen).stream().forEach(derived::add);
    } while (repeats && derived.size() > before);
    return derived;
  }

  /**
   * As {@link #conclude}, with all processors where it has a focus: each takes some of the focus
   * nodes.
   *
   * @param known can be read by many threads at once
   */
  Graph concludeAtOnce(Graph known) {
    return focus.flatMap(one -> one.concludeAtOnce(known)).orElseGet(() -> conclude(known));
  }

  /** Whether it may read what another rule concludes. */
  boolean follows(Rule other) {
    return other.query.getConstructTemplate().getTriples().stream().anyMatch(reads::meets);
  }

  private static Graph construct(Query query, Graph known) {
    Graph found = GraphFactory.createDefaultGraph();
    try (QueryExec exec = QueryExec.dataset(DatasetGraphFactory.wrap(known)).query(query).build()) {
      exec.construct(found);
    }
    return found;
  }

  /**
   * The nodes that a rule concludes about one by one: what it concludes about one of them follows
   * from what is joined to that node alone, and is told apart by it.
   */
  public static final class Focus {
    private static final int SHARE = 500;

    private final FocusQuery query;
    private final Optional<Node> link;
    private final Reach reach;
    private final Optional<Candidates> candidates;

    /**
     * The focus of a rule.
     *
     * @param link the property from each conclusion to its focus; nothing where the conclusions are
     *     about the focus itself
     */
    Focus(Query query, String variable, Optional<String> link) {
      Var focus = Var.alloc(variable);
      this.query = new FocusQuery(query, focus);
      this.link = link.map(NodeFactory::createURI);
      this.reach = Reach.of(query, focus);
      this.candidates = Candidates.of(query, focus);
    }

    /** Everything anew, or nothing where it cannot be told about which nodes anything follows. */
    private Optional<Graph> concludeAtOnce(Graph known) {
      return candidates.map(
          among -> {
            List<Node> nodes = among.in(known);
            Graph derived = GraphFactory.createDefaultGraph();
            IntStream.range(0, Math.ceilDiv(nodes.size(), SHARE))
                .parallel()
                .mapToObj(
                    share ->
                        query.construct(
                            nodes.subList(
                                share * SHARE, Math.min(nodes.size(), (share + 1) * SHARE)),
                            known))
                .toList()
                .forEach(some -> some.forEach(derived::add));
            return derived;
          });
    }

    /**
     * What a change makes of the conclusions.
     *
     * @param after what is known after the change
     * @param concluded all conclusions of the rule before it; a store that keeps 0.020 as 0.02
     *     finds the one by the other
     */
    public Delta follow(Graph after, Delta change, Graph concluded) {
      Set<Node> focuses = touched(after, change);
      if (focuses.isEmpty()) {
        return Delta.NONE;
      }
      List<Triple> fresh = new ArrayList<>();
      Set<Triple> stay = new HashSet<>();
      query
          .construct(focuses, after)
          .forEach(
              wanted -> {
                List<Triple> same = concluded.find(wanted).toList();
                stay.addAll(same);
                if (same.isEmpty()) {
                  fresh.add(wanted);
                }
              });
      List<Triple> gone =
          focuses.stream()
              .flatMap(focus -> about(focus, concluded))
              .filter(t -> !stay.contains(t))
              .distinct()
              .toList();
      return new Delta(gone, fresh);
    }

    /** The focus nodes of which other things may follow now. */
    private Set<Node> touched(Graph after, Delta change) {
      Set<Node> focuses = reach.collect(change, after);
      focuses.removeIf(node -> !node.isURI());
      return focuses;
    }

    private Stream<Triple> about(Node focus, Graph concluded) {
      return link.map(
              property ->
                  concluded.stream(Node.ANY, property, focus)
                      .map(Triple::getSubject)
                      .flatMap(subject -> concluded.stream(subject, Node.ANY, Node.ANY)))
          .orElseGet(() -> concluded.stream(focus, Node.ANY, Node.ANY));
    }
  }
}
