package eu.continuo.sparql;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;

/** What leaves the house, as a CONSTRUCT over the view of whoever receives it. */
public final class Exports {
  private final Query catalogue;

  private Exports(Query catalogue) {
    this.catalogue = catalogue;
  }

  /** The exports of {@code sparql/exports}. */
  public static Exports packaged() {
    return new Exports(QueryFactory.create(Packaged.named("exports", "catalogue").text()));
  }

  /**
   * A catalogue (DCAT 3, section 6.3) of every offering of a view.
   *
   * @param view what the receiver may see
   * @param iri the IRI of the catalogue
   * @param title its title
   * @param publisher the IRI of who publishes it
   */
  public Graph catalogue(DatasetGraph view, String iri, String title, String publisher) {
    Graph graph = GraphFactory.createDefaultGraph();
    try (QueryExec exec =
        QueryExec.dataset(view)
            .query(catalogue)
            .substitution(
                BindingFactory.builder()
                    .add(Var.alloc("catalogue"), node(iri))
                    .add(Var.alloc("title"), NodeFactory.createLiteralString(title))
                    .add(Var.alloc("publisher"), node(publisher))
                    .build())
            .build()) {
      exec.construct(graph);
    }
    return graph;
  }

  private static Node node(String iri) {
    return NodeFactory.createURI(iri);
  }
}
