package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.DCTerms;

/** One state of the graph as a principal may see it, with what is known of where it came from. */
public final class Snapshot {
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Node GENERATED = NodeFactory.createURI(PROV + "generated");
  private static final Node ENDED = NodeFactory.createURI(PROV + "endedAtTime");
  private static final Node ASSOCIATED = NodeFactory.createURI(PROV + "wasAssociatedWith");

  private final DatasetGraph dataset;
  private final DatasetGraph view;
  private final GraphNames names;
  private final Views.Sight sight;

  Snapshot(DatasetGraph dataset, DatasetGraph view, GraphNames names, Views.Sight sight) {
    this.dataset = dataset;
    this.view = view;
    this.names = names;
    this.sight = sight;
  }

  /** What the principal sees; see {@link Continuum#read}. */
  public DatasetGraph view() {
    return view;
  }

  /** The number of its last commit; 0 before the first. */
  public long commit() {
    return new Meta(dataset, names).commits();
  }

  /** The graphs that a question reads here, in the order of their names. */
  public List<GraphRow> asked() {
    return new Meta(dataset, names)
        .rows().stream().filter(r -> r.asked() && sight.shows(r)).toList();
  }

  /** Every graph that there is, for what must not be told of it. */
  public List<GraphRow> known() {
    return new Meta(dataset, names).rows();
  }

  /** The graph of these rows. */
  public GraphName meta() {
    return names.meta();
  }

  /**
   * The commit that changed a graph last. Who may see a graph may know where it comes from; of what
   * else the commit changed, nothing is said.
   */
  public Optional<Origin> origin(GraphRow row) {
    if (!sight.shows(row)) {
      return Optional.empty();
    }
    Graph provenance = dataset.getGraph(names.provenance().node());
    return provenance.stream(Node.ANY, GENERATED, row.name().node())
        .map(Triple::getSubject)
        .max(Comparator.comparingLong(Snapshot::number))
        .map(
            commit ->
                new Origin(
                    number(commit),
                    Instant.parse(object(provenance, commit, ENDED).getLiteralLexicalForm()),
                    object(provenance, commit, ASSOCIATED).getURI(),
                    object(provenance, commit, DCTerms.conformsTo.asNode()).getURI()));
  }

  private static long number(Node commit) {
    return Long.parseLong(commit.getURI().substring(commit.getURI().lastIndexOf('/') + 1));
  }

  private static Node object(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).findFirst().orElseThrow().getObject();
  }

  /**
   * Where the content of a graph comes from.
   *
   * @param commit the number of the commit
   * @param at its clock
   * @param principal the IRI of who asked for it
   * @param shapes the shapes that accepted it, as {@code urn:sha256:…}
   */
  public record Origin(long commit, Instant at, String principal, String shapes) {}
}
