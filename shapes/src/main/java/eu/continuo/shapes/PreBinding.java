package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;

/**
 * What a query with variables that are bound beforehand may not do (SHACL, appendix A). Jena judges
 * such a query nevertheless, and what it answers is what its way of binding happens to give.
 *
 * @param variables those that may be bound beforehand
 * @param returned those of them that every subquery has to return
 */
record PreBinding(Set<Var> variables, Set<Var> returned) {

  /** What is wrong with a query, a sentence each. */
  List<String> wrong(Query query) {
    Restrictions restrictions = new Restrictions();
    restrictions.look(query);
    return restrictions.wrong.stream().distinct().toList();
  }

  private final class Restrictions extends ElementVisitorBase {
    private final List<String> wrong = new ArrayList<>();

    void look(Query query) {
      if (query.hasValues()) {
        wrong.add("It has VALUES.");
      }
      Stream.of(query.getProject(), query.getGroupBy())
          .map(VarExprList::getExprs)
          .forEach(
              assigned -> {
                assigned.keySet().forEach(this::assigned);
                assigned.values().forEach(this::look);
              });
      query.getHavingExprs().forEach(this::look);
      query.getAggregators().forEach(this::look);
      look(query.getQueryPattern());
    }

    private void look(Element element) {
      ElementWalker.walk(element, this);
    }

    /** Patterns stand in expressions too: in EXISTS. */
    private void look(Expr expression) {
      switch (expression) {
        case ExprFunctionOp exists -> look(exists.getElement());
        case ExprFunction function ->
            function.getArgs().stream().filter(Objects::nonNull).forEach(this::look);
        case ExprAggregator aggregated when aggregated.getAggregator().getExprList() != null ->
            aggregated.getAggregator().getExprList().forEach(this::look);
        default -> {
          // A variable or a constant.
        }
      }
    }

    private void assigned(Var variable) {
      if (variables.contains(variable)) {
        wrong.add("It assigns to " + variable + ", which is bound beforehand.");
      }
    }

    @Override
    public void visit(ElementSubQuery subQuery) {
      List<Var> projected = subQuery.getQuery().getProjectVars();
      returned.stream()
          .filter(variable -> !projected.contains(variable))
          .map(variable -> "A subquery does not return " + variable + ".")
          .sorted()
          .forEach(wrong::add);
      look(subQuery.getQuery());
    }

    @Override
    public void visit(ElementMinus minus) {
      wrong.add("It has MINUS.");
    }

    @Override
    public void visit(ElementService service) {
      wrong.add("It has SERVICE.");
    }

    @Override
    public void visit(ElementData values) {
      wrong.add("It has VALUES.");
    }

    @Override
    public void visit(ElementBind bind) {
      assigned(bind.getVar());
      look(bind.getExpr());
    }

    @Override
    public void visit(ElementAssign assign) {
      assigned(assign.getVar());
      look(assign.getExpr());
    }

    @Override
    public void visit(ElementFilter filter) {
      look(filter.getExpr());
    }
  }
}
