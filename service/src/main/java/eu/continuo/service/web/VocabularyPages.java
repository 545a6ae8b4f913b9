package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/**
 * The vocabulary and the schemes of concepts as pages: of all terms and of each, of all schemes, of
 * each with its concepts, and of each concept.
 */
final class VocabularyPages {
  private static final String SCHEMA = "https://schema.org/";
  private static final Node DOMAIN = NodeFactory.createURI(SCHEMA + "domainIncludes");
  private static final Node RANGE = NodeFactory.createURI(SCHEMA + "rangeIncludes");
  private static final Node IN_SCHEME = SKOS.inScheme.asNode();

  private final Graph words;

  /**
   * Pages of words.
   *
   * @param words the terms and the concepts, for each speaks of the other
   */
  VocabularyPages(Graph words) {
    this.words = words;
  }

  /** Where a word of ours is read here, whatever host its name begins with. */
  static Optional<String> address(String iri) {
    if (iri.startsWith(Icra.NS)) {
      return Optional.of("/ns/v1/terms/" + iri.substring(Icra.NS.length()));
    }
    return iri.startsWith(Icra.SCHEMES)
        ? Optional.of("/vocab/" + iri.substring(Icra.SCHEMES.length()))
        : Optional.empty();
  }

  /** All terms, each where its IRI points to. */
  byte[] index() {
    Html page = new Html("The vocabulary");
    page.element("h1", "The vocabulary");
    page.raw("<p class=\"iri\">").text(Icra.NS).raw("</p>\n");
    page.raw(
        "<p>What values may be stands in the <a href=\"/vocab\">schemes of concepts</a>.</p>\n");
    group(page, "Classes", List.of(OWL2.Class.asNode()));
    group(
        page,
        "Properties",
        List.of(
            OWL2.ObjectProperty.asNode(), OWL2.DatatypeProperty.asNode(), RDF.Property.asNode()));
    return page.end();
  }

  /** One term: what it means, and which terms speak of it. */
  byte[] term(Node term) {
    Html page = of(term, local(term));
    speaking(page, "Properties of it", DOMAIN, term);
    speaking(page, "Properties that lead to it", RANGE, term);
    speaking(page, "Narrower", RDFS.subClassOf.asNode(), term);
    page.raw("<p><a href=\"/ns\">All terms</a></p>\n");
    return page.end();
  }

  /** All schemes, with how many concepts each has. */
  byte[] schemes() {
    Html page = new Html("Schemes of concepts");
    page.element("h1", "Schemes of concepts");
    page.raw("<p class=\"iri\">").text(Icra.SCHEMES).raw("</p>\n<table>\n");
    words.stream(Node.ANY, RDF.type.asNode(), SKOS.ConceptScheme.asNode())
        .map(Triple::getSubject)
        .sorted(Comparator.comparing(VocabularyPages::local))
        .forEach(
            scheme -> {
              page.raw("<tr><th scope=\"row\">");
              link(page, scheme);
              page.raw("</th><td>").text(label(scheme)).raw("</td><td>");
              page.text(Long.toString(words.stream(Node.ANY, IN_SCHEME, scheme).count()));
              page.raw(" concepts</td></tr>\n");
            });
    page.raw("</table>\n<p><a href=\"/ns\">All terms</a></p>\n");
    return page.end();
  }

  /** A scheme with its concepts, or one concept with those that speak of it. */
  byte[] concept(Node concept) {
    Html page = of(concept, label(concept));
    speaking(page, "Concepts", IN_SCHEME, concept);
    speaking(page, "Narrower", SKOS.broader.asNode(), concept);
    speaking(page, "Related", SKOS.related.asNode(), concept);
    page.raw("<p><a href=\"/vocab\">All schemes</a></p>\n");
    return page.end();
  }

  /** Begins the page of a word with what is said of it. */
  private Html of(Node word, String title) {
    Html page = new Html(title);
    page.element("h1", title);
    page.raw("<p class=\"iri\">").text(word.getURI()).raw("</p>\n<p>").text(definition(word));
    page.raw("</p>\n<table>\n");
    words.stream(word, Node.ANY, Node.ANY)
        .filter(t -> !t.getPredicate().equals(SKOS.definition.asNode()))
        .sorted(
            Comparator.comparing((Triple t) -> local(t.getPredicate()))
                .thenComparing(t -> t.getObject().toString()))
        .forEach(t -> row(page, t.getPredicate(), t.getObject()));
    page.raw("</table>\n");
    return page;
  }

  private void group(Html page, String title, List<Node> kinds) {
    page.element("h2", title).raw("<table>\n");
    kinds.stream()
        .flatMap(kind -> words.stream(Node.ANY, RDF.type.asNode(), kind))
        .map(Triple::getSubject)
        .filter(VocabularyPages::ours)
        .distinct()
        .sorted(Comparator.comparing(VocabularyPages::local))
        .forEach(
            term -> {
              page.raw("<tr id=\"").text(local(term)).raw("\"><th scope=\"row\">");
              link(page, term);
              page.raw("</th><td>").text(definition(term)).raw("</td></tr>\n");
            });
    page.raw("</table>\n");
  }

  private void speaking(Html page, String title, Node property, Node term) {
    List<Node> subjects =
        words.stream(Node.ANY, property, term)
            .map(Triple::getSubject)
            .sorted(Comparator.comparing(VocabularyPages::local))
            .toList();
    if (subjects.isEmpty()) {
      return;
    }
    page.element("h2", title).raw("<table>\n");
    for (Node subject : subjects) {
      page.raw("<tr><th scope=\"row\">");
      link(page, subject);
      String meaning = definition(subject);
      page.raw("</th><td>").text(meaning.isEmpty() ? label(subject) : meaning).raw("</td></tr>\n");
    }
    page.raw("</table>\n");
  }

  private static void row(Html page, Node property, Node value) {
    page.raw("<tr><th scope=\"row\">");
    page.link(address(property.getURI()).orElse(""), local(property)).raw("</th><td>");
    if (value.isLiteral()) {
      page.text(value.getLiteralLexicalForm());
    } else if (value.isURI()) {
      link(page, value);
    }
    page.raw("</td></tr>\n");
  }

  private static void link(Html page, Node to) {
    Optional<String> here = address(to.getURI());
    page.link(here.orElse(to.getURI()), here.isPresent() ? local(to) : to.getURI());
  }

  private String definition(Node word) {
    return said(word, SKOS.definition.asNode());
  }

  private String label(Node concept) {
    return said(concept, SKOS.prefLabel.asNode());
  }

  private String said(Node word, Node property) {
    return words.stream(word, property, Node.ANY)
        .map(t -> t.getObject().getLiteralLexicalForm())
        .findFirst()
        .orElse("");
  }

  private static boolean ours(Node term) {
    return term.isURI() && term.getURI().startsWith(Icra.NS);
  }

  private static String local(Node term) {
    String iri = term.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }
}
