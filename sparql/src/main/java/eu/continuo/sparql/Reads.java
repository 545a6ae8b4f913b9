package eu.continuo.sparql;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_Path0;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Path2;
import org.apache.jena.sparql.path.PathVisitorByType;

/**
 * What a query reads, as patterns of triples: a change that none of them matches cannot change its
 * answer. Variables and what a path leaves open match everything, so that it errs towards reading
 * more.
 */
public final class Reads {
  private final List<Triple> patterns = new ArrayList<>();

  private Reads() {}

  static Reads of(Query query) {
    Reads reads = new Reads();
    reads.walk(Algebra.compile(query));
    return reads;
  }

  /** Reads what matches one pattern, {@link Node#ANY} for what is left open. */
  public static Reads of(Node subject, Node predicate, Node object) {
    Reads reads = new Reads();
    reads.patterns.add(Triple.createMatch(subject, predicate, object));
    return reads;
  }

  /** Whether a triple, new or gone, may change the answer. */
  public boolean touchedBy(Triple triple) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(triple));
  }

  /** Whether a change may change the answer. */
  public boolean touchedBy(Delta change) {
    return patterns.stream()
        .anyMatch(pattern -> change.having(pattern.getPredicate()).anyMatch(pattern::matches));
  }

  /** Whether a triple with this predicate may change the answer; some of them need not. */
  public boolean touchedBySome(Node predicate) {
    return patterns.stream()
        .map(Triple::getPredicate)
        .anyMatch(read -> !read.isConcrete() || read.equals(predicate));
  }

  /** Whether a triple made from this template may be read. */
  boolean meets(Triple template) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                meet(pattern.getSubject(), template.getSubject())
                    && meet(pattern.getPredicate(), template.getPredicate())
                    && meet(pattern.getObject(), template.getObject()));
  }

  private static boolean meet(Node read, Node made) {
    return !constant(read).isConcrete() || !constant(made).isConcrete() || read.sameValueAs(made);
  }

  /** Whether a graph holds anything that is read. */
  public boolean touchedByAny(Graph graph) {
    return patterns.stream().anyMatch(graph::contains);
  }

  private void walk(Op op) {
    Walker.walk(
        op,
        new OpVisitorBase() {
          @Override
          public void visit(OpBGP bgp) {
            bgp.getPattern()
                .forEach(
                    t ->
                        patterns.add(
                            Triple.createMatch(
                                constant(t.getSubject()),
                                constant(t.getPredicate()),
                                constant(t.getObject()))));
          }

          @Override
          public void visit(OpPath path) {
            // The ends of a path may lie anywhere on it, so that only its properties count.
            path.getTriplePath().getPath().visit(new Properties());
          }
        },
        new ExprVisitorBase() {
          @Override
          public void visit(ExprFunctionOp exists) {
            walk(exists.getGraphPattern());
          }
        });
  }

  private static Node constant(Node node) {
    return node.isConcrete() && !node.isBlank() ? node : Node.ANY;
  }

  private final class Properties extends PathVisitorByType {
    @Override
    public void visitNegPS(P_NegPropSet any) {
      property(Node.ANY);
    }

    @Override
    public void visit0(P_Path0 path) {
      property(path.getNode());
    }

    @Override
    public void visit1(P_Path1 path) {
      path.getSubPath().visit(this);
    }

    @Override
    public void visit2(P_Path2 path) {
      path.getLeft().visit(this);
      path.getRight().visit(this);
    }

    private void property(Node property) {
      patterns.add(Triple.createMatch(Node.ANY, property, Node.ANY));
    }
  }
}
