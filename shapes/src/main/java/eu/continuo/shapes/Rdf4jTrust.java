package eu.continuo.shapes;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;

/**
 * What RDF4J SHACL 5.2 judges as the standard says: a white list. Everything in it was compared
 * with jena-shacl at random shapes and data, and with the suite of the W3C. What differed there is
 * not in it, and neither is what was not compared.
 */
final class Rdf4jTrust implements Trust {
  private static final String NOT_COMPARED =
      "How the engines judge this construct, or this value of it, has not been compared.";

  private static final String BY_ORDER =
      "RDF4J takes two literals for one where neither is less than the other.";

  private static final String ILL_FORMED =
      "RDF4J finds a place in the order for a number that is ill-formed.";

  private static final Set<Node> TARGETS =
      Set.of(SHACL.targetClass, SHACL.targetNode, SHACL.targetSubjectsOf, SHACL.targetObjectsOf);

  private static final Set<Node> SEVERITIES = Set.of(SHACL.Violation, SHACL.Warning, SHACL.Info);

  private static final int PATH_DEPTH_MAX = 2;

  /** RDF4J writes constants into queries, some without escapes. */
  private static final Pattern PLAIN_TEXT = Pattern.compile("[^\\p{Cntrl}\"\\\\]*");

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]+(-[A-Za-z0-9]+)*");

  /** Why something that is said is not trusted, or null where it is. */
  private interface Rule {
    @Nullable String against(Said said);
  }

  private static final Map<Node, Rule> RULES =
      Map.ofEntries(
          entry(RDF.type.asNode(), said -> null),
          entry(SHACL.targetClass, Rdf4jTrust::target),
          entry(SHACL.targetNode, Rdf4jTrust::target),
          entry(SHACL.targetSubjectsOf, Rdf4jTrust::target),
          entry(SHACL.targetObjectsOf, Rdf4jTrust::target),
          entry(SHACL.severity, Rdf4jTrust::severity),
          entry(SHACL.deactivated, once(Rdf4jTrust::isBoolean)),
          entry(SHACL.path, Rdf4jTrust::path),
          entry(SHACL.property, Rdf4jTrust::property),
          entry(SHACL.node, once(Node::isConcrete)),
          entry(SHACL.not, once(Node::isConcrete)),
          entry(SHACL.and, once(Node::isConcrete)),
          entry(SHACL.or, Rdf4jTrust::or),
          entry(SHACL.class_, once(Node::isURI)),
          entry(SHACL.datatype, once(Node::isURI)),
          entry(SHACL.nodeKind, once(Node::isURI)),
          entry(SHACL.minCount, Rdf4jTrust::minCount),
          entry(SHACL.maxCount, once(Rdf4jTrust::isNumber)),
          entry(SHACL.minInclusive, Rdf4jTrust::bound),
          entry(SHACL.maxInclusive, Rdf4jTrust::bound),
          entry(SHACL.minExclusive, Rdf4jTrust::bound),
          entry(SHACL.maxExclusive, Rdf4jTrust::bound),
          entry(SHACL.minLength, notInside(Rdf4jTrust::isNumber)),
          entry(SHACL.maxLength, notInside(Rdf4jTrust::isNumber)),
          entry(SHACL.pattern, Rdf4jTrust::pattern),
          entry(SHACL.languageIn, Rdf4jTrust::languageIn),
          entry(SHACL.uniqueLang, once(Rdf4jTrust::isBoolean)),
          entry(SHACL.hasValue, Rdf4jTrust::hasValue),
          entry(SHACL.in, Rdf4jTrust::in),
          entry(SHACL.equals, Rdf4jTrust::pair),
          entry(SHACL.disjoint, Rdf4jTrust::pair),
          entry(SHACL.lessThan, said -> ILL_FORMED),
          entry(
              SHACL.lessThanOrEquals,
              said -> "Jena takes equal values that have no order, such as IRIs, for ordered."),
          entry(
              SHACL.closed,
              said -> "It reads all property shapes beside it, and some may be left out."),
          entry(SHACL.qualifiedValueShape, said -> "RDF4J counts values that do not conform."),
          entry(SHACL.qualifiedMinCount, said -> "RDF4J counts values that do not conform."),
          entry(SHACL.qualifiedMaxCount, said -> "RDF4J counts values that do not conform."),
          entry(SHACL.qualifiedValueShapesDisjoint, said -> "RDF4J passes over it."),
          entry(SHACL.xone, said -> "RDF4J passes over it."),
          entry(SHACL.sparql, said -> "What a query reads has not been compared."));

  @Override
  public Optional<String> reasonAgainst(Said said) {
    Rule rule = RULES.getOrDefault(said.property(), any -> NOT_COMPARED);
    return Optional.ofNullable(rule.against(said));
  }

  private static @Nullable String target(Said said) {
    long kinds = TARGETS.stream().filter(said::says).count();
    if (kinds > 1 || said.is(RDFS.Class.asNode())) {
      return "RDF4J leaves out focus nodes where a shape has targets of two kinds.";
    }
    return said.value().isURI()
        ? null
        : "RDF4J leaves out blank nodes, and one of two numbers that are equal.";
  }

  private static @Nullable String severity(Said said) {
    return SEVERITIES.contains(said.value()) && !said.again()
        ? null
        : "RDF4J takes a severity of one's own for a violation.";
  }

  private static @Nullable String path(Said said) {
    if (said.is(SHACL.NodeShape)) {
      return "RDF4J refuses a node shape that has a path.";
    }
    if (said.place().literals()) {
      return "RDF4J judges the properties of literals wrong.";
    }
    return isPath(said.shapes(), said.value(), PATH_DEPTH_MAX)
        ? null
        : "RDF4J passes over paths with *, + or ?, and others have not been compared.";
  }

  /** A predicate, an inverse one, or a sequence or alternatives of those, not nested deeply. */
  private static boolean isPath(Graph shapes, Node path, int depthMax) {
    if (path.isURI()) {
      return true;
    }
    Node inverse = G.getZeroOrOneSP(shapes, path, SHACL.inversePath);
    Node alternatives = G.getZeroOrOneSP(shapes, path, SHACL.alternativePath);
    boolean isList = shapes.contains(path, RDF.first.asNode(), Node.ANY);
    long forms = Stream.of(inverse != null, alternatives != null, isList).filter(is -> is).count();
    if (depthMax == 0 || forms != 1) {
      return false;
    }
    if (inverse != null) {
      return inverse.isURI();
    }
    List<Node> paths = G.rdfList(shapes, alternatives != null ? alternatives : path);
    return paths.stream().allMatch(one -> isPath(shapes, one, depthMax - 1));
  }

  private static @Nullable String property(Said said) {
    return said.says(SHACL.path)
        ? "Jena judges it at the focus node where the property shape is a target itself."
        : null;
  }

  private static @Nullable String or(Said said) {
    if (said.says(SHACL.path) || said.place().literals()) {
      return "RDF4J leaves out values where a path leads to several that have no order.";
    }
    return said.again() ? NOT_COMPARED : null;
  }

  private static @Nullable String minCount(Said said) {
    if (said.again() || !isNumber(said.value())) {
      return NOT_COMPARED;
    }
    boolean comparesLiterals = Integer.parseInt(said.value().getLiteralLexicalForm()) > 1;
    return said.place().inside() && comparesLiterals ? BY_ORDER : null;
  }

  private static @Nullable String bound(Said said) {
    if (said.place().inside()) {
      return ILL_FORMED;
    }
    if (!said.says(SHACL.path)) {
      return "RDF4J breaks where the only target is an IRI.";
    }
    return said.again() || !isNumber(said.value()) ? NOT_COMPARED : null;
  }

  private static @Nullable String pattern(Said said) {
    boolean flagged =
        said.shapes().stream(said.shape(), SHACL.flags, Node.ANY)
            .anyMatch(flags -> !flags.getObject().getLiteralLexicalForm().equals("i"));
    return flagged ? NOT_COMPARED : notInside(Node::isLiteral).against(said);
  }

  private static @Nullable String languageIn(Said said) {
    boolean plain =
        G.rdfList(said.shapes(), said.value()).stream()
            .allMatch(tag -> LANGUAGE.matcher(tag.getLiteralLexicalForm()).matches());
    return plain && !said.again() ? null : NOT_COMPARED;
  }

  private static @Nullable String hasValue(Said said) {
    if (!said.says(SHACL.path) && said.place().literals()) {
      return "RDF4J takes some literals for the value that are others.";
    }
    return once(Rdf4jTrust::isPlain).against(said);
  }

  private static @Nullable String in(Said said) {
    boolean plain = G.rdfList(said.shapes(), said.value()).stream().allMatch(Rdf4jTrust::isPlain);
    return plain && !said.again() ? null : "RDF4J compares numbers by value and not as terms.";
  }

  private static @Nullable String pair(Said said) {
    if (said.place().inside() || said.place().literals() || !said.says(SHACL.path)) {
      return "RDF4J breaks where a focus node is a literal.";
    }
    return said.again() ? NOT_COMPARED : null;
  }

  private static Rule once(Predicate<Node> value) {
    return said -> said.again() || !value.test(said.value()) ? NOT_COMPARED : null;
  }

  private static Rule notInside(Predicate<Node> value) {
    return said ->
        said.place().inside()
            ? "RDF4J lets blank nodes pass where the shape is judged inside another."
            : once(value).against(said);
  }

  private static boolean isBoolean(Node node) {
    return isOf(XSDDatatype.XSDboolean, node)
        && Set.of("true", "false").contains(node.getLiteralLexicalForm());
  }

  private static boolean isNumber(Node node) {
    return (isOf(XSDDatatype.XSDinteger, node) || isOf(XSDDatatype.XSDdecimal, node))
        && node.getLiteral().isWellFormed();
  }

  private static boolean isPlain(Node node) {
    return node.isURI()
        || (isOf(XSDDatatype.XSDstring, node)
            && PLAIN_TEXT.matcher(node.getLiteralLexicalForm()).matches());
  }

  private static boolean isOf(XSDDatatype datatype, Node node) {
    return node.isLiteral() && datatype.equals(node.getLiteralDatatype());
  }
}
