package eu.continuo.service.web;

import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Resources. */
@RestController
class ResourceDoor {
  private final Instance instance;

  ResourceDoor(Instance instance) {
    this.instance = instance;
  }

  @GetMapping("/id/**")
  ResponseEntity<byte[]> resource(HttpServletRequest request) {
    Node node =
        NodeFactory.createURI(
            instance.continuum().names().base() + request.getRequestURI().substring(1));
    Graph found =
        instance
            .continuum()
            .read(
                Token.principal(request),
                view -> {
                  Graph copy = GraphFactory.createDefaultGraph();
                  view.getDefaultGraph().stream(node, Node.ANY, Node.ANY).forEach(copy::add);
                  return copy;
                });
    if (found.isEmpty()) {
      throw new Refusal(
          404,
          Finding.violation(
              "request.not-found",
              "Nothing that you may see is said about <" + node + ">.",
              "With the token of this instance you may see more."));
    }
    GraphForm form = GraphForm.of(request);
    return ResponseEntity.ok()
        .contentType(form.mediaType())
        .header("Vary", Accept.VARY)
        .body(form.write(found, instance.jsonLd()));
  }
}
