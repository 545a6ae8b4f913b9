package eu.continuo.sparql;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Table;
import org.apache.jena.sparql.algebra.TableFactory;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.modify.TemplateLib;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/**
 * The query of a rule about some focus nodes alone, made ready once.
 *
 * <p>As they stand, the rows {@code VALUES ?focus { UNDEF }} bind nothing, and the rule is
 * concluded whole, in any engine. Here they are compiled as if they bound one node, so that the
 * optimiser may start from them; each time, the nodes asked about take its place. To compile the
 * query for each small change costs more than to answer it.
 */
final class FocusQuery {
  /**
   * Stand for the focus nodes while the query is made ready; two, for the optimiser may fold one.
   */
  private static final List<Node> ANY_FOCUS =
      List.of(
          NodeFactory.createURI("urn:continuo:focus:1"),
          NodeFactory.createURI("urn:continuo:focus:2"));

  private final List<Triple> template;
  private final Op ready;

  /**
   * Makes a query ready.
   *
   * @throws IllegalArgumentException where it has no rows for the focus
   */
  FocusQuery(Query query, Var focus) {
    this.template = query.getConstructTemplate().getTriples();
    AnyFocus rows = new AnyFocus(focus);
    this.ready = Algebra.optimize(Algebra.compile(QueryTransformOps.transform(query, rows)));
    if (!rows.found) {
      throw new IllegalArgumentException("It has no rows VALUES " + focus + " { UNDEF }.");
    }
  }

  /** What follows about some nodes. */
  Set<Triple> construct(Collection<Node> nodes, Graph known) {
    ExecutionContext execution =
        ExecutionContext.create(DatasetGraphFactory.wrap(known), known, ARQ.getContext().copy());
    Set<Triple> found = new LinkedHashSet<>();
    QueryIterator solutions =
        QC.execute(
            Transformer.transform(new Asked(nodes), ready), BindingFactory.root(), execution);
    try {
      TemplateLib.calcTriples(template, solutions).forEachRemaining(found::add);
    } finally {
      solutions.close();
    }
    return found;
  }

  private static final class AnyFocus extends ElementTransformCopyBase {
    private final Var focus;
    private boolean found;

    private AnyFocus(Var focus) {
      this.focus = focus;
    }

    @Override
    public Element transform(ElementData rows) {
      if (!rows.getVars().equals(List.of(focus))) {
        return super.transform(rows);
      }
      found = true;
      ElementData any = new ElementData();
      any.add(focus);
      ANY_FOCUS.forEach(node -> any.add(BindingFactory.binding(focus, node)));
      return any;
    }
  }

  private static final class Asked extends TransformCopy {
    private final Collection<Node> nodes;

    private Asked(Collection<Node> nodes) {
      this.nodes = nodes;
    }

    @Override
    public Op transform(OpTable rows) {
      Table table = rows.getTable();
      if (table.getVars().size() != 1
          || !table.contains(BindingFactory.binding(table.getVars().get(0), ANY_FOCUS.get(0)))) {
        return super.transform(rows);
      }
      // The compiler may have given the focus another name in a group within.
      Var focus = table.getVars().get(0);
      Table asked = TableFactory.create(List.of(focus));
      nodes.forEach(node -> asked.addBinding(BindingFactory.binding(focus, node)));
      return OpTable.create(asked);
    }
  }
}
