package eu.continuo.sparql;

import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/**
 * The rows {@code VALUES ?focus { UNDEF }} of a rule: as they stand they bind nothing and the rule
 * is concluded whole, in any engine; bound, it is concluded about some nodes alone.
 */
final class FocusRows extends ElementTransformCopyBase {
  private final Var focus;
  private final Collection<Node> nodes;
  private int found;

  private FocusRows(Var focus, Collection<Node> nodes) {
    this.focus = focus;
    this.nodes = nodes;
  }

  /** The query about these nodes alone. */
  static Query bind(Query query, Var focus, Collection<Node> nodes) {
    return QueryTransformOps.transform(query, new FocusRows(focus, nodes));
  }

  /**
   * Holds that a query has such rows.
   *
   * @throws IllegalArgumentException where it has none
   */
  static void require(Query query, Var focus) {
    FocusRows rows = new FocusRows(focus, List.of());
    QueryTransformOps.transform(query, rows);
    if (rows.found == 0) {
      throw new IllegalArgumentException("It has no rows VALUES " + focus + " { UNDEF }.");
    }
  }

  @Override
  public Element transform(ElementData rows) {
    if (!rows.getVars().equals(List.of(focus))) {
      return super.transform(rows);
    }
    found++;
    ElementData bound = new ElementData();
    bound.add(focus);
    nodes.forEach(node -> bound.add(BindingFactory.binding(focus, node)));
    return bound;
  }
}
