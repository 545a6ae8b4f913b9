package eu.continuo.service.web;

import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Snapshot;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * What is said of one thing, for programs as JSON-LD, Turtle, N-Quads or N-Triples, for people as a
 * page. An answer bears the commit that it was read at, so that who has it need not read it again.
 */
@RestController
class ResourceDoor {
  private final Instance instance;

  ResourceDoor(Instance instance) {
    this.instance = instance;
  }

  @GetMapping("/id/**")
  ResponseEntity<byte[]> resource(HttpServletRequest request, WebRequest conditional) {
    Optional<GraphForm> form = GraphForm.orPage(request);
    String base = instance.continuum().names().base();
    Node node = NodeFactory.createURI(base + request.getRequestURI().substring(1));
    return instance
        .continuum()
        .look(
            Token.principal(request),
            snapshot -> {
              if (!snapshot.view().getDefaultGraph().contains(node, Node.ANY, Node.ANY)) {
                throw unknown(node);
              }
              String mark = mark(request, snapshot, form);
              boolean known = conditional.checkNotModified(mark);
              ResponseEntity.BodyBuilder answer =
                  known ? ResponseEntity.status(HttpStatus.NOT_MODIFIED) : ResponseEntity.ok();
              answer.header("Vary", Accept.VARY).header("Cache-Control", "no-cache").eTag(mark);
              return known
                  ? answer.build()
                  : answer
                      .contentType(form.map(GraphForm::mediaType).orElse(GraphForm.HTML))
                      .body(
                          form.map(f -> written(f, snapshot, node))
                              .orElseGet(() -> new ResourcePage(base, snapshot, node).html()));
            });
  }

  /** The same for the same commit, the same asker and the same form. */
  private static String mark(
      HttpServletRequest request, Snapshot snapshot, Optional<GraphForm> form) {
    return "\"%d-%s-%s\""
        .formatted(
            snapshot.commit(),
            Token.principal(request).name().toLowerCase(Locale.ROOT),
            form.map(f -> f.name().toLowerCase(Locale.ROOT)).orElse("page"));
  }

  private byte[] written(GraphForm form, Snapshot snapshot, Node node) {
    Graph triples = GraphFactory.createDefaultGraph();
    describe(snapshot.view().getDefaultGraph(), node, triples);
    if (form == GraphForm.JSON_LD) {
      return instance.jsonLd().about(triples, node.getURI()).getBytes(StandardCharsets.UTF_8);
    }
    DatasetGraph quads = DatasetGraphFactory.create();
    for (GraphRow row : snapshot.asked()) {
      Graph said = GraphFactory.createDefaultGraph();
      describe(snapshot.view().getGraph(row.name().node()), node, said);
      said.stream().forEach(t -> quads.add(Quad.create(row.name().node(), t)));
    }
    return form.write(quads, triples, instance.jsonLd());
  }

  /**
   * Adds what a graph says of a thing, and of what it has that bears no name of its own: a concise
   * bounded description (W3C member submission, 2005), of which blank nodes were named on entry.
   */
  private void describe(Graph graph, Node about, Graph into) {
    if (into.contains(about, Node.ANY, Node.ANY)) {
      return;
    }
    List<Triple> said = graph.stream(about, Node.ANY, Node.ANY).toList();
    said.forEach(into::add);
    said.stream()
        .map(Triple::getObject)
        .filter(object -> object.isURI() && instance.jsonLd().isUnnamed(object.getURI()))
        .forEach(object -> describe(graph, object, into));
  }

  private static Refusal unknown(Node node) {
    return new Refusal(
        404,
        Finding.violation(
            "request.not-found",
            "Nothing that you may see is said about <" + node + ">.",
            "With the token of this instance you may see more."));
  }
}
