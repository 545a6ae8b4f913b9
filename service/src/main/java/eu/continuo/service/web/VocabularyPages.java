package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** The vocabulary as pages: one of all terms, and one of each. */
final class VocabularyPages {
  private static final String SCHEMA = "https://schema.org/";
  private static final Node DOMAIN = NodeFactory.createURI(SCHEMA + "domainIncludes");
  private static final Node RANGE = NodeFactory.createURI(SCHEMA + "rangeIncludes");

  private final Graph vocabulary;

  VocabularyPages(Graph vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** All terms, each where its IRI points to. */
  byte[] index() {
    Html page = new Html("The vocabulary");
    page.element("h1", "The vocabulary");
    page.raw("<p class=\"iri\">").text(Icra.NS).raw("</p>\n");
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
    Html page = new Html(local(term));
    page.element("h1", local(term));
    page.raw("<p class=\"iri\">").text(term.getURI()).raw("</p>\n<p>").text(definition(term));
    page.raw("</p>\n<table>\n");
    vocabulary.stream(term, Node.ANY, Node.ANY)
        .filter(t -> !t.getPredicate().equals(SKOS.definition.asNode()))
        .sorted(
            Comparator.comparing((Triple t) -> local(t.getPredicate()))
                .thenComparing(t -> t.getObject().toString()))
        .forEach(t -> row(page, local(t.getPredicate()), t.getObject()));
    page.raw("</table>\n");
    speaking(page, "Properties of it", DOMAIN, term);
    speaking(page, "Properties that lead to it", RANGE, term);
    speaking(page, "Narrower", RDFS.subClassOf.asNode(), term);
    page.raw("<p><a href=\"/ns\">All terms</a></p>\n");
    return page.end();
  }

  private void group(Html page, String title, List<Node> kinds) {
    page.element("h2", title).raw("<table>\n");
    kinds.stream()
        .flatMap(kind -> vocabulary.stream(Node.ANY, RDF.type.asNode(), kind))
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
        vocabulary.stream(Node.ANY, property, term)
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
      page.raw("</th><td>").text(definition(subject)).raw("</td></tr>\n");
    }
    page.raw("</table>\n");
  }

  private static void row(Html page, String name, Node value) {
    page.raw("<tr><th scope=\"row\">").text(name).raw("</th><td>");
    if (value.isLiteral()) {
      page.text(value.getLiteralLexicalForm());
    } else if (value.isURI()) {
      link(page, value);
    }
    page.raw("</td></tr>\n");
  }

  private static void link(Html page, Node to) {
    if (ours(to)) {
      page.link("/ns/v1/terms/" + local(to), local(to));
    } else {
      page.link(to.getURI(), to.getURI());
    }
  }

  private String definition(Node term) {
    return vocabulary.stream(term, SKOS.definition.asNode(), Node.ANY)
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
