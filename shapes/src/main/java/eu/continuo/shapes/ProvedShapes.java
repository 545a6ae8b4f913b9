package eu.continuo.shapes;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;

/**
 * The part of a shapes graph that a second judge is trusted with, and why the rest is no part of
 * it.
 *
 * <p>A shape is the conjunction of what it says, so to leave out a constraint takes its own results
 * away and no others. A shape that is judged inside another, by {@code sh:not}, {@code sh:or},
 * {@code sh:node} and the like, is taken whole or not at all. The part is made by taking over what
 * is trusted, so a construct that nobody has thought of is no part of it.
 *
 * @param graph the part: a shapes graph without texts for people
 * @param constraints how many it has
 * @param unproved what was left out
 */
record ProvedShapes(Graph graph, int constraints, List<Unproved> unproved) {
  private static final Set<Node> OF_A_SHAPE =
      Set.of(SHACL.node, SHACL.not, SHACL.qualifiedValueShape);

  private static final Set<Node> OF_A_LIST_OF_SHAPES = Set.of(SHACL.and, SHACL.or, SHACL.xone);

  /** Without one of these a shape would be another. */
  private static final Set<Node> OF_THE_WHOLE_SHAPE =
      Set.of(SHACL.path, SHACL.severity, SHACL.deactivated);

  private static final Set<Node> TARGETS =
      Set.of(
          SHACL.targetClass,
          SHACL.targetNode,
          SHACL.targetSubjectsOf,
          SHACL.targetObjectsOf,
          SHACL.target);

  private static final Set<Node> FOR_PEOPLE =
      Set.of(
          SHACL.message,
          SHACL.name,
          SHACL.description,
          SHACL.order,
          SHACL.group,
          SHACL.defaultValue);

  /** A literal is none of these, so whatever else a shape says of it, it does not conform. */
  private static final Set<Node> NO_LITERALS =
      Set.of(SHACL.IRI, SHACL.BlankNode, SHACL.BlankNodeOrIRI);

  ProvedShapes {
    unproved = List.copyOf(unproved);
  }

  /** What is trusted of all shapes that have targets. */
  static ProvedShapes of(Shapes shapes, Trust trust) {
    Builder builder = new Builder(shapes.getGraph(), trust);
    Part all = new Part();
    for (Shape shape : shapes.getTargetShapes()) {
      Node node = shape.getShapeNode();
      boolean literals = shapes.getGraph().contains(node, SHACL.targetObjectsOf, Node.ANY);
      all.add(builder.part(node, new Trust.Place(false, literals)));
    }
    Graph graph = GraphFactory.createDefaultGraph();
    all.triples.forEach(graph::add);
    return new ProvedShapes(
        graph,
        all.constraints.size(),
        all.unproved.stream()
            .sorted(Comparator.comparing(Unproved::shape).thenComparing(Unproved::construct))
            .toList());
  }

  /** What is taken of a shape with all that it needs, and what is not. */
  private static final class Part {
    private final Set<Triple> triples = new LinkedHashSet<>();
    private final Set<Triple> constraints = new HashSet<>();
    private final Set<Unproved> unproved = new LinkedHashSet<>();

    private void add(Part other) {
      triples.addAll(other.triples);
      constraints.addAll(other.constraints);
      unproved.addAll(other.unproved);
    }

    private void leaveOut(Triple said, String reason) {
      String construct = said.getPredicate().getURI().replace(SHACL.getURI(), "sh:");
      unproved.add(new Unproved(said.getSubject().toString(), construct, reason));
    }
  }

  private static final class Builder {
    private final Graph shapes;
    private final Trust trust;
    private final Set<Node> parameters;
    private final Map<Visit, Part> parts = new HashMap<>();
    private final Set<Node> open = new HashSet<>();

    /** A shape may be trusted at one place and not at another. */
    private record Visit(Node shape, Trust.Place place) {}

    private Builder(Graph shapes, Trust trust) {
      this.shapes = shapes;
      this.trust = trust;
      this.parameters =
          shapes.stream(Node.ANY, SHACL.parameter, Node.ANY)
              .flatMap(parameter -> shapes.stream(parameter.getObject(), SHACL.path, Node.ANY))
              .map(Triple::getObject)
              .collect(Collectors.toSet());
    }

    private Part part(Node shape, Trust.Place place) {
      Visit visit = new Visit(shape, place);
      Part known = parts.get(visit);
      if (known != null) {
        return known;
      }
      Part part = new Part();
      List<Triple> said =
          shapes.stream(shape, Node.ANY, Node.ANY).filter(one -> isRead(one, place)).toList();
      said.stream()
          .filter(one -> OF_THE_WHOLE_SHAPE.contains(one.getPredicate()))
          .forEach(one -> reason(one, place).ifPresent(reason -> part.leaveOut(one, reason)));
      if (part.unproved.isEmpty()) {
        open.add(shape);
        said.forEach(one -> take(one, place, part));
        open.remove(shape);
      }
      parts.put(visit, part);
      return part;
    }

    /** Whether an engine reads it: a word of SHACL, or a parameter of a component. */
    private boolean isRead(Triple said, Trust.Place place) {
      Node property = said.getPredicate();
      if (FOR_PEOPLE.contains(property) || property.equals(SHACL.flags)) {
        return false;
      }
      if (TARGETS.contains(property)) {
        return !place.inside();
      }
      return property.getURI().startsWith(SHACL.getURI())
          || property.equals(RDF.type.asNode())
          || parameters.contains(property);
    }

    private Optional<String> reason(Triple said, Trust.Place place) {
      return trust.reasonAgainst(new Trust.Said(shapes, said, place));
    }

    private void take(Triple said, Trust.Place place, Part part) {
      Optional<String> reason = reason(said, place);
      if (reason.isPresent()) {
        part.leaveOut(said, reason.get());
        return;
      }
      Node property = said.getPredicate();
      Part needed = needed(said, place);
      part.unproved.addAll(needed.unproved);
      boolean some = property.equals(SHACL.property) && !needed.triples.isEmpty();
      if (some || needed.unproved.isEmpty()) {
        part.add(needed);
        part.triples.add(said);
        if (isConstraint(property)) {
          part.constraints.add(said);
        }
      }
    }

    private static boolean isConstraint(Node property) {
      return !property.equals(RDF.type.asNode())
          && !property.equals(SHACL.property)
          && !OF_THE_WHOLE_SHAPE.contains(property)
          && !TARGETS.contains(property);
    }

    /** What goes with a triple: other shapes, lists, the structure of a path, flags. */
    private Part needed(Triple said, Trust.Place place) {
      Part part = new Part();
      Node property = said.getPredicate();
      Node value = said.getObject();
      if (property.equals(SHACL.property)) {
        addShape(said, value, propertyPlace(said.getSubject(), place), part);
      } else if (OF_A_SHAPE.contains(property)) {
        addShape(said, value, inside(said.getSubject(), place), part);
      } else if (OF_A_LIST_OF_SHAPES.contains(property)) {
        Trust.Place inside = inside(said.getSubject(), place);
        G.rdfList(shapes, value).forEach(one -> addShape(said, one, inside, part));
        addList(value, part);
      } else if (property.equals(SHACL.pattern)) {
        shapes.stream(said.getSubject(), SHACL.flags, Node.ANY).forEach(part.triples::add);
      } else {
        addStructure(value, part);
      }
      return part;
    }

    private Trust.Place propertyPlace(Node shape, Trust.Place place) {
      boolean excluded = place.inside() && excludesLiterals(shape);
      return new Trust.Place(place.inside(), place.literals() && !excluded);
    }

    private boolean excludesLiterals(Node shape) {
      return shapes.contains(shape, SHACL.class_, Node.ANY)
          || shapes.stream(shape, SHACL.nodeKind, Node.ANY)
              .anyMatch(kind -> NO_LITERALS.contains(kind.getObject()));
    }

    private Trust.Place inside(Node shape, Trust.Place place) {
      boolean values = shapes.contains(shape, SHACL.path, Node.ANY);
      return new Trust.Place(true, place.literals() || values);
    }

    private void addShape(Triple said, Node shape, Trust.Place place, Part part) {
      if (open.contains(shape)) {
        part.leaveOut(said, "The shape refers to itself.");
      } else {
        part.add(part(shape, place));
      }
    }

    private void addList(Node list, Part part) {
      Stream.of(RDF.first, RDF.rest)
          .flatMap(step -> shapes.stream(list, step.asNode(), Node.ANY))
          .forEach(part.triples::add);
      shapes.stream(list, RDF.rest.asNode(), Node.ANY)
          .forEach(rest -> addList(rest.getObject(), part));
    }

    private void addStructure(Node node, Part part) {
      if (node.isBlank()) {
        shapes.stream(node, Node.ANY, Node.ANY)
            .filter(part.triples::add)
            .forEach(triple -> addStructure(triple.getObject(), part));
      }
    }
  }
}
