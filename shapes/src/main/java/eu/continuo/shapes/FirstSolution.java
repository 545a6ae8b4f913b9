package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_NotEquals;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a query has any solution, found pattern by pattern in one row of variables that is filled
 * and emptied again. For a query of three patterns about one node that is several times cheaper
 * than ARQ, which makes an iterator for each operator and a binding for each step.
 *
 * <p>It knows the operators that take the rows of the one before, whose order it keeps; groups,
 * optional parts and paths of any length are left to ARQ.
 */
final class FirstSolution {
  private final Map<Var, Integer> places = new HashMap<>();

  /** Variables that have no value where their expression has an error. */
  private final Set<Var> extended = new HashSet<>();

  private final int given;
  private final Step first;

  private FirstSolution(Op op, Var given) {
    this.given = place(given);
    this.first = step(op, new HashSet<>(Set.of(given)), bound -> row -> true);
  }

  /**
   * A query made ready, where it has known operators only.
   *
   * @param given the variable that has a value from the beginning
   */
  static Optional<FirstSolution> of(Op op, Var given) {
    try {
      return Optional.of(new FirstSolution(op, given));
    } catch (Unknown e) {
      return Optional.empty();
    }
  }

  /** Whether there is a solution in which the given variable has this value. */
  boolean exists(Node value, ExecutionContext context) {
    Row row = new Row(context, places.size());
    row.values[given] = value;
    return first.holds(row);
  }

  /** An operator that is not known here. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The values that the variables have so far. */
  private static final class Row {
    private final Graph data;
    private final ExecutionContext context;
    private final @Nullable Node[] values;

    Row(ExecutionContext context, int places) {
      this.data = context.getActiveGraph();
      this.context = context;
      this.values = new Node[places];
    }
  }

  /** The rest of a query. */
  @FunctionalInterface
  private interface Step {
    /** Whether it has a solution with the values so far, which it leaves as they are. */
    boolean holds(Row row);
  }

  private int place(Var variable) {
    return places.computeIfAbsent(variable, any -> places.size());
  }

  /**
   * An operator and what comes after it.
   *
   * @param bound the variables that have a value before it; those of the operator are added
   * @param rest makes what comes after it, told which variables have a value then
   */
  private Step step(Op op, Set<Var> bound, Function<Set<Var>, Step> rest) {
    return switch (op) {
      case OpBGP patterns -> sequence(List.of(patterns), bound, rest);
      case OpPath path -> path(path.getTriplePath(), bound, rest);
      case OpFilter filter ->
          step(
              filter.getSubOp(),
              bound,
              then -> filters(filter.getExprs().getList(), then, rest.apply(then)));
      case OpExtend extend ->
          step(
              extend.getSubOp(),
              bound,
              then -> {
                List<Extension> extensions = new ArrayList<>();
                extend
                    .getVarExprList()
                    .forEachVarExpr(
                        (variable, expression) ->
                            extensions.add(
                                new Extension(place(variable), new Expression(expression))));
                then.addAll(extend.getVarExprList().getVars());
                extended.addAll(extend.getVarExprList().getVars());
                return extended(extensions, rest.apply(then));
              });
      case OpSequence sequence -> sequence(sequence.getElements(), bound, rest);
      case OpUnion either -> {
        Step left = step(either.getLeft(), new HashSet<>(bound), rest);
        Step right = step(either.getRight(), new HashSet<>(bound), rest);
        yield row -> left.holds(row) || right.holds(row);
      }
      default -> throw new Unknown();
    };
  }

  private Step sequence(List<Op> ops, Set<Var> bound, Function<Set<Var>, Step> rest) {
    if (ops.isEmpty()) {
      return rest.apply(bound);
    }
    Set<Var> sure = new HashSet<>(bound);
    sure.removeAll(extended);
    Conjunction together = new Conjunction(new ArrayList<>(), new ArrayList<>());
    int taken = 0;
    while (taken < ops.size() && together.takes(ops.get(taken), sure)) {
      taken++;
    }
    List<Op> others = ops.subList(Math.max(1, taken), ops.size());
    Function<Set<Var>, Step> after = then -> sequence(others, then, rest);
    return taken > 0 ? together(together, bound, after) : step(ops.getFirst(), bound, after);
  }

  /**
   * Triples and conditions that all have to hold, in whatever order they are looked at.
   *
   * @param conditions say nothing of what is there elsewhere, and name variables of triples only
   */
  private record Conjunction(List<Triple> triples, List<Expr> conditions) {
    /**
     * Takes an operator in, where it is nothing but such; otherwise this stays as it is.
     *
     * @param sure the variables that have a value; those of its triples are added
     */
    boolean takes(Op op, Set<Var> sure) {
      return switch (op) {
        case OpBGP patterns -> {
          sure.addAll(OpVars.fixedVars(patterns));
          yield triples.addAll(patterns.getPattern().getList());
        }
        case OpFilter filter when filter.getSubOp() instanceof OpBGP patterns -> {
          Set<Var> within = new HashSet<>(sure);
          within.addAll(OpVars.fixedVars(patterns));
          List<Expr> asked = filter.getExprs().getList();
          yield asked.stream().allMatch(condition -> isLocal(condition, within))
              && conditions.addAll(asked)
              && takes(patterns, sure);
        }
        default -> false;
      };
    }

    private static boolean isLocal(Expr condition, Set<Var> sure) {
      return !asksForPattern(condition) && sure.containsAll(condition.getVarsMentioned());
    }

    private static boolean asksForPattern(Expr condition) {
      return condition instanceof ExprFunctionOp
          || (condition instanceof ExprFunction function
              && function.getArgs().stream()
                  .filter(Objects::nonNull)
                  .anyMatch(Conjunction::asksForPattern));
    }

    /** Without those triples, and without the conditions that can be looked at. */
    Conjunction without(List<Triple> matched, List<Expr> asked) {
      List<Triple> others = new ArrayList<>(triples);
      others.removeAll(matched);
      List<Expr> open = new ArrayList<>(conditions);
      open.removeAll(asked);
      return new Conjunction(others, open);
    }
  }

  /** Conditions as soon as they can be; next is always a triple that has most values already. */
  private Step together(Conjunction all, Set<Var> bound, Function<Set<Var>, Step> rest) {
    List<Expr> ready =
        all.conditions.stream().filter(c -> bound.containsAll(c.getVarsMentioned())).toList();
    if (all.triples.isEmpty()) {
      return filters(ready, bound, rest.apply(bound));
    }
    Triple next = all.triples.getFirst();
    for (Triple pattern : all.triples) {
      if (weight(pattern, bound) > weight(next, bound)) {
        next = pattern;
      }
    }
    Set<Var> known = new HashSet<>(bound);
    List<Triple> star = star(next, all.triples, bound);
    star.forEach(
        triple ->
            List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())
                .forEach(node -> bind(node, known)));
    Step others = together(all.without(star, ready), known, rest);
    return filters(ready, bound, star.size() == 1 ? match(next, others) : star(star, others));
  }

  private Step match(Triple triple, Step rest) {
    Link link = new Link(end(triple.getPredicate()), false);
    return new Match(end(triple.getSubject()), List.of(link), end(triple.getObject())).before(rest);
  }

  /** The triples that differ from the next in what is known of their common, unknown subject. */
  private List<Triple> star(Triple next, List<Triple> all, Set<Var> bound) {
    if (!isSpoke(next, next.getSubject(), bound)) {
      return List.of(next);
    }
    return all.stream()
        .filter(triple -> isSpoke(triple, next.getSubject(), bound))
        .distinct()
        .toList();
  }

  private boolean isSpoke(Triple triple, Node subject, Set<Var> bound) {
    return triple.getSubject().equals(subject)
        && !isKnown(subject, bound)
        && triple.getPredicate().isConcrete()
        && isKnown(triple.getObject(), bound)
        && !(triple.getObject() instanceof Var object && extended.contains(object));
  }

  private Step star(List<Triple> triples, Step rest) {
    List<Spoke> spokes =
        triples.stream()
            .map(triple -> new Spoke(triple.getPredicate(), end(triple.getObject())))
            .toList();
    return new Star(end(triples.getFirst().getSubject()), spokes).before(rest);
  }

  /** A subject has fewer triples than an object, and an object fewer than a property. */
  private static int weight(Triple pattern, Set<Var> bound) {
    return (isKnown(pattern.getSubject(), bound) ? 4 : 0)
        + (isKnown(pattern.getObject(), bound) ? 2 : 0)
        + (isKnown(pattern.getPredicate(), bound) ? 1 : 0);
  }

  private Step path(TriplePath path, Set<Var> bound, Function<Set<Var>, Step> rest) {
    List<Link> links = new ArrayList<>();
    addLinks(path.getPath(), false, links);
    Match match = new Match(end(path.getSubject()), links, end(path.getObject()));
    bind(path.getSubject(), bound);
    bind(path.getObject(), bound);
    return match.before(rest.apply(bound));
  }

  private void addLinks(Path path, boolean inverse, List<Link> links) {
    switch (path) {
      case P_Link link -> links.add(new Link(end(link.getNode()), inverse));
      case P_Inverse other -> addLinks(other.getSubPath(), !inverse, links);
      case P_Alt either -> {
        addLinks(either.getLeft(), inverse, links);
        addLinks(either.getRight(), inverse, links);
      }
      default -> throw new Unknown();
    }
  }

  private static boolean isKnown(Node node, Set<Var> bound) {
    return !(node instanceof Var variable) || bound.contains(variable);
  }

  private static void bind(Node node, Set<Var> bound) {
    if (node instanceof Var variable) {
      bound.add(variable);
    }
  }

  private End end(Node node) {
    return node instanceof Var variable ? new End(null, place(variable)) : new End(node, -1);
  }

  /** A term, or the place of a variable. */
  private record End(@Nullable Node term, int place) {
    /** Its value, or null where it has none yet. */
    @Nullable Node in(Row row) {
      return term == null ? row.values[place] : term;
    }

    /** Gives it a value, where it has none or the same. */
    boolean takes(Node value, Row row) {
      Node known = in(row);
      if (known == null) {
        row.values[place] = value;
        return true;
      }
      return known.equals(value);
    }

    void empty(Row row) {
      row.values[place] = null;
    }
  }

  private record Link(End predicate, boolean inverse) {}

  /** A triple that has to be there, by one of these links. */
  private record Match(End from, List<Link> links, End to) {
    Step before(Step rest) {
      return row -> {
        for (Link link : links) {
          End subject = link.inverse ? to : from;
          End object = link.inverse ? from : to;
          if (holds(row, subject, link.predicate, object, rest)) {
            return true;
          }
        }
        return false;
      };
    }

    private static boolean holds(Row row, End subject, End predicate, End object, Step rest) {
      Node s = subject.in(row);
      Node p = predicate.in(row);
      Node o = object.in(row);
      if (s != null && s.isLiteral()) {
        return false;
      }
      if (s != null && p != null && o != null) {
        return row.data.contains(s, p, o) && rest.holds(row);
      }
      ExtendedIterator<Triple> triples =
          row.data.find(
              s == null ? Node.ANY : s, p == null ? Node.ANY : p, o == null ? Node.ANY : o);
      try {
        while (triples.hasNext()) {
          Triple triple = triples.next();
          // What had a value was looked for, and a store may find a literal by another text.
          boolean fits =
              (s != null || subject.takes(triple.getSubject(), row))
                  && (p != null || predicate.takes(triple.getPredicate(), row))
                  && (o != null || object.takes(triple.getObject(), row));
          boolean holds = fits && rest.holds(row);
          if (s == null) {
            subject.empty(row);
          }
          if (p == null) {
            predicate.empty(row);
          }
          if (o == null) {
            object.empty(row);
          }
          if (holds) {
            return true;
          }
        }
        return false;
      } finally {
        triples.close();
      }
    }
  }

  /** What a triple says of its subject. */
  private record Spoke(Node predicate, End object) {
    ExtendedIterator<Triple> subjects(Row row) {
      return row.data.find(Node.ANY, predicate, object.in(row));
    }

    boolean isOf(Node subject, Row row) {
      return row.data.contains(subject, predicate, object.in(row));
    }
  }

  /**
   * Triples about one subject that is not known yet. Which of them has few subjects is not known
   * either: of the observations of a grid, few may be of one hour, or few of one zone. So they are
   * walked in step, and the shortest ends all: never more than its length, times their number.
   */
  private record Star(End subject, List<Spoke> spokes) {
    /** Most walks end before this, so that the others need not begin. */
    private static final int ALONE = 16;

    Step before(Step rest) {
      return row -> {
        List<ExtendedIterator<Triple>> walks = new ArrayList<>();
        try {
          walks.add(spokes.getFirst().subjects(row));
          for (int step = 0; ; step++) {
            if (step == ALONE) {
              spokes.subList(1, spokes.size()).forEach(spoke -> walks.add(spoke.subjects(row)));
            }
            for (int i = 0; i < walks.size(); i++) {
              if (!walks.get(i).hasNext()) {
                return false;
              }
              if (holds(walks.get(i).next().getSubject(), i, row, rest)) {
                return true;
              }
            }
          }
        } finally {
          walks.forEach(ExtendedIterator::close);
        }
      };
    }

    /** Whether what one of the spokes led to has the others, and the rest a solution with it. */
    private boolean holds(Node found, int by, Row row, Step rest) {
      for (int i = 0; i < spokes.size(); i++) {
        if (i != by && !spokes.get(i).isOf(found, row)) {
          return false;
        }
      }
      subject.takes(found, row);
      boolean holds = rest.holds(row);
      subject.empty(row);
      return holds;
    }
  }

  private Step filters(List<Expr> expressions, Set<Var> bound, Step rest) {
    Step all = rest;
    for (Expr expression : expressions.reversed()) {
      all = filter(expression, bound, all);
    }
    return all;
  }

  private Step filter(Expr expression, Set<Var> bound, Step rest) {
    return switch (expression) {
      case E_Exists exists -> {
        Step pattern = step(exists.getGraphPattern(), new HashSet<>(bound), then -> row -> true);
        yield row -> pattern.holds(row) && rest.holds(row);
      }
      case E_NotExists exists -> {
        Step pattern = step(exists.getGraphPattern(), new HashSet<>(bound), then -> row -> true);
        yield row -> !pattern.holds(row) && rest.holds(row);
      }
      case E_Equals equal -> comparison(equal, true, rest);
      case E_NotEquals unequal -> comparison(unequal, false, rest);
      default -> condition(expression, rest);
    };
  }

  private Step condition(Expr expression, Step rest) {
    Expression condition = new Expression(expression);
    return row -> expression.isSatisfied(condition.binding(row), row.context) && rest.holds(row);
  }

  /** IRIs are compared as they are, and anything else as ARQ does. */
  private Step comparison(ExprFunction2 comparison, boolean equal, Step rest) {
    if (!comparison.getArg1().isVariable() || !comparison.getArg2().isVariable()) {
      return condition(comparison, rest);
    }
    int left = place(comparison.getArg1().asVar());
    int right = place(comparison.getArg2().asVar());
    Step otherwise = condition(comparison, rest);
    return row -> {
      Node one = row.values[left];
      Node other = row.values[right];
      if (one == null || !one.isURI() || other == null || !other.isURI()) {
        return otherwise.holds(row);
      }
      return one.equals(other) == equal && rest.holds(row);
    };
  }

  private Step extended(List<Extension> extensions, Step rest) {
    return row -> {
      for (Extension extension : extensions) {
        row.values[extension.place] = extension.expression.value(row);
      }
      boolean holds = rest.holds(row);
      extensions.forEach(extension -> row.values[extension.place] = null);
      return holds;
    };
  }

  private record Extension(int place, Expression expression) {}

  /** An expression of ARQ's, with the places of its variables. */
  private final class Expression {
    private final Expr expression;
    private final Var[] variables;
    private final int[] at;

    Expression(Expr expression) {
      this.expression = expression;
      this.variables = expression.getVarsMentioned().toArray(Var[]::new);
      this.at = new int[variables.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = place(variables[i]);
      }
    }

    Binding binding(Row row) {
      BindingBuilder binding = Binding.builder();
      for (int i = 0; i < at.length; i++) {
        Node value = row.values[at[i]];
        if (value != null) {
          binding.add(variables[i], value);
        }
      }
      return binding.build();
    }

    /** Its value; none where it has an error. */
    @Nullable Node value(Row row) {
      try {
        return expression.eval(binding(row), row.context).asNode();
      } catch (ExprEvalException e) {
        return null;
      }
    }
  }
}
