package eu.continuo.policies.odrl;

import static eu.continuo.policies.odrl.Profile.odrl;

import eu.continuo.ontology.Nearest;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/** What a graph says in terms of ODRL, and everything that is wrong with it. */
final class Terms {
  private final Graph graph;
  private final List<Finding> findings = new ArrayList<>();
  private boolean usedOwn;

  Terms(Graph graph) {
    this.graph = graph;
  }

  Graph graph() {
    return graph;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether a term was met that is the profile's own. */
  boolean usedOwn() {
    return usedOwn;
  }

  /** The values of a property of ODRL, in an order of their own; those of a list in its order. */
  List<Node> nodes(Node subject, String property) {
    var found = new ArrayList<Node>();
    graph.find(subject, odrl(property), Node.ANY).mapWith(Triple::getObject).toList().stream()
        .sorted(Comparator.comparing(Node::toString))
        .forEach(node -> found.addAll(list(node).orElse(List.of(node))));
    return found;
  }

  private Optional<List<Node>> list(Node head) {
    if (!head.equals(RDF.nil.asNode()) && !graph.contains(head, RDF.first.asNode(), Node.ANY)) {
      return Optional.empty();
    }
    var items = new ArrayList<Node>();
    var seen = new HashSet<Node>();
    for (var rest = head; seen.add(rest); rest = object(rest, RDF.rest.asNode()).orElse(rest)) {
      object(rest, RDF.first.asNode()).ifPresent(items::add);
    }
    return Optional.of(items);
  }

  /** What {@code rdf:value} says a node stands for. */
  Optional<Node> value(Node node) {
    return object(node, RDF.value.asNode());
  }

  private Optional<Node> object(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).nextOptional().map(Triple::getObject);
  }

  /** The name of a term of the profile. */
  String name(Node node) {
    return node.isURI() ? Profile.local(node.getURI()) : node.toString();
  }

  /**
   * The name of a term, if it is one of some.
   *
   * @param of what names it
   * @param what such as operand
   */
  Optional<String> term(Node node, Node of, String what, Collection<String> known, String code) {
    if (node.isURI()) {
      usedOwn |= Profile.isOwn(node.getURI());
      var name = Profile.packaged().name(node.getURI()).filter(known::contains);
      if (name.isPresent()) {
        return name;
      }
    }
    var word = name(node);
    var near = Nearest.among(word, known);
    findings.add(
        new Finding(
            code,
            Severity.VIOLATION,
            of.toString(),
            "odrl:" + what.replace(' ', '-'),
            node.toString(),
            Profile.IRI,
            "The profile does not know the %s <%s>.".formatted(what, node),
            near.isEmpty()
                ? "It knows: " + String.join(", ", known) + "."
                : "Did you mean " + String.join(", ", near) + "?"));
    return Optional.empty();
  }

  /** Refuses every property of ODRL that would be passed over. */
  void known(Node subject, String what, Set<String> known) {
    graph
        .find(subject, Node.ANY, Node.ANY)
        .mapWith(t -> t.getPredicate().getURI())
        .filterKeep(iri -> iri.startsWith(Profile.ODRL))
        .mapWith(Profile::local)
        .filterDrop(known::contains)
        .toList()
        .stream()
        .distinct()
        .forEach(
            property -> {
              var near = Nearest.among(property, known);
              wrong(
                  subject,
                  "odrl.unsupported",
                  "%s has the property odrl:%s, which is not decided here."
                      .formatted(what, property),
                  near.isEmpty()
                      ? "Say it by what the profile knows, or take it out."
                      : "Did you mean " + String.join(", ", near) + "?");
            });
  }

  void wrong(Node focus, String code, String message, String hint) {
    findings.add(
        new Finding(
            code, Severity.VIOLATION, focus.toString(), null, null, Profile.IRI, message, hint));
  }
}
