package eu.continuo.sparql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.Op2;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpN;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;

/** The triple patterns of a query, each with the group in which it stands. */
final class Patterns {
  private final List<Pattern> found = new ArrayList<>();

  private int betweens;

  private Patterns() {}

  static List<Pattern> of(Query query) {
    Patterns patterns = new Patterns();
    patterns.walk(Algebra.compile(query), new Group(null));
    return patterns.found;
  }

  /**
   * A pattern of one triple, or of a path of any length.
   *
   * @param properties one of which it has; {@link Node#ANY} where any will do
   * @param closure whether it is a path of any length of these properties
   */
  record Pattern(Node subject, Set<Node> properties, Node object, boolean closure, Group group) {
    boolean matches(Triple triple) {
      return properties.stream()
              .anyMatch(p -> p.equals(Node.ANY) || p.equals(triple.getPredicate()))
          && (closure || (fits(subject, triple.getSubject()) && fits(object, triple.getObject())));
    }

    /** Whether the other holds wherever this one takes part in a conclusion. */
    boolean holdsOnlyWith(Pattern other) {
      for (Group at = group; at != null; at = at.around) {
        if (at.equals(other.group)) {
          return true;
        }
      }
      return false;
    }

    private static boolean fits(Node pattern, Node node) {
      return pattern.isVariable() || pattern.sameValueAs(node);
    }
  }

  /** A group of patterns that hold together; identified by itself. */
  static final class Group {
    private final @Nullable Group around;

    Group(@Nullable Group around) {
      this.around = around;
    }

    /** Whether its patterns hold in every solution. */
    boolean isOutermost() {
      return around == null;
    }
  }

  private void walk(Op op, Group group) {
    switch (op) {
      case OpBGP bgp ->
          bgp.getPattern()
              .forEach(t -> one(t.getSubject(), t.getPredicate(), t.getObject(), group));
      case OpPath path -> {
        TriplePath triple = path.getTriplePath();
        path(triple.getSubject(), triple.getPath(), triple.getObject(), group);
      }
      case OpFilter filter -> {
        walk(filter.getSubOp(), group);
        exists(filter.getExprs(), group);
      }
      case OpExtend extend -> {
        walk(extend.getSubOp(), group);
        exists(extend.getVarExprList(), group);
      }
      case OpLeftJoin optional -> {
        walk(optional.getLeft(), group);
        Group inner = new Group(group);
        walk(optional.getRight(), inner);
        if (optional.getExprs() != null) {
          exists(optional.getExprs(), inner);
        }
      }
      case OpJoin join -> {
        walk(join.getLeft(), group);
        walk(join.getRight(), group);
      }
      case Op1 one -> walk(one.getSubOp(), group);
      case Op2 apart -> {
        walk(apart.getLeft(), new Group(group));
        walk(apart.getRight(), new Group(group));
      }
      case OpN many -> many.getElements().forEach(o -> walk(o, group));
      default -> {}
    }
  }

  private void exists(ExprList expressions, Group group) {
    expressions.forEach(e -> exists(e, group));
  }

  private void exists(VarExprList expressions, Group group) {
    expressions.forEachVarExpr((variable, e) -> exists(e, group));
  }

  private void exists(Expr expression, Group group) {
    if (expression instanceof ExprFunctionOp exists) {
      walk(exists.getGraphPattern(), new Group(group));
    } else if (expression instanceof ExprFunction function) {
      function.getArgs().forEach(e -> exists(e, group));
    }
  }

  private void one(Node subject, Node property, Node object, Group group) {
    found.add(
        new Pattern(
            subject, Set.of(property.isVariable() ? Node.ANY : property), object, false, group));
  }

  /** A sequence is a pattern for each of its parts, joined by variables that nobody wrote. */
  private void path(Node subject, Path path, Node object, Group group) {
    switch (path) {
      case P_Link link -> one(subject, link.getNode(), object, group);
      case P_Seq sequence -> {
        Var between = Var.alloc("/" + betweens++);
        path(subject, sequence.getLeft(), between, group);
        path(between, sequence.getRight(), object, group);
      }
      default -> {
        Set<Node> properties = new LinkedHashSet<>();
        properties(path, properties);
        found.add(new Pattern(subject, properties, object, true, group));
      }
    }
  }

  private static void properties(Path path, Set<Node> properties) {
    switch (path) {
      case P_Link link -> properties.add(link.getNode());
      case P_ZeroOrMore1 many -> properties(many.getSubPath(), properties);
      case P_OneOrMore1 many -> properties(many.getSubPath(), properties);
      case P_ZeroOrOne one -> properties(one.getSubPath(), properties);
      case P_Alt either -> {
        properties(either.getLeft(), properties);
        properties(either.getRight(), properties);
      }
      default ->
          throw new IllegalArgumentException("A rule with a focus has no path like " + path + ".");
    }
  }
}
