package eu.continuo.service.web;

import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** One thing as a page: what is said of it, what speaks of it, and who said so when. */
final class ResourcePage {
  private static final int LINES_MAX = 200;
  private static final List<Node> NAMES =
      List.of(
          DCTerms.title.asNode(),
          RDFS.label.asNode(),
          SKOS.prefLabel.asNode(),
          NodeFactory.createURI("https://w3id.org/icra/ns#name"));

  private final String base;
  private final Snapshot snapshot;
  private final Graph seen;
  private final Node node;

  ResourcePage(String base, Snapshot snapshot, Node node) {
    this.base = base;
    this.snapshot = snapshot;
    this.seen = snapshot.view().getDefaultGraph();
    this.node = node;
  }

  byte[] html() {
    Html page = new Html(name(node));
    page.element("h1", name(node));
    page.raw("<p class=\"iri\">").text(node.getURI()).raw("</p>\n");
    said(page);
    neighbours(page);
    provenance(page);
    page.raw(
        "<p class=\"quiet\">The same for programs: send <code>Accept: application/ld+json</code>,"
            + " <code>text/turtle</code> or <code>application/n-quads</code>.</p>\n");
    return page.end();
  }

  private void said(Html page) {
    page.raw("<h2>What is said of it</h2>\n<table>\n");
    List<Triple> triples =
        seen.stream(node, Node.ANY, Node.ANY)
            .sorted(
                Comparator.comparing((Triple t) -> !t.getPredicate().equals(RDF.type.asNode()))
                    .thenComparing(t -> local(t.getPredicate()))
                    .thenComparing(t -> t.getObject().toString()))
            .limit(LINES_MAX + 1L)
            .toList();
    for (Triple triple : triples.subList(0, Math.min(triples.size(), LINES_MAX))) {
      page.raw("<tr><th>");
      link(page, triple.getPredicate(), local(triple.getPredicate()));
      page.raw("</th><td>");
      value(page, triple.getObject());
      page.raw("</td></tr>\n");
    }
    page.raw("</table>\n");
    more(page, triples.size());
  }

  private void neighbours(Html page) {
    List<Triple> triples =
        seen.stream(Node.ANY, Node.ANY, node)
            .limit(LINES_MAX + 1L)
            .sorted(
                Comparator.comparing((Triple t) -> local(t.getPredicate()))
                    .thenComparing(t -> t.getSubject().toString()))
            .toList();
    if (triples.isEmpty()) {
      return;
    }
    page.raw("<h2>What speaks of it</h2>\n<table>\n");
    for (Triple triple : triples.subList(0, Math.min(triples.size(), LINES_MAX))) {
      page.raw("<tr><th>is ");
      link(page, triple.getPredicate(), local(triple.getPredicate()));
      page.raw(" of</th><td>");
      value(page, triple.getSubject());
      page.raw("</td></tr>\n");
    }
    page.raw("</table>\n");
    more(page, triples.size());
  }

  private void provenance(Html page) {
    page.raw("<h2>Who said so</h2>\n<table>\n");
    page.raw("<tr><th>graph</th><th>owner</th><th>seen by</th><th>last change</th></tr>\n");
    for (GraphRow row : graphs()) {
      page.raw("<tr><td>").link(address(row.name().iri()), shortened(row.name().iri()));
      page.raw("</td><td>").link(address(row.owner()), shortened(row.owner()));
      page.raw("</td><td>").text(row.visibility().equals("public") ? "everyone" : "operators");
      page.raw("</td><td>");
      Optional<Snapshot.Origin> origin = snapshot.origin(row);
      origin.ifPresent(
          o ->
              page.text("commit " + o.commit() + ", " + o.at() + ", by ")
                  .text(shortened(o.principal()))
                  .raw("<br><span class=\"quiet\">accepted by the shapes ")
                  .text(digest(o.shapes()))
                  .raw("</span>"));
      page.raw("</td></tr>\n");
    }
    page.raw("</table>\n");
  }

  private List<GraphRow> graphs() {
    List<GraphRow> rows = new ArrayList<>();
    for (GraphRow row : snapshot.asked()) {
      if (snapshot.view().getGraph(row.name().node()).contains(node, Node.ANY, Node.ANY)) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void value(Html page, Node value) {
    if (value.isURI()) {
      link(page, value, name(value));
    } else if (value.isLiteral()) {
      page.text(value.getLiteralLexicalForm());
      if (!value.getLiteralLanguage().isEmpty()) {
        page.raw(" <span class=\"quiet\">").text(value.getLiteralLanguage()).raw("</span>");
      }
    } else {
      page.text(value.toString());
    }
  }

  private void link(Html page, Node to, String text) {
    page.link(address(to.getURI()), text);
  }

  /** What is ours is read here, whatever host its name begins with. */
  private String address(String iri) {
    String words = "https://w3id.org/icra/ns";
    if (iri.startsWith(base + "id/")) {
      return "/" + iri.substring(base.length());
    }
    if (iri.startsWith(base + "g/")) {
      return "/graphs?graph="
          + java.net.URLEncoder.encode(iri, java.nio.charset.StandardCharsets.UTF_8);
    }
    return iri.startsWith(words) ? "/ns" + iri.substring(words.length()) : iri;
  }

  private String name(Node of) {
    for (Node property : NAMES) {
      Optional<String> found =
          seen.stream(of, property, Node.ANY)
              .map(Triple::getObject)
              .filter(Node::isLiteral)
              .map(Node::getLiteralLexicalForm)
              .filter(text -> !text.isBlank())
              .min(Comparator.naturalOrder());
      if (found.isPresent()) {
        return found.get();
      }
    }
    return shortened(of.getURI());
  }

  private String shortened(String iri) {
    return iri.startsWith(base) ? iri.substring(base.length()).replaceFirst("^id/", "") : iri;
  }

  private static String local(Node property) {
    String iri = property.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  private static String digest(String shapes) {
    String hex = shapes.substring(shapes.lastIndexOf(':') + 1);
    return hex.substring(0, Math.min(12, hex.length()));
  }

  private static void more(Html page, int lines) {
    if (lines > LINES_MAX) {
      page.raw("<p class=\"quiet\">There is more; ask SPARQL for all of it.</p>\n");
    }
  }
}
