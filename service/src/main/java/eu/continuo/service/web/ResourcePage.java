package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
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
  private static final int FIGURES_MAX = 4;
  private static final int FIGURE_MAX = 80;
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
    List<Triple> triples = seen.stream(node, Node.ANY, Node.ANY).limit(LINES_MAX + 1L).toList();
    page.raw("<h2>What is said of it</h2>\n<table>\n");
    byProperty(triples, Triple::getObject)
        .forEach(
            (property, values) -> {
              page.raw("<tr><th scope=\"row\">");
              link(page, property, local(property));
              page.raw("</th><td>");
              values(page, values);
              page.raw("</td></tr>\n");
            });
    page.raw("</table>\n");
    more(page, triples.size());
  }

  private void neighbours(Html page) {
    List<Triple> triples = seen.stream(Node.ANY, Node.ANY, node).limit(LINES_MAX + 1L).toList();
    if (triples.isEmpty()) {
      return;
    }
    page.raw("<h2>What speaks of it</h2>\n<table>\n");
    byProperty(triples, Triple::getSubject)
        .forEach(
            (property, subjects) -> {
              page.raw("<tr><th scope=\"row\">is ");
              link(page, property, local(property));
              page.raw(" of</th><td>");
              values(page, subjects);
              page.raw("</td></tr>\n");
            });
    page.raw("</table>\n");
    more(page, triples.size());
  }

  /** What stands at the other end, a property a row: the types first, then by name. */
  private static SortedMap<Node, SortedSet<Node>> byProperty(
      List<Triple> triples, Function<Triple, Node> end) {
    SortedMap<Node, SortedSet<Node>> rows =
        new TreeMap<>(
            Comparator.comparing((Node property) -> !property.equals(RDF.type.asNode()))
                .thenComparing(ResourcePage::local)
                .thenComparing(Node::getURI));
    triples.stream()
        .limit(LINES_MAX)
        .forEach(
            triple ->
                rows.computeIfAbsent(
                        triple.getPredicate(),
                        p -> new TreeSet<>(Comparator.comparing(Node::toString)))
                    .add(end.apply(triple)));
    return rows;
  }

  private void values(Html page, SortedSet<Node> values) {
    if (values.size() == 1) {
      value(page, values.first());
      return;
    }
    page.raw("<ul>\n");
    for (Node value : values) {
      page.raw("<li>");
      value(page, value);
      page.raw("</li>\n");
    }
    page.raw("</ul>\n");
  }

  private void provenance(Html page) {
    page.raw("<h2>Who said so</h2>\n<table>\n<tr>");
    for (String column : List.of("graph", "owner", "seen by", "last change")) {
      page.raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    page.raw("</tr>\n");
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
    if (value.isURI() && value.getURI().startsWith(Icra.NS)) {
      link(page, value, local(value));
    } else if (value.isURI()) {
      Optional<String> named = named(value);
      link(page, value, named.orElseGet(() -> shortened(value.getURI())));
      if (named.isEmpty()) {
        figures(page, value);
      }
    } else if (value.isLiteral()) {
      page.text(value.getLiteralLexicalForm());
      if (!value.getLiteralLanguage().isEmpty()) {
        page.raw(" <span class=\"quiet\">").text(value.getLiteralLanguage()).raw("</span>");
      }
    } else {
      page.text(value.toString());
    }
  }

  /** Of what has no name, its figures tell more than its identifier. */
  private void figures(Html page, Node of) {
    List<String> figures =
        seen.stream(of, Node.ANY, Node.ANY)
            .filter(t -> t.getObject().isLiteral())
            .map(t -> local(t.getPredicate()) + " " + t.getObject().getLiteralLexicalForm())
            .filter(text -> text.length() <= FIGURE_MAX)
            .sorted()
            .limit(FIGURES_MAX)
            .toList();
    if (!figures.isEmpty()) {
      page.raw(" <span class=\"quiet\">").text(String.join(", ", figures)).raw("</span>");
    }
  }

  private void link(Html page, Node to, String text) {
    page.link(address(to.getURI()), text);
  }

  /** What is ours is read here, whatever host its name begins with. */
  private String address(String iri) {
    if (iri.startsWith(base + "id/")) {
      return "/" + iri.substring(base.length());
    }
    if (iri.startsWith(base + "g/")) {
      return "/graphs?graph="
          + java.net.URLEncoder.encode(iri, java.nio.charset.StandardCharsets.UTF_8);
    }
    return VocabularyPages.address(iri).orElse(iri);
  }

  private String name(Node of) {
    return named(of).orElseGet(() -> shortened(of.getURI()));
  }

  private Optional<String> named(Node of) {
    for (Node property : NAMES) {
      Optional<String> found =
          seen.stream(of, property, Node.ANY)
              .map(Triple::getObject)
              .filter(Node::isLiteral)
              .map(Node::getLiteralLexicalForm)
              .filter(text -> !text.isBlank())
              .min(Comparator.naturalOrder());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
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
