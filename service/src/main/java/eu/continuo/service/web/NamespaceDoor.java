package eu.continuo.service.web;

import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.Contexts;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Words;
import eu.continuo.policies.PolicySchemas;
import eu.continuo.service.wiring.Instance;
import eu.continuo.shapes.ConceptShapes;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The words that everyone uses, the concepts that values may be, the shapes that documents are
 * judged by, the forms that are made from these and what policies read; terms, shapes, forms and
 * what policies read by version: the newest without one. They are public and change with a release
 * only, so that caches may keep them.
 */
@RestController
class NamespaceDoor {
  /** The version of the context and of what is served beside it. */
  private static final String V1 = "v1";

  private static final Duration FRESH = Duration.ofHours(1);
  private static final MediaType TURTLE = GraphForm.TURTLE.mediaType();
  private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");

  private final Instance instance;
  private final Graph vocabulary = Words.vocabulary();
  private final Graph schemes = Words.schemes();
  private final VocabularyPages pages = new VocabularyPages(new Union(vocabulary, schemes));

  /** What may stand for a version: the one of the context, and the one that the vocabulary says. */
  private final Set<String> versions;

  NamespaceDoor(Instance instance) {
    this.instance = instance;
    this.versions = Set.of(V1, released(vocabulary));
  }

  @GetMapping({"/ns", "/ns/{version}"})
  ResponseEntity<byte[]> vocabulary(
      HttpServletRequest request, @PathVariable Optional<String> version) {
    version.ifPresent(this::known);
    return answer(request, vocabulary, pages::index);
  }

  @GetMapping("/ns/{version}/terms/{term}")
  ResponseEntity<byte[]> term(
      HttpServletRequest request, @PathVariable String version, @PathVariable String term) {
    known(version);
    Node node = NodeFactory.createURI(Icra.NS + term);
    Graph said = said(vocabulary, node);
    if (said.isEmpty()) {
      throw missing(
          "The vocabulary has no term " + term + ".", "See /ns for the terms; they mind case.");
    }
    return answer(request, said, () -> pages.term(node));
  }

  @GetMapping("/vocab")
  ResponseEntity<byte[]> schemes(HttpServletRequest request) {
    return answer(request, schemes, pages::schemes);
  }

  @GetMapping("/vocab/{scheme}")
  ResponseEntity<byte[]> scheme(HttpServletRequest request, @PathVariable String scheme) {
    Node node = NodeFactory.createURI(Icra.SCHEMES + scheme);
    if (!schemes.contains(node, RDF.type.asNode(), SKOS.ConceptScheme.asNode())) {
      throw missing(
          "There is no scheme of concepts " + scheme + ".", "See /vocab for the schemes.");
    }
    Graph whole = said(schemes, node);
    schemes.stream(Node.ANY, SKOS.inScheme.asNode(), node)
        .forEach(t -> GraphUtil.addInto(whole, said(schemes, t.getSubject())));
    return answer(request, whole, () -> pages.concept(node));
  }

  @GetMapping("/vocab/{scheme}/{concept}")
  ResponseEntity<byte[]> concept(
      HttpServletRequest request, @PathVariable String scheme, @PathVariable String concept) {
    Node node = NodeFactory.createURI(Icra.SCHEMES + scheme + "/" + concept);
    Graph said = said(schemes, node);
    if (said.isEmpty()) {
      throw missing(
          "The scheme " + scheme + " has no concept " + concept + ".",
          "See /vocab for the schemes with their concepts, which mind case.");
    }
    return answer(request, said, () -> pages.concept(node));
  }

  private static Graph said(Graph words, Node of) {
    Graph said = GraphFactory.createDefaultGraph();
    words.stream(of, Node.ANY, Node.ANY).forEach(said::add);
    return said;
  }

  @GetMapping({"/contexts/v1.jsonld", "/ns/contexts/v1.jsonld"})
  ResponseEntity<byte[]> context() {
    return cached(MediaType.valueOf(JsonLd.MEDIA_TYPE), bytes(Contexts.v1()));
  }

  @GetMapping("/ns/{version}/shapes")
  List<String> shapes(@PathVariable String version) {
    known(version);
    return instance.shapes().texts().stream().map(ConceptShapes::concept).toList();
  }

  @GetMapping({"/ns/shapes/{concept}", "/ns/{version}/shapes/{concept}"})
  ResponseEntity<byte[]> shapes(
      @PathVariable Optional<String> version, @PathVariable String concept) {
    version.ifPresent(this::known);
    return instance.shapes().texts().stream()
        .filter(t -> t.concept().equals(concept))
        .findFirst()
        .map(t -> cached(TURTLE, bytes(t.turtle())))
        .orElseThrow(
            () ->
                missing(
                    "There are no shapes of " + concept + ".",
                    "There are shapes of: " + String.join(", ", shapes(V1)) + "."));
  }

  @GetMapping("/ns/{version}/forms")
  List<String> forms(@PathVariable String version) {
    known(version);
    return instance.shapes().texts().stream()
        .filter(text -> text.form() != null)
        .map(ConceptShapes::concept)
        .toList();
  }

  @GetMapping("/ns/{version}/forms/{concept}")
  ResponseEntity<byte[]> form(@PathVariable String version, @PathVariable String concept) {
    known(version);
    return instance.shapes().texts().stream()
        .filter(text -> text.concept().equals(concept))
        .map(ConceptShapes::form)
        .filter(Objects::nonNull)
        .findFirst()
        .map(form -> cached(SCHEMA, bytes(form)))
        .orElseThrow(
            () ->
                missing(
                    "There is no form of " + concept + ".",
                    "There are forms of: " + String.join(", ", forms(version)) + "."));
  }

  /** What policies can read: the input by what they decide about, and the data. */
  @GetMapping("/ns/{version}/policies")
  ResponseEntity<byte[]> policies(@PathVariable String version) {
    known(version);
    return cached(SCHEMA, PolicySchemas.json());
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, Graph graph, Supplier<byte[]> page) {
    return GraphForm.orPage(request)
        .map(form -> cached(form.mediaType(), form.write(graph, instance.jsonLd())))
        .orElseGet(() -> cached(GraphForm.HTML, page.get()));
  }

  private static ResponseEntity<byte[]> cached(MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .header("Vary", Accept.VARY)
        .eTag("\"" + Canonical.digest(new String(body, StandardCharsets.UTF_8)) + "\"")
        .body(body);
  }

  private void known(String version) {
    if (!versions.contains(version)) {
      throw missing(
          "There is no version " + version + " of the vocabulary.",
          "There is: " + String.join(", ", versions.stream().sorted().toList()) + ".");
    }
  }

  private static Refusal missing(String message, String hint) {
    return new Refusal(404, Finding.violation("request.not-found", message, hint));
  }

  private static String released(Graph vocabulary) {
    return vocabulary.stream(
            NodeFactory.createURI(Icra.NS.substring(0, Icra.NS.length() - 1)),
            OWL2.versionInfo.asNode(),
            Node.ANY)
        .findFirst()
        .orElseThrow()
        .getObject()
        .getLiteralLexicalForm();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
