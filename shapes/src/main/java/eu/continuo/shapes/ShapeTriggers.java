package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.constraint.ClassConstraint;
import org.apache.jena.shacl.engine.constraint.ClosedConstraint;
import org.apache.jena.shacl.engine.constraint.ConstraintComponentSPARQL;
import org.apache.jena.shacl.engine.constraint.ConstraintEntity;
import org.apache.jena.shacl.engine.constraint.ConstraintOp1;
import org.apache.jena.shacl.engine.constraint.ConstraintOpN;
import org.apache.jena.shacl.engine.constraint.ConstraintPairwise;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.engine.constraint.QualifiedValueShape;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.engine.constraint.UniqueLangConstraint;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * The triggers of a shape: one for each place at which its targets, its constraints, and those of
 * the shapes it refers to read a triple. A constraint that is not known here makes every change
 * reach every target.
 */
final class ShapeTriggers {
  /** SHACL instances: {@code rdf:type/rdfs:subClassOf*} (SHACL, section 1.1). */
  private static final PropertyPath TYPE =
      PropertyPath.sequence(
          PropertyPath.step(RDF.type.asNode()),
          PropertyPath.zeroOrMore(PropertyPath.step(RDFS.subClassOf.asNode())));

  private static final Var THIS = Var.alloc("this");
  private static final Var VALUE = Var.alloc("value");
  private static final Var PATH = Var.alloc("PATH");
  private static final Var RESULT_PATH = Var.alloc("path");

  /** Shapes that are nested deeper refer to each other in a circle. */
  private static final int DEPTH_MAX = 24;

  private final Shapes shapes;
  private final Set<Trigger> found = new LinkedHashSet<>();
  private final Set<Visit> visited = new HashSet<>();
  private boolean circular;
  private int variables;

  /** A shape judged at the nodes of a path; twice the same finds nothing new. */
  private record Visit(Shape shape, PropertyPath at) {}

  private ShapeTriggers(Shapes shapes) {
    this.shapes = shapes;
  }

  /** All triggers of a shape that has targets. */
  static Set<Trigger> of(Shape shape, Shapes shapes) {
    ShapeTriggers triggers = new ShapeTriggers(shapes);
    if (!shape.deactivated()) {
      shape.getTargets().forEach(triggers::findInTarget);
      triggers.find(shape, new PropertyPath.Here(), 0);
    }
    return triggers.found;
  }

  private void findInTarget(Target target) {
    Node object = target.getObject();
    switch (target.getTargetType()) {
      case targetClass, implicitClass -> find(new PropertyPath.Here(), TYPE, object);
      case targetSubjectsOf ->
          find(new PropertyPath.Here(), new PropertyPath.Step(only(object), false), fresh());
      case targetObjectsOf ->
          find(new PropertyPath.Here(), new PropertyPath.Step(only(object), true), fresh());
      case targetNode -> {
        // No change makes it a target or none.
      }
      case targetExtension -> findInTargetQuery(target);
    }
  }

  /** Jena asks for all targets at once, so every change of what the query reads concerns all. */
  private void findInTargetQuery(Target target) {
    Graph graph = target.getShapesGraph();
    if (graph.contains(target.getObject(), SHACL.select, Node.ANY)) {
      Query query = ShLib.extractSPARQLQuery(graph, target.getObject());
      new QueryTriggers(
              Map.of(), trigger -> found.add(trigger.unbounded("Its targets come of a query.")))
          .find(query, new QueryScope(Map.of(), this::fresh), List.of());
    } else {
      found.add(Trigger.always("Its targets are of a type of their own."));
    }
  }

  /** Finds the triggers of a shape that is judged at the nodes to which the path leads. */
  private void find(Shape shape, PropertyPath at, int depth) {
    if (circular || shape.deactivated() || !visited.add(new Visit(shape, at))) {
      return;
    }
    if (depth > DEPTH_MAX) {
      circular = true;
      found.add(Trigger.always("Its shapes refer to each other in a circle."));
      return;
    }
    PropertyPath values = at;
    if (shape instanceof PropertyShape property) {
      PropertyPath path = PropertyPath.of(property.getPath());
      if (path instanceof PropertyPath.Unknown) {
        found.add(Trigger.always("It has a path that reads other triples than it names."));
        return;
      }
      find(at, path, fresh());
      values = PropertyPath.sequence(at, path);
    }
    for (Constraint constraint : shape.getConstraints()) {
      find(constraint, shape, at, values, depth + 1);
    }
    for (PropertyShape property : shape.getPropertyShapes()) {
      find(property, values, depth + 1);
      // Where a property shape is itself a target, Jena judges its properties at the focus node.
      find(property, at, depth + 1);
    }
  }

  private void find(
      Constraint constraint, Shape shape, PropertyPath at, PropertyPath values, int depth) {
    switch (constraint) {
      case ClassConstraint expected -> find(values, TYPE, expected.getExpectedClass());
      case ConstraintPairwise pair ->
          find(at, new PropertyPath.Step(only(pair.getValue()), false), fresh());
      case ClosedConstraint closed -> findClosed(closed, at);
      case ConstraintOp1 one -> find(one.getOther(), values, depth);
      case ConstraintOpN many -> many.getOthers().forEach(one -> find(one, values, depth));
      case QualifiedValueShape qualified -> {
        find(qualified.getSub(), values, depth);
        siblings(qualified, shape).forEach(sibling -> find(sibling, values, depth));
      }
      case SparqlConstraint sparql -> findInQuery(sparql.getQuery(), Map.of(), shape, at, values);
      case ConstraintComponentSPARQL component ->
          Validator.of(shapes.getGraph(), shape.getShapeNode())
              .forEach(
                  validator ->
                      findInQuery(validator.query(), validator.parameters(), shape, at, values));
      // These read a value or the set of values, and the path that leads there has its triggers.
      case ConstraintTerm term -> {}
      case ConstraintEntity entity -> {}
      case UniqueLangConstraint unique -> {}
      default ->
          found.add(
              Trigger.always(
                  "It has a constraint of which it is not known which triples it reads."));
    }
  }

  private void findClosed(ClosedConstraint closed, PropertyPath at) {
    if (closed.isActive()) {
      Set<Node> allowed = new HashSet<>(closed.getExpected());
      allowed.addAll(closed.getIgnoredProperties());
      find(at, new PropertyPath.Step(new Predicates.AllBut(allowed), false), fresh());
    }
  }

  /** The shapes of which a value that counts may have none (SHACL, section 4.7.3). */
  private Set<Shape> siblings(QualifiedValueShape qualified, Shape shape) {
    if (!qualified.qDisjoint()) {
      return Set.of();
    }
    Graph graph = shapes.getGraph();
    return graph.stream(Node.ANY, SHACL.property, shape.getShapeNode())
        .flatMap(parent -> graph.stream(parent.getSubject(), SHACL.property, Node.ANY))
        .flatMap(sibling -> graph.stream(sibling.getObject(), SHACL.qualifiedValueShape, Node.ANY))
        .map(Triple::getObject)
        .filter(sibling -> !sibling.equals(qualified.getSub().getShapeNode()))
        .flatMap(sibling -> Stream.ofNullable(shapes.getShape(sibling)))
        .collect(Collectors.toSet());
  }

  private void findInQuery(
      Query query, Map<Node, Node> parameters, Shape shape, PropertyPath at, PropertyPath values) {
    Map<Node, Node> bound = new HashMap<>();
    parameters.forEach((name, node) -> bound.put(name, node.isLiteral() ? fresh() : node));
    Map<Node, PropertyPath> paths = new HashMap<>();
    List<Edge> around = new ArrayList<>();
    bound.put(THIS, Trigger.place(Trigger.FOCUS, at, around, this::fresh));
    if (shape instanceof PropertyShape property) {
      PropertyPath path = PropertyPath.of(property.getPath());
      if (path instanceof PropertyPath.Step(Predicates.Only(Node predicate), boolean inverse)
          && !inverse) {
        bound.put(PATH, predicate);
      } else {
        // Jena puts such a path only in the place of ?path, and $PATH matches any predicate there.
        PropertyPath either = PropertyPath.alternative(PropertyPath.anyStep(), path);
        paths.put(PATH, either);
        paths.put(RESULT_PATH, either);
      }
    }
    if (query.isAskType()) {
      bound.put(VALUE, Trigger.place(Trigger.FOCUS, values, around, this::fresh));
    }
    bound.put(Var.alloc("currentShape"), shape.getShapeNode());
    new QueryTriggers(paths, found::add).find(query, new QueryScope(bound, this::fresh), around);
  }

  /** A trigger for each place of a path that leads on from where another path leads. */
  private void find(PropertyPath at, PropertyPath path, Node to) {
    // No edge leads elsewhere than to the focus node, so each of these has a bound.
    Trigger.along(Trigger.FOCUS, at, path, to, List.of(), this::fresh, "").forEach(found::add);
  }

  private static Predicates only(Node predicate) {
    return new Predicates.Only(predicate);
  }

  private Var fresh() {
    variables++;
    return Var.alloc("v" + variables);
  }
}
