package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.engine.constraint.ClassConstraint;
import org.apache.jena.shacl.engine.constraint.ConstraintEntity;
import org.apache.jena.shacl.engine.constraint.ConstraintOp;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.engine.constraint.HasValueConstraint;
import org.apache.jena.shacl.engine.constraint.ShNode;
import org.apache.jena.shacl.engine.constraint.ShNot;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.engine.constraint.UniqueLangConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * Shapes compiled to say of most nodes that nothing will be found at them. Almost every node that
 * is judged conforms, and to say just that is far cheaper than a report. Who is told no asks Jena,
 * whose report it is.
 *
 * <p>Each constraint is Jena's own, asked for its values without a report; only types that a node
 * states itself, shapes that others refer to, and queries ({@link QuickQuery}) are decided here. It
 * can be used by many threads.
 */
final class QuickShapes {
  private final Shapes shapes;
  private final IdentityHashMap<Shape, Compiled> compiled = new IdentityHashMap<>();

  /** All shapes that have targets, and those that they refer to. */
  QuickShapes(Shapes shapes) {
    this.shapes = shapes;
    shapes.getTargetShapes().forEach(this::compile);
  }

  /** What reads one graph, in one thread. */
  Judge over(Graph data) {
    return new Judge(data);
  }

  /** One constraint, or one property: whether it finds nothing. */
  private interface Test {
    /**
     * Asks for one focus node.
     *
     * @param values the value nodes of the shape that has the constraint
     */
    boolean passes(Judge judge, Node focusNode, Set<Node> values);
  }

  /**
   * A shape.
   *
   * @param property itself, where it has a path
   * @param nested what is asked of each of its values
   * @param exact whether something is surely found at a node of which it is not said that it
   *     conforms
   */
  private record Compiled(
      @Nullable PropertyShape property, List<Test> tests, List<Compiled> nested, boolean exact) {
    /** What is never said to conform. */
    static final Compiled UNKNOWN =
        new Compiled(null, List.of((judge, focusNode, values) -> false), List.of(), false);

    boolean conforms(Judge judge, Node focusNode) {
      Set<Node> values =
          property == null
              ? Set.of(focusNode)
              : ShaclPaths.valueNodes(judge.data, focusNode, property.getPath());
      for (Test test : tests) {
        if (!test.passes(judge, focusNode, values)) {
          return false;
        }
      }
      for (Compiled shape : nested) {
        for (Node value : values) {
          if (!shape.conforms(judge, value)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /** Judges the nodes of a graph, which must not change meanwhile. */
  final class Judge {
    private final Graph data;
    private final ValidationContext context;
    private final ExecutionContext execution;

    private Judge(Graph data) {
      this.data = data;
      this.context = ValidationContext.create(shapes, data);
      Context settings = ARQ.getContext().copy();
      Context.setCurrentDateTime(settings);
      this.execution = ExecutionContext.create(DatasetGraphFactory.wrap(data), data, settings);
    }

    /** Whether Jena would surely find nothing at a node, not even a warning. */
    boolean conforms(Shape shape, Node focusNode) {
      Compiled quick = compiled.get(shape);
      return quick != null && quick.conforms(this, focusNode);
    }
  }

  private Compiled compile(Shape shape) {
    Compiled known = compiled.get(shape);
    if (known != null) {
      return known;
    }
    // Whoever refers to a shape that refers to it is told this, and asks Jena.
    compiled.put(shape, Compiled.UNKNOWN);
    Compiled whole = compileAnew(shape);
    compiled.put(shape, whole);
    return whole;
  }

  private Compiled compileAnew(Shape shape) {
    if (shape.deactivated()) {
      return new Compiled(null, List.of(), List.of(), true);
    }
    PropertyShape property = shape instanceof PropertyShape one ? one : null;
    List<Test> tests = new ArrayList<>();
    shape.getConstraints().forEach(constraint -> tests.add(test(constraint, shape)));
    List<Compiled> nested = new ArrayList<>();
    shape.getPropertyShapes().forEach(one -> nested.add(compile(one)));
    if (property != null && !nested.isEmpty() && shape.hasTarget()) {
      // Jena judges the properties of such a shape at the focus node.
      return Compiled.UNKNOWN;
    }
    boolean exact =
        shape.getConstraints().stream().allMatch(QuickShapes::isExact)
            && nested.stream().allMatch(Compiled::exact);
    return new Compiled(property, tests, nested, exact);
  }

  /** Whether what is asked here is the whole of a constraint, and not a part that surely passes. */
  private static boolean isExact(Constraint constraint) {
    return constraint instanceof ConstraintTerm
        || constraint instanceof ClassConstraint
        || constraint instanceof HasValueConstraint;
  }

  private Test test(Constraint constraint, Shape shape) {
    return switch (constraint) {
      case ConstraintTerm term ->
          each((judge, value) -> term.validate(judge.context, value) == null);
      case ClassConstraint expected ->
          each(
              (judge, value) ->
                  states(judge.data, value, expected.getExpectedClass())
                      || expected.validate(judge.context, judge.data, value) == null);
      case ShNode node -> {
        Compiled other = compile(node.getOther());
        yield each(
            (judge, value) ->
                other.conforms(judge, value)
                    || node.validate(judge.context, judge.data, value) == null);
      }
      case ShNot not -> {
        Compiled other = compile(not.getOther());
        yield other.exact()
            ? each((judge, value) -> !other.conforms(judge, value))
            : each((judge, value) -> not.validate(judge.context, judge.data, value) == null);
      }
      case ConstraintOp logic ->
          each((judge, value) -> logic.validate(judge.context, judge.data, value) == null);
      case HasValueConstraint expected ->
          (judge, focusNode, values) -> values.contains(expected.getValue());
      case ConstraintEntity entity when shape instanceof PropertyShape ->
          (judge, focusNode, values) -> entity.validate(judge.context, values) == null;
      case UniqueLangConstraint unique -> {
        Test asked = asked(unique, shape);
        yield (judge, focusNode, values) ->
            values.size() < 2 || asked.passes(judge, focusNode, values);
      }
      case SparqlConstraint sparql ->
          QuickQuery.of(sparql.getQuery(), shape)
              .<Test>map(
                  query ->
                      (judge, focusNode, values) ->
                          values.isEmpty() || query.isEmpty(focusNode, judge.execution))
              .orElseGet(() -> asked(sparql, shape));
      default -> asked(constraint, shape);
    };
  }

  /** A test of one value. */
  private interface ValueTest {
    boolean passes(Judge judge, Node value);
  }

  private static Test each(ValueTest test) {
    return (judge, focusNode, values) -> {
      for (Node value : values) {
        if (!test.passes(judge, value)) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean states(Graph data, Node value, Node type) {
    return !value.isLiteral() && data.contains(value, RDF.type.asNode(), type);
  }

  /** Has Jena judge by one constraint, with a report of its own. */
  private Test asked(Constraint constraint, Shape shape) {
    return (judge, focusNode, values) -> {
      ValidationContext report = ValidationContext.create(judge.context);
      if (shape instanceof PropertyShape property) {
        constraint.validatePropertyShape(
            report, judge.data, shape, focusNode, property.getPath(), values);
      } else {
        constraint.validateNodeShape(report, judge.data, shape, focusNode);
      }
      return !report.hasViolation();
    };
  }
}
