package eu.continuo.service.federate;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Snapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;

/**
 * What an instance holds, for portals of data (DCAT-AP 3.0.1): each graph that may be seen is a
 * dataset, the query door a data service, each offering a resource. A licence is told where the
 * graph states one of itself, for nobody else can give one. Every node that the profile gives a
 * class says so here, for a portal judges a catalogue before it fetches what that points to.
 */
public final class DcatAp {
  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final Node TURTLE = NodeFactory.createURI(EU + "file-type/RDF_TURTLE");
  private static final Node ENGLISH = NodeFactory.createURI(EU + "language/ENG");
  private static final Node PROTOCOL =
      NodeFactory.createURI("https://www.w3.org/TR/sparql11-protocol/");
  private static final Node THEMES = NodeFactory.createURI(EU + "data-theme");
  private static final Node TECHNOLOGY = NodeFactory.createURI(EU + "data-theme/TECH");

  private final String base;
  private final Snapshot snapshot;
  private final Graph seen;
  private final Graph out = GraphFactory.createDefaultGraph();
  private final Node catalogue;
  private final Node service;

  private DcatAp(String base, Snapshot snapshot) {
    this.base = base;
    this.snapshot = snapshot;
    this.seen = snapshot.view().getDefaultGraph();
    this.catalogue = NodeFactory.createURI(base + "catalogue/dcat-ap");
    this.service = NodeFactory.createURI(base + "sparql");
  }

  /**
   * The catalogue of all that a principal sees.
   *
   * @param base where the continuum, and its doors with it, are
   */
  public static Graph of(Snapshot snapshot, String base) {
    return new DcatAp(base, snapshot).graph();
  }

  private Graph graph() {
    Node publisher = NodeFactory.createURI(base + "id/party/continuo");
    described(catalogue, DCAT.Catalog, "Catalogue of " + base, publisher);
    say(catalogue, DCTerms.description.asNode(), "The graphs, offerings and doors of a continuum.");
    point(catalogue, DCTerms.language, ENGLISH, DCTerms.LinguisticSystem);
    point(catalogue, FOAF.homepage, NodeFactory.createURI(base), FOAF.Document);
    point(catalogue, DCAT.themeTaxonomy, THEMES, SKOS.ConceptScheme);
    say(THEMES, DCTerms.title.asNode(), "Data theme");
    say(TECHNOLOGY, SKOS.prefLabel.asNode(), "Science and technology");
    out.add(catalogue, DCAT.service.asNode(), service);
    described(service, DCAT.DataService, "SPARQL 1.1 Query", publisher);
    out.add(service, DCAT.endpointURL.asNode(), service);
    out.add(
        service, DCAT.endpointDescription.asNode(), NodeFactory.createURI(base + "openapi.json"));
    point(service, DCTerms.conformsTo, PROTOCOL, DCTerms.Standard);
    List<GraphRow> rows =
        snapshot.asked().stream().filter(r -> r.kind().equals("asserted")).toList();
    rows.forEach(this::dataset);
    rows.stream()
        .flatMap(row -> snapshot.origin(row).stream())
        .map(Snapshot.Origin::at)
        .max(Comparator.naturalOrder())
        .ifPresent(at -> changed(catalogue, at));
    seen.stream(Node.ANY, RDF.type.asNode(), Icra.SERVICE_OFFERING)
        .map(Triple::getSubject)
        .filter(Node::isURI)
        .forEach(this::offering);
    return out;
  }

  private void dataset(GraphRow row) {
    Node dataset = row.name().node();
    String local = row.name().iri().substring(row.name().iri().lastIndexOf("/g/") + 1);
    described(dataset, DCAT.Dataset, local, NodeFactory.createURI(row.owner()));
    say(
        dataset,
        DCTerms.description.asNode(),
        "What " + name(NodeFactory.createURI(row.owner())) + " states in the graph " + local + ".");
    point(
        dataset,
        DCTerms.accessRights,
        NodeFactory.createURI(
            EU + "access-right/" + (row.visibility().equals("public") ? "PUBLIC" : "RESTRICTED")),
        DCTerms.RightsStatement);
    point(dataset, DCAT.theme, TECHNOLOGY, SKOS.Concept);
    snapshot.origin(row).ifPresent(origin -> changed(dataset, origin.at()));
    seen.stream(dataset, DCTerms.license.asNode(), Node.ANY).forEach(out::add);
    out.add(catalogue, DCAT.dataset.asNode(), dataset);
    out.add(service, DCAT.servesDataset.asNode(), dataset);
    Node distribution =
        NodeFactory.createURI(
            base + "graphs?graph=" + URLEncoder.encode(row.name().iri(), StandardCharsets.UTF_8));
    out.add(dataset, DCAT.distribution.asNode(), distribution);
    out.add(distribution, RDF.type.asNode(), DCAT.Distribution.asNode());
    out.add(distribution, DCAT.accessURL.asNode(), distribution);
    out.add(distribution, DCAT.accessService.asNode(), service);
    say(distribution, DCTerms.description.asNode(), "The graph as Turtle, and in other forms.");
    point(distribution, DCTerms.format, TURTLE, DCTerms.MediaTypeOrExtent);
  }

  /** Points to a node, and says of which class it is: the profile's ranges are classes. */
  private void point(Node from, Property property, Node to, Resource type) {
    out.add(from, property.asNode(), to);
    out.add(to, RDF.type.asNode(), type.asNode());
  }

  private void changed(Node node, Instant at) {
    out.add(
        node,
        DCTerms.modified.asNode(),
        NodeFactory.createLiteralDT(at.toString(), XSDDatatype.XSDdateTime));
  }

  private void offering(Node offering) {
    List<Node> by =
        seen.stream(offering, Icra.OFFERED_BY, Node.ANY).map(Triple::getObject).toList();
    described(offering, DCAT.Resource, name(offering), by.isEmpty() ? null : by.getFirst());
    out.add(catalogue, Catalogue.RESOURCE, offering);
  }

  private void described(Node node, Resource type, String title, @Nullable Node publisher) {
    out.add(node, RDF.type.asNode(), type.asNode());
    say(node, DCTerms.title.asNode(), title);
    if (publisher != null) {
      out.add(node, DCTerms.publisher.asNode(), publisher);
      out.add(publisher, RDF.type.asNode(), FOAF.Agent.asNode());
      say(publisher, FOAF.name.asNode(), name(publisher));
    }
  }

  private String name(Node of) {
    return seen.stream(of, DCTerms.title.asNode(), Node.ANY)
        .map(Triple::getObject)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .sorted()
        .findFirst()
        .orElseGet(
            () ->
                of.getURI().startsWith(base) ? of.getURI().substring(base.length()) : of.getURI());
  }

  private void say(Node node, Node property, String text) {
    out.add(node, property, NodeFactory.createLiteralLang(text, "en"));
  }
}
