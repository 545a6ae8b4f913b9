package eu.continuo.service.web;

import eu.continuo.ontology.Contexts;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Words;
import eu.continuo.service.wiring.Instance;
import eu.continuo.shapes.ConceptShapes;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The words that everyone uses, and the shapes that documents are judged by. */
@RestController
class NamespaceDoor {
  private final Instance instance;

  NamespaceDoor(Instance instance) {
    this.instance = instance;
  }

  @GetMapping("/ns")
  ResponseEntity<byte[]> vocabulary(HttpServletRequest request) {
    GraphForm form = GraphForm.of(request);
    return ResponseEntity.ok()
        .contentType(form.mediaType())
        .header("Vary", Accept.VARY)
        .body(form.write(Words.vocabulary(), instance.jsonLd()));
  }

  @GetMapping(path = "/ns/contexts/v1.jsonld", produces = JsonLd.MEDIA_TYPE)
  String context() {
    return Contexts.v1();
  }

  @GetMapping(path = "/ns/shapes/{concept}", produces = "text/turtle;charset=UTF-8")
  String shapes(@PathVariable String concept) {
    return instance.shapes().texts().stream()
        .filter(t -> t.concept().equals(concept))
        .map(ConceptShapes::turtle)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    Finding.violation(
                        "request.not-found",
                        "There are no shapes of " + concept + ".",
                        "There are shapes of: "
                            + String.join(
                                ", ",
                                instance.shapes().texts().stream()
                                    .map(ConceptShapes::concept)
                                    .toList())
                            + ".")));
  }
}
