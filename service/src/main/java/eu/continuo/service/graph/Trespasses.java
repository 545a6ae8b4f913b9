package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/**
 * What of a change its principal may not write: other people's graphs, what another graph already
 * says of a subject, and what only the service concludes.
 */
final class Trespasses {
  private final GraphNames names;

  Trespasses(GraphNames names) {
    this.names = names;
  }

  /**
   * Every trespass of a change.
   *
   * @param dataset what is there after the change
   * @param asserted the graphs that were asserted before it
   */
  List<Finding> of(
      Changes changes, Principal principal, DatasetGraph dataset, Set<GraphName> asserted) {
    List<Finding> findings = new ArrayList<>();
    if (changes.touchesUnnamed()) {
      findings.add(
          Finding.violation(
              "graph.unnamed",
              "The change writes outside of every named graph.",
              "Say which graph: INSERT DATA { GRAPH <…> { … } }, or WITH <…>."));
    }
    findings.addAll(of(changes.touched(), principal));
    Set<GraphName> speaking = speaking(asserted, changes.touched());
    changes.added().stream()
        .filter(q -> !q.isDefaultGraph())
        .flatMap(q -> Stream.concat(forged(q), saidElsewhere(q, dataset, speaking)))
        .sorted(Finding.WORST_FIRST)
        .forEach(findings::add);
    return findings;
  }

  /** The graphs whose words count: those that were asserted, and those that a change writes. */
  Set<GraphName> speaking(Set<GraphName> asserted, Set<GraphName> written) {
    Set<GraphName> speaking = new HashSet<>(asserted);
    written.stream().filter(graph -> !names.reserved(graph)).forEach(speaking::add);
    return speaking;
  }

  /** Which of the graphs that it writes the principal may not write. */
  List<Finding> of(Set<GraphName> touched, Principal principal) {
    List<Finding> findings = new ArrayList<>();
    for (GraphName graph : touched) {
      if (principal == Principal.ANYONE) {
        findings.add(trespass("graph.not-yours", graph, "Show the token of this instance."));
      } else if (principal == Principal.OPERATOR && names.reserved(graph)) {
        findings.add(
            trespass(
                "graph.reserved",
                graph,
                "The service alone writes it; write a graph of your own."));
      }
    }
    return findings;
  }

  /** What only the service may conclude counts as proven, so that nobody may assert it. */
  Stream<Finding> forged(Quad quad) {
    return Forgery.is(quad, names.base())
        ? Stream.of(
            about(
                quad,
                "graph.derived-term",
                "Only the service concludes this; a document cannot claim it.",
                "Bring the credential that proves it instead."))
        : Stream.empty();
  }

  /**
   * What one graph says of a property of a subject no other says too, or nobody would answer for
   * it. What somebody else has to say lies in his graph of links.
   */
  private Stream<Finding> saidElsewhere(Quad quad, DatasetGraph dataset, Set<GraphName> speaking) {
    if (quad.getPredicate().equals(RDF.type.asNode()) || names.links(name(quad))) {
      return Stream.empty();
    }
    return saidElsewhere(
        quad,
        Iter.asStream(dataset.find(Node.ANY, quad.getSubject(), quad.getPredicate(), Node.ANY))
            .map(Trespasses::name)
            .filter(speaking::contains)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * As above.
   *
   * @param others the graphs of {@link #speaking} that say something of the property of the
   *     subject, its own perhaps among them
   */
  Stream<Finding> saidElsewhere(Quad quad, Set<GraphName> others) {
    if (quad.getPredicate().equals(RDF.type.asNode()) || names.links(name(quad))) {
      return Stream.empty();
    }
    return others.stream()
        .filter(other -> !other.equals(name(quad)) && !names.links(other))
        .map(
            other ->
                about(
                    quad,
                    "graph.not-the-owner",
                    "The graph <" + other + "> says this of the subject already.",
                    "Change it there, or say it in a graph of links, whose name ends in /links."));
  }

  private static GraphName name(Quad quad) {
    return new GraphName(quad.getGraph().getURI());
  }

  private static Finding about(Quad quad, String code, String message, String hint) {
    return new Finding(
        code,
        Severity.VIOLATION,
        quad.getSubject().toString(),
        quad.getPredicate().toString(),
        quad.getObject().toString(),
        null,
        message,
        hint);
  }

  private static Finding trespass(String code, GraphName graph, String hint) {
    return new Finding(
        code,
        Severity.VIOLATION,
        graph.iri(),
        null,
        null,
        null,
        "The change writes the graph <" + graph + ">, which it may not.",
        hint);
  }
}
