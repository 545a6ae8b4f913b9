package eu.continuo.service.graph;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * Plain reading of facts from a graph. Whatever is not there exactly once, or is of the wrong kind,
 * is not there: a reader cannot mistake half a fact for one.
 */
public record Facts(Graph graph) {
  /** Every resource of a class, in the order of their IRIs. */
  public List<Node> instances(Node type) {
    return graph.stream(Node.ANY, RDF.type.asNode(), type)
        .map(Triple::getSubject)
        .filter(Node::isURI)
        .distinct()
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** Every resource that points to this one by a property, in the order of their IRIs. */
  public List<Node> subjects(Node property, Node object) {
    return graph.stream(Node.ANY, property, object)
        .map(Triple::getSubject)
        .filter(Node::isURI)
        .distinct()
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** Every resource that a property names, in the order of their IRIs. */
  public List<Node> objects(Node subject, Node property) {
    return values(subject, property)
        .filter(Node::isURI)
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /**
   * Reads some properties of all subjects at once, for who asks about thousands of them.
   *
   * @return what {@link #objects} gives of one of these properties, by subject and property
   */
  public BiFunction<Node, Node, List<Node>> inOnePass(Node... properties) {
    Map<Node, Map<Node, List<Node>>> read = new HashMap<>();
    for (Node property : properties) {
      Map<Node, List<Node>> bySubject = new HashMap<>();
      graph.stream(Node.ANY, property, Node.ANY)
          .filter(triple -> triple.getObject().isURI())
          .forEach(
              triple ->
                  bySubject
                      .computeIfAbsent(triple.getSubject(), k -> new ArrayList<>())
                      .add(triple.getObject()));
      bySubject.values().forEach(objects -> objects.sort(Comparator.comparing(Node::getURI)));
      read.put(property, bySubject);
    }
    return (subject, property) ->
        read.getOrDefault(property, Map.of()).getOrDefault(subject, List.of());
  }

  /** The one resource that a property names. */
  public Optional<Node> object(Node subject, Node property) {
    return one(values(subject, property).filter(Node::isURI).toList());
  }

  /** The one text of a property. */
  public Optional<String> text(Node subject, Node property) {
    return one(values(subject, property).filter(Node::isLiteral).toList())
        .map(Node::getLiteralLexicalForm);
  }

  /** Every text of a property, in alphabetical order. */
  public List<String> texts(Node subject, Node property) {
    return values(subject, property)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .sorted()
        .toList();
  }

  /** The one number of a property. */
  public Optional<BigDecimal> number(Node subject, Node property) {
    return text(subject, property)
        .flatMap(
            t -> {
              try {
                return Optional.of(new BigDecimal(t));
              } catch (NumberFormatException e) {
                return Optional.empty();
              }
            });
  }

  /** The one whole number of a property. */
  public Optional<Integer> whole(Node subject, Node property) {
    return number(subject, property)
        .flatMap(
            n -> {
              try {
                return Optional.of(n.intValueExact());
              } catch (ArithmeticException e) {
                return Optional.empty();
              }
            });
  }

  /** The one instant of a property. */
  public Optional<Instant> instant(Node subject, Node property) {
    return text(subject, property)
        .flatMap(
            t -> {
              try {
                return Optional.of(OffsetDateTime.parse(t).toInstant());
              } catch (DateTimeParseException e) {
                return Optional.empty();
              }
            });
  }

  private Stream<Node> values(Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).map(Triple::getObject);
  }

  private static <T> Optional<T> one(List<T> found) {
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
