package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementUnion;

/**
 * The triggers of a query: one for each place of each of its patterns.
 *
 * <p>The answer for a focus node changes only if a solution of some pattern does, and that solution
 * is part of one that holds all patterns which the query <em>requires</em> beside it: those of its
 * own group, of the groups around it, and of what stands left of an OPTIONAL, a MINUS or a FILTER
 * (NOT) EXISTS that it is in. These become the edges of its trigger. What a query does not require,
 * an OPTIONAL part or one branch of a UNION, is no edge for the others (SPARQL 1.1, section 18).
 */
final class QueryTriggers {
  private static final String APART = "A pattern of its query is not joined to $this.";
  private static final String NOT_KNOWN =
      "Its query has a part of which it is not known which triples it reads.";

  private final Consumer<Trigger> found;
  private final Map<Node, PropertyPath> paths;

  /**
   * @param paths what stands for a variable in the place of a predicate where no node does: the
   *     path of the shape for {@code $PATH}
   * @param found takes each trigger
   */
  QueryTriggers(Map<Node, PropertyPath> paths, Consumer<Trigger> found) {
    this.paths = paths;
    this.found = found;
  }

  /**
   * Finds the triggers of a query.
   *
   * @param scope with the variables that are bound beforehand
   * @param around how these are joined to the focus node
   */
  void find(Query query, QueryScope scope, List<Edge> around) {
    if (query.hasDatasetDescription()) {
      found.accept(Trigger.always(NOT_KNOWN));
    }
    findIn(query, scope, around);
  }

  private void findIn(Query query, QueryScope scope, List<Edge> around) {
    Element pattern = query.getQueryPattern();
    find(pattern, scope, around);
    QueryScope inner = scope.sharing(isGrouped(query) ? Set.of() : certain(pattern, scope));
    List<Edge> beside = with(around, required(pattern, scope));
    expressions(query).forEach(expr -> findExists(expr, inner, beside));
  }

  private void find(Element element, QueryScope scope, List<Edge> around) {
    switch (element) {
      case ElementGroup group -> findInGroup(group.getElements(), scope, around);
      case ElementUnion union -> union.getElements().forEach(one -> find(one, scope, around));
      case ElementPathBlock block -> findInBlock(block, scope, around);
      case ElementSubQuery sub ->
          findIn(sub.getQuery(), scope.sharing(shared(sub.getQuery())), around);
      // Other graphs than the judged one: the shapes themselves, or another service's.
      case ElementNamedGraph other -> {}
      case ElementService other -> {}
      case ElementData values -> {}
      default -> found.accept(Trigger.always(NOT_KNOWN));
    }
  }

  private void findInGroup(List<Element> elements, QueryScope scope, List<Edge> around) {
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      List<Element> left = elements.subList(0, i);
      List<Edge> beside = with(around, required(left, scope));
      beside = with(beside, required(elements.subList(i + 1, elements.size()), scope));
      QueryScope inner = scope.sharing(certain(left, scope));
      switch (element) {
        case ElementOptional optional -> find(optional.getOptionalElement(), inner, beside);
        case ElementMinus minus -> find(minus.getMinusElement(), inner, beside);
        case ElementBind bind -> findExists(bind.getExpr(), inner, beside);
        case ElementAssign assign -> findExists(assign.getExpr(), inner, beside);
        case ElementFilter filter ->
            findExists(filter.getExpr(), scope.sharing(certain(elements, scope)), beside);
        default -> find(element, scope, beside);
      }
    }
  }

  private void findInBlock(ElementPathBlock block, QueryScope scope, List<Edge> around) {
    List<TriplePath> patterns = block.getPattern().getList();
    for (int i = 0; i < patterns.size(); i++) {
      List<Edge> beside = new ArrayList<>(around);
      for (int other = 0; other < patterns.size(); other++) {
        if (other != i) {
          beside.addAll(edges(patterns.get(other), scope));
        }
      }
      findAt(patterns.get(i), scope, beside);
    }
  }

  private void findAt(TriplePath pattern, QueryScope scope, List<Edge> beside) {
    PropertyPath path = path(pattern, scope);
    if (path instanceof PropertyPath.Unknown) {
      found.accept(Trigger.always(NOT_KNOWN));
      return;
    }
    Node from = scope.name(pattern.getSubject());
    Node to = scope.name(pattern.getObject());
    Trigger.along(from, new PropertyPath.Here(), path, to, beside, scope.fresh(), APART)
        .forEach(found);
    if (path.nullable()
        && !scope.isFixed(pattern.getSubject())
        && !scope.isFixed(pattern.getObject())) {
      // A path of no step joins each node of the graph to itself, and a node comes with any triple.
      List<Edge> same = beside.stream().map(edge -> edge.renamed(to, from)).toList();
      Node other = scope.fresh().get();
      found.accept(Trigger.of(Predicates.any(), from, other, same, APART));
      found.accept(Trigger.of(Predicates.any(), other, from, same, APART));
    }
  }

  private void findExists(Expr expr, QueryScope scope, List<Edge> around) {
    switch (expr) {
      case ExprFunctionOp exists -> find(exists.getElement(), scope, around);
      case ExprFunction function ->
          function.getArgs().stream()
              .filter(argument -> argument != null)
              .forEach(argument -> findExists(argument, scope, around));
      case ExprAggregator aggregated -> {
        ExprList arguments = aggregated.getAggregator().getExprList();
        if (arguments != null) {
          arguments.forEach(argument -> findExists(argument, scope, around));
        }
      }
      default -> {
        // A variable or a constant.
      }
    }
  }

  private List<Edge> required(List<Element> elements, QueryScope scope) {
    return elements.stream().flatMap(one -> required(one, scope).stream()).toList();
  }

  /** The edges that hold in every solution of the element. */
  private List<Edge> required(Element element, QueryScope scope) {
    return switch (element) {
      case ElementGroup group -> required(group.getElements(), scope);
      case ElementPathBlock block ->
          block.getPattern().getList().stream()
              .flatMap(pattern -> edges(pattern, scope).stream())
              .toList();
      case ElementSubQuery sub when !countsNothing(sub.getQuery()) ->
          required(sub.getQuery().getQueryPattern(), scope.sharing(shared(sub.getQuery())));
      default -> List.of();
    };
  }

  private Set<Node> certain(List<Element> elements, QueryScope scope) {
    Set<Node> certain = new HashSet<>();
    elements.forEach(one -> certain.addAll(certain(one, scope)));
    return certain;
  }

  /** The variables that every solution of the element binds. */
  private Set<Node> certain(Element element, QueryScope scope) {
    return switch (element) {
      case ElementGroup group -> certain(group.getElements(), scope);
      case ElementUnion union ->
          union.getElements().stream()
              .map(branch -> certain(branch, scope))
              .reduce(QueryTriggers::common)
              .orElse(Set.of());
      case ElementPathBlock block -> {
        Set<Node> certain = new HashSet<>();
        block.getPattern().getList().stream()
            .filter(pattern -> !(path(pattern, scope) instanceof PropertyPath.Unknown))
            .flatMap(pattern -> Stream.of(pattern.getSubject(), pattern.getObject()))
            .filter(Var::isVar)
            .forEach(certain::add);
        yield certain;
      }
      case ElementSubQuery sub when !countsNothing(sub.getQuery()) ->
          common(plainlySelected(sub.getQuery()), certain(sub.getQuery().getQueryPattern(), scope));
      default -> Set.of();
    };
  }

  private List<Edge> edges(TriplePath pattern, QueryScope scope) {
    PropertyPath path = path(pattern, scope);
    return path instanceof PropertyPath.Unknown
        ? List.of()
        : Edge.between(
            scope.name(pattern.getSubject()), path, scope.name(pattern.getObject()), scope.fresh());
  }

  private PropertyPath path(TriplePath pattern, QueryScope scope) {
    if (!pattern.isTriple()) {
      return PropertyPath.of(pattern.getPath());
    }
    Node predicate = scope.predicate(pattern.getPredicate());
    if (!Var.isVar(predicate)) {
      return PropertyPath.step(predicate);
    }
    return paths.getOrDefault(predicate, PropertyPath.anyStep());
  }

  /** The variables that mean the same inside a subquery and outside it. */
  private static Set<Node> shared(Query sub) {
    // With a limit, one row may push out another that has nothing to do with it.
    return sub.hasLimit() || sub.hasOffset() ? Set.of() : plainlySelected(sub);
  }

  /** The variables that a query selects as its pattern binds them. */
  private static Set<Node> plainlySelected(Query query) {
    Set<Node> selected = new HashSet<>(query.getProjectVars());
    selected.removeAll(query.getProject().getExprs().keySet());
    if (isGrouped(query)) {
      selected.retainAll(query.getGroupBy().getVars());
      selected.removeAll(query.getGroupBy().getExprs().keySet());
    }
    return selected;
  }

  private static boolean isGrouped(Query query) {
    return query.hasGroupBy() || query.hasHaving();
  }

  /** Whether the query has a row where its pattern has none: the count of nothing. */
  private static boolean countsNothing(Query query) {
    // Jena says of a query with aggregates that it has GROUP BY.
    return isGrouped(query) && query.getGroupBy().isEmpty();
  }

  private static List<Expr> expressions(Query query) {
    List<Expr> all = new ArrayList<>(query.getHavingExprs());
    if (query.isSelectType()) {
      all.addAll(query.getProject().getExprs().values());
    }
    all.addAll(query.getGroupBy().getExprs().values());
    all.addAll(query.getAggregators());
    if (query.getOrderBy() != null) {
      query.getOrderBy().stream().map(SortCondition::getExpression).forEach(all::add);
    }
    return all;
  }

  private static Set<Node> common(Set<Node> some, Set<Node> others) {
    Set<Node> common = new HashSet<>(some);
    common.retainAll(others);
    return common;
  }

  private static List<Edge> with(List<Edge> some, List<Edge> others) {
    List<Edge> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
