package eu.continuo.shapes;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;

/**
 * What a variable of a query is called among the edges. One name means one node: what is on the
 * right of OPTIONAL, of MINUS or in EXISTS keeps the name of a variable only if the left surely
 * binds it, for otherwise a row without it goes on and the variable means something else outside.
 * The variables that SHACL binds beforehand keep theirs everywhere, for Jena puts their values into
 * every part of a query (SHACL, section 5.3.1).
 */
final class QueryScope {
  private final Map<Node, Node> kept;
  private final Map<Node, Node> own = new HashMap<>();
  private final Set<Node> bound;
  private final Supplier<Var> fresh;

  /**
   * The outermost scope.
   *
   * @param bound what stands for each variable that is bound beforehand: a constant or a variable
   */
  QueryScope(Map<Node, Node> bound, Supplier<Var> fresh) {
    this(Map.copyOf(bound), Set.copyOf(bound.keySet()), fresh);
  }

  private QueryScope(Map<Node, Node> kept, Set<Node> bound, Supplier<Var> fresh) {
    this.kept = kept;
    this.bound = bound;
    this.fresh = fresh;
  }

  /** A scope within, which shares these variables and those that are bound beforehand. */
  QueryScope sharing(Set<Node> variables) {
    Map<Node, Node> shared = new HashMap<>();
    bound.forEach(variable -> shared.put(variable, name(variable)));
    variables.forEach(variable -> shared.put(variable, name(variable)));
    return new QueryScope(shared, bound, fresh);
  }

  /**
   * The place of a node among the edges. A literal is no constant there, for stores may find
   * another of the same value; nor is a triple term, which may hold variables.
   */
  Node name(Node node) {
    if (Var.isVar(node)) {
      Node name = kept.get(node);
      return name == null ? own.computeIfAbsent(node, any -> fresh.get()) : name;
    }
    return node.isURI() ? node : fresh.get();
  }

  /** What stands for the variable in a predicate, or the variable where nothing does. */
  Node predicate(Node node) {
    return bound.contains(node) ? name(node) : node;
  }

  /** Whether only one node can stand there: a constant, or what is bound beforehand. */
  boolean isFixed(Node node) {
    return !Var.isVar(node) || bound.contains(node);
  }

  Supplier<Var> fresh() {
    return fresh;
  }
}
