package eu.continuo.ontology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.XSD;

/**
 * What every term of a vocabulary must say of itself, and how the terms must fit together. A fault
 * is a sentence that names the term.
 */
final class Hygiene {
  private static final Set<Node> KINDS =
      Set.of(OWL2.Class.asNode(), OWL2.ObjectProperty.asNode(), OWL2.DatatypeProperty.asNode());
  private static final Node DOMAIN = NodeFactory.createURI("https://schema.org/domainIncludes");
  private static final Node RANGE = NodeFactory.createURI("https://schema.org/rangeIncludes");
  private static final Pattern SECTION =
      Pattern.compile("IPCEI-CIS Reference Architecture 2[.]0, §[2-7]([.]\\d{1,2})?( .+)?");
  private static final Pattern VERSION = Pattern.compile("\\d+[.]\\d+[.]\\d+");

  private final Graph vocabulary;
  private final List<String> faults = new ArrayList<>();

  private Hygiene(Graph vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Everything that is wrong with a vocabulary; empty where nothing is. */
  static List<String> faults(Graph vocabulary) {
    Hygiene hygiene = new Hygiene(vocabulary);
    terms(vocabulary).forEach(hygiene::judge);
    hygiene.judgeTexts(RDFS.label.asNode());
    hygiene.judgeTexts(SKOS.definition.asNode());
    hygiene.judgeDisjointness();
    return List.copyOf(hygiene.faults);
  }

  /** The terms that a vocabulary defines. */
  static Set<Node> terms(Graph vocabulary) {
    return vocabulary.stream(Node.ANY, RDFS.isDefinedBy.asNode(), Node.ANY)
        .map(triple -> triple.getSubject())
        .collect(
            Collectors.toCollection(
                () -> new TreeSet<>(java.util.Comparator.comparing(Node::getURI))));
  }

  /** What a term is: a class, an object property or a datatype property. */
  static List<Node> kinds(Graph vocabulary, Node term) {
    return objects(vocabulary, term, RDF.type.asNode()).stream().filter(KINDS::contains).toList();
  }

  private void judge(Node term) {
    List<Node> kinds = kinds(vocabulary, term);
    if (kinds.size() != 1) {
      fault(term, "is of " + kinds.size() + " kinds");
      return;
    }
    boolean isClass = kinds.contains(OWL2.Class.asNode());
    if (Character.isUpperCase(term.getLocalName().charAt(0)) != isClass) {
      fault(term, "is not written as its kind is");
    }
    one(term, RDFS.label.asNode(), "label", text -> !text.isBlank());
    one(term, SKOS.definition.asNode(), "definition", Hygiene::isASentence);
    one(term, DCTerms.source.asNode(), "section", text -> SECTION.matcher(text).matches());
    one(term, OWL2.versionInfo.asNode(), "since-version", this::isReached);
    one(term, SKOS.example.asNode(), "example", text -> !text.isBlank());
    if (isCircular(term)) {
      fault(term, "is defined by its own name");
    }
    if (!isClass) {
      judgeEnds(term, kinds.contains(OWL2.DatatypeProperty.asNode()));
    }
  }

  private void judgeEnds(Node property, boolean ofData) {
    for (Node end : List.of(DOMAIN, RANGE)) {
      List<Node> named = objects(vocabulary, property, end);
      if (named.isEmpty()) {
        fault(property, "has no " + end.getLocalName());
      }
      named.stream()
          .filter(type -> type.getURI().startsWith(Icra.NS))
          .filter(type -> !vocabulary.contains(type, RDF.type.asNode(), OWL2.Class.asNode()))
          .forEach(type -> fault(property, "names " + type.getLocalName() + ", which is no class"));
    }
    objects(vocabulary, property, RANGE).stream()
        .filter(range -> range.getURI().startsWith(XSD.getURI()) != ofData)
        .forEach(range -> fault(property, "has values that are not of its kind: " + range));
  }

  private void judgeTexts(Node property) {
    Set<String> seen = new TreeSet<>();
    for (Node term : terms(vocabulary)) {
      for (Node text : objects(vocabulary, term, property)) {
        boolean isClass = vocabulary.contains(term, RDF.type.asNode(), OWL2.Class.asNode());
        if (!seen.add(isClass + text.getLiteralLexicalForm())) {
          fault(term, "shares its " + property.getLocalName() + " with another");
        }
      }
    }
  }

  private void judgeDisjointness() {
    Set<Node> disjoint = Set.copyOf(disjointClasses(vocabulary));
    for (Node term : terms(vocabulary)) {
      if (vocabulary.contains(term, RDF.type.asNode(), OWL2.Class.asNode())) {
        boolean inherits =
            objects(vocabulary, term, RDFS.subClassOf.asNode()).stream()
                .anyMatch(disjoint::contains);
        if (disjoint.contains(term) == inherits) {
          fault(term, "is not told apart from the other classes");
        }
      }
    }
    disjoint.stream()
        .filter(member -> !vocabulary.contains(member, RDF.type.asNode(), OWL2.Class.asNode()))
        .forEach(member -> fault(member, "is told apart and not defined"));
  }

  /** The members of the one axiom {@code owl:AllDisjointClasses}. */
  static List<Node> disjointClasses(Graph vocabulary) {
    List<Node> members = new ArrayList<>();
    vocabulary.stream(Node.ANY, OWL2.members.asNode(), Node.ANY)
        .forEach(
            axiom -> {
              Node rest = axiom.getObject();
              while (!rest.equals(RDF.nil.asNode())) {
                members.addAll(objects(vocabulary, rest, RDF.first.asNode()));
                rest = objects(vocabulary, rest, RDF.rest.asNode()).getFirst();
              }
            });
    return members;
  }

  static List<Node> objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).map(triple -> triple.getObject()).toList();
  }

  private void one(Node term, Node property, String name, Predicate<String> isGood) {
    List<Node> values = objects(vocabulary, term, property);
    if (values.size() != 1) {
      fault(term, "has " + values.size() + " of the " + name);
    } else if (!isGood.test(values.getFirst().getLiteralLexicalForm())) {
      fault(term, "has no good " + name + ": " + values.getFirst().getLiteralLexicalForm());
    }
  }

  private static boolean isASentence(String text) {
    return text.matches("\\p{Lu}.*[^.][.]")
        && !text.matches(".*[.!?] \\p{Lu}.*")
        && !text.contains("  ");
  }

  private boolean isReached(String since) {
    List<Node> current =
        objects(
            vocabulary,
            NodeFactory.createURI("https://w3id.org/icra/ns"),
            OWL2.versionInfo.asNode());
    return VERSION.matcher(since).matches()
        && current.size() == 1
        && Arrays.compare(parts(since), parts(current.getFirst().getLiteralLexicalForm())) <= 0;
  }

  private static int[] parts(String version) {
    return Arrays.stream(version.split("[.]")).mapToInt(Integer::parseInt).toArray();
  }

  private boolean isCircular(Node term) {
    return words(term, RDFS.label.asNode()).containsAll(words(term, SKOS.definition.asNode()));
  }

  private Set<String> words(Node term, Node property) {
    return objects(vocabulary, term, property).stream()
        .flatMap(
            text ->
                Arrays.stream(text.getLiteralLexicalForm().toLowerCase(Locale.ROOT).split("\\W+")))
        .filter(word -> !Set.of("a", "an", "the", "of", "that", "which").contains(word))
        .collect(Collectors.toSet());
  }

  private void fault(Node term, String what) {
    faults.add(term.getLocalName() + " " + what + ".");
  }
}
