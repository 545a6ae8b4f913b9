package eu.continuo.policies.odrl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.XSD;

/**
 * The operands, operators and actions that are decided here, as {@code profile.ttl} has them (ODRL
 * Information Model 2.2, section 4). Each is known by its local name, of which none is there twice.
 */
public final class Profile {
  /** The IRI that a policy names which uses terms of our own. */
  public static final String IRI = "https://w3id.org/icra/odrl/";

  static final String ODRL = "http://www.w3.org/ns/odrl/2/";

  private static final Map<Node, OdrlPolicy.Kind> KINDS =
      Map.of(
          XSD.dateTime.asNode(), OdrlPolicy.Kind.INSTANT,
          XSD.decimal.asNode(), OdrlPolicy.Kind.NUMBER,
          XSD.xboolean.asNode(), OdrlPolicy.Kind.FLAG,
          SKOS.Concept.asNode(), OdrlPolicy.Kind.PLACE,
          RDFS.Resource.asNode(), OdrlPolicy.Kind.NAME);

  private static final Profile PACKAGED = read();

  private final Map<String, String> names = new HashMap<>();
  private final SortedMap<String, OdrlPolicy.Kind> operands = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
  private final SortedSet<String> operators = new TreeSet<>();

  private Profile(Graph graph) {
    graph
        .find(Node.ANY, RDF.type.asNode(), odrl("LeftOperand"))
        .forEachRemaining(
            t -> {
              var range =
                  graph.find(t.getSubject(), RDFS.range.asNode(), Node.ANY).next().getObject();
              var kind = KINDS.get(range);
              if (kind == null) {
                throw new IllegalStateException("No operand has the range " + range + ".");
              }
              operands.put(named(t.getSubject()), kind);
            });
    graph
        .find(Node.ANY, RDF.type.asNode(), odrl("Operator"))
        .forEachRemaining(t -> operators.add(named(t.getSubject())));
    graph
        .find(Node.ANY, RDF.type.asNode(), odrl("Action"))
        .forEachRemaining(
            t -> {
              var wider = new TreeSet<String>();
              graph
                  .find(t.getSubject(), odrl("includedIn"), Node.ANY)
                  .forEachRemaining(w -> wider.add(local(w.getObject().getURI())));
              actions.put(named(t.getSubject()), wider);
            });
  }

  /** The profile of this project. */
  public static Profile packaged() {
    return PACKAGED;
  }

  /** What each operand is compared as, by name. */
  public SortedMap<String, OdrlPolicy.Kind> operands() {
    return operands;
  }

  /** For each action, those that include it directly. */
  public SortedMap<String, SortedSet<String>> actions() {
    return actions;
  }

  /** The operators. */
  public SortedSet<String> operators() {
    return operators;
  }

  /** The name of a term of ours, where it is one. */
  Optional<String> name(String iri) {
    return Optional.ofNullable(names.get(iri));
  }

  /** Whether a term is the profile's own, so that a policy that has it names the profile. */
  static boolean isOwn(String iri) {
    return iri.startsWith(IRI);
  }

  static Node odrl(String name) {
    return NodeFactory.createURI(ODRL + name);
  }

  /** The last part of an IRI. */
  static String local(String iri) {
    var path = iri.endsWith("/") ? iri.substring(0, iri.length() - 1) : iri;
    return path.substring(
        Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf('#')), path.lastIndexOf(':'))
            + 1);
  }

  private String named(Node term) {
    var name = local(term.getURI());
    if (names.containsValue(name)) {
      throw new IllegalStateException("Two terms of the profile are called " + name + ".");
    }
    names.put(term.getURI(), name);
    return name;
  }

  private static Profile read() {
    var path = "/continuo/policies/odrl/profile.ttl";
    try (InputStream in = Profile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The build did not package " + path + ".");
      }
      var graph = GraphFactory.createDefaultGraph();
      RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
      return new Profile(graph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
