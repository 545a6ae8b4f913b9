package eu.continuo.shapes;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of all concepts, parsed once, and the judge that applies them (SHACL, W3C
 * Recommendation 2017: Core and SPARQL-based constraints). A judge reads and never writes; it is
 * safe for use by many threads at once.
 */
public final class Shapes {
  /** The folders of {@code shapes/}, one a concept. */
  static final List<String> CONCEPTS =
      List.of(
          "agreement",
          "application",
          "capacity",
          "concept",
          "consumption",
          "control",
          "data",
          "energy",
          "federation",
          "figure",
          "flavour",
          "graph",
          "implementation",
          "kpi",
          "link",
          "measurement",
          "mix",
          "observation",
          "offering",
          "party",
          "person",
          "plan",
          "price",
          "resource",
          "safeguard",
          "site",
          "surplus",
          "switching",
          "threshold",
          "usage",
          "verification",
          "workload");

  private static final class Packaged {
    static final Shapes SHAPES = new Shapes(CONCEPTS.stream().map(Shapes::read).toList());
  }

  private final List<ConceptShapes> texts;
  private final String version;
  private final org.apache.jena.shacl.Shapes shapes;
  private final Terms terms = new Terms();
  private final Findings findings;
  private final FocusGate gate;
  private final SecondJudge second;

  private Shapes(List<ConceptShapes> texts) {
    this.texts = texts;
    this.version = digest(texts);
    this.shapes = WellFormedShapes.parse(parse(texts));
    this.findings = new Findings(shapes.getGraph(), terms.schemes());
    this.gate = new FocusGate(shapes);
    this.second = new SecondJudge(shapes, new Rdf4jTrust());
  }

  /** The shapes of the jar. They are parsed when first asked for. */
  public static Shapes packaged() {
    return Packaged.SHAPES;
  }

  /** SHA-256 of the text of all shapes, in hexadecimal: a verdict names what it was judged by. */
  public String version() {
    return version;
  }

  /** The shapes as they are written, concept by concept, in the order of their names. */
  public List<ConceptShapes> texts() {
    return texts;
  }

  /** The codes of all findings that these shapes can give, such as {@code shape.min-count}. */
  public SortedSet<String> codes() {
    SortedSet<String> codes = new TreeSet<>();
    shapes.getTargetShapes().forEach(shape -> addCodes(shape, codes));
    List.of(ShapeIri.UNKNOWN_TERM, ShapeIri.UNTYPED, ShapeIri.VOCABULARY_CHANGED)
        .forEach(component -> codes.add(Code.of(component)));
    return codes;
  }

  /**
   * Judges a whole graph: every node of every class that a shape targets.
   *
   * @param data the union of what is asserted; derived facts do not belong to it, and the concept
   *     schemes need not, for the judge adds its own
   * @return refused with at least one violation, or accepted, perhaps with warnings
   */
  public Verdict judge(Graph data) {
    return report(data).verdict();
  }

  /** As {@link #judge}, and the report of SHACL with it. */
  public Report report(Graph data) {
    return report(
        ShaclValidator.get().validate(shapes, new Stars(withSchemes(data))).getEntries(),
        found -> terms.judge(data, found));
  }

  /**
   * As {@link #judge(Graph)}, with all processors.
   *
   * @param data can be read by many threads at once
   */
  public Verdict judgeAtOnce(Graph data) {
    Graph all = withSchemes(data);
    return report(WholeJudge.entries(shapes, gate.quick(), all), found -> terms.judge(data, found))
        .verdict();
  }

  /**
   * Judges a change: every node that it can affect, however far from the change, and no other. The
   * report is whole for each of these nodes, so a change of a graph without violations is accepted
   * here just if the whole graph is after it.
   *
   * @return refused with at least one violation, or accepted, perhaps with warnings
   */
  public Verdict judge(NetChange change) {
    return report(change).report().verdict();
  }

  /** As {@link #judge(NetChange)}, with the report of SHACL, and with what it cost. */
  public ChangeReport report(NetChange change) {
    Graph data = new Stars(withSchemes(change.after()));
    FocusGate.Judged judged = gate.judge(gate.affected(change, terms.schemes()), data);
    Report report = report(judged.entries(), found -> terms.judge(change, found));
    return new ChangeReport(report, judged.focusNodes(), judged.fallbacks());
  }

  /**
   * Judges some nodes of a graph by every shape that targets them.
   *
   * @param data as for {@link #judge(Graph)}
   * @return all that a judgement of the whole graph would say of these nodes
   */
  public Verdict judge(Graph data, Set<Node> nodes) {
    Graph whole = new Stars(withSchemes(data));
    return report(
            gate.judge(gate.all(nodes), whole).entries(),
            found -> nodes.forEach(node -> terms.judge(node, data, found)))
        .verdict();
  }

  /** The shapes of which some change reaches every target, and why: what to write otherwise. */
  public List<Fallback> fallbacks() {
    return gate.fallbacks();
  }

  /**
   * Has two engines judge a whole graph by what both are known to judge alike, and compares what
   * they found. For an audit: it copies the graph into memory and costs what the graph has.
   *
   * @param data as for {@link #judge(Graph)}
   * @return differ where one of the engines errs, whichever it is: nothing they judge can be
   *     trusted until it is known which
   */
  public Comparison compare(Graph data) {
    return second.compare(withSchemes(data));
  }

  /** What {@link #compare} leaves to one engine, and why. */
  public List<Unproved> unproved() {
    return second.unproved();
  }

  /** The shapes of which a small change can make many nodes be judged again, and why. */
  public List<Costly> costly() {
    return CostLint.of(shapes, fallbacks());
  }

  /** The schemes stand first, for a union remembers what it found in its first graph. */
  private Graph withSchemes(Graph data) {
    return new Union(terms.schemes(), data);
  }

  private Report report(
      Collection<ReportEntry> entries, Consumer<Consumer<ReportEntry>> termsJudged) {
    ValidationReport.Builder report = ValidationReport.create();
    ReportEntries.standard(entries).forEach(report::addReportEntry);
    termsJudged.accept(report::addReportEntry);
    ValidationReport all = report.build();
    return new Report(verdict(all.getEntries()), all.getGraph());
  }

  private Verdict verdict(Collection<ReportEntry> entries) {
    List<Finding> found = entries.stream().map(findings::finding).toList();
    return Verdict.of(found);
  }

  private static void addCodes(Shape shape, SortedSet<String> codes) {
    shape.getConstraints().forEach(constraint -> codes.add(Code.of(constraint.getComponent())));
    shape.getPropertyShapes().forEach(property -> addCodes(property, codes));
  }

  private static Graph parse(List<ConceptShapes> texts) {
    Graph graph = GraphFactory.createDefaultGraph();
    texts.forEach(
        text -> RDFParser.fromString(text.turtle(), Lang.TURTLE).base(ShapeIri.NS).parse(graph));
    return graph;
  }

  private static ConceptShapes read(String concept) {
    String resource = "/continuo/shapes/" + concept + "/" + concept;
    @Nullable String turtle = text(resource + ".shapes.ttl");
    if (turtle == null) {
      throw new IllegalStateException("The jar lacks " + resource + ".shapes.ttl.");
    }
    return new ConceptShapes(concept, turtle, text(resource + ".schema.json"));
  }

  private static @Nullable String text(String resource) {
    try (InputStream in = Shapes.class.getResourceAsStream(resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(List<ConceptShapes> texts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      texts.forEach(text -> sha256.update(text.turtle().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
