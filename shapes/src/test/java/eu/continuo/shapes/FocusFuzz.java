package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Compares the gate with whole-graph validation before a change and after it: what is said of a
 * focus node may differ only where the gate says that the change can affect it, and there the gate
 * says what whole-graph validation says.
 */
final class FocusFuzz {
  private static final Graph SCHEMES =
      RDFParser.fromString(
              """
              PREFIX ex: <http://example.org/>
              PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
              ex:k0 a ex:C1 ; ex:p0 ex:k1 . ex:k1 a ex:C3 ; ex:p1 ex:n0 . ex:C3 rdfs:subClassOf ex:C1 .
              """,
              Lang.TURTLE)
          .toGraph();

  private FocusFuzz() {}

  /** One shape at one focus node. */
  private record Judgement(Node shape, Node focus) {}

  /** The first difference that this seed gives, with all that is needed to see it again. */
  static Optional<String> difference(long seed, Fault fault) {
    Random random = new Random(seed);
    String turtle = new RandomShapes(random).turtle();
    RandomGraphs graphs = new RandomGraphs(random);
    Shapes shapes = parse(turtle);
    Graph before = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(before, graphs.union());
    Map<Judgement, List<String>> wholeBefore = whole(shapes, new Union(before, SCHEMES));
    NetChange change = graphs.change();
    Graph data = new Union(change.after(), SCHEMES);
    Map<Judgement, List<String>> wholeAfter = whole(shapes, data);

    FocusGate gate = fault.gate(shapes, parse(fault.shapes(turtle)));
    Map<Shape, FocusGate.Affected> affected = gate.affected(fault.change(change), SCHEMES);
    FocusGate.Judged judged = gate.judge(affected, data);

    Set<Judgement> all = new HashSet<>(wholeBefore.keySet());
    all.addAll(wholeAfter.keySet());
    Set<Node> everywhere = new HashSet<>();
    Set<Judgement> judgements = new HashSet<>();
    affected.forEach(
        (shape, some) -> {
          some.every().ifPresent(every -> everywhere.add(shape.getShapeNode()));
          some.focusNodes()
              .forEach(focus -> judgements.add(new Judgement(shape.getShapeNode(), focus)));
        });
    // A node that is no target is said nothing of, like one that conforms.
    List<String> expected = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Judgement one : all) {
      List<String> was = wholeBefore.getOrDefault(one, List.of());
      List<String> is = wholeAfter.getOrDefault(one, List.of());
      if (everywhere.contains(one.shape()) || judgements.contains(one)) {
        expected.addAll(is);
      } else if (!was.equals(is)) {
        missed.add(one + " before " + was + " after " + is);
      }
    }
    List<String> said = texts(judged.entries());
    expected.sort(null);
    if (missed.isEmpty() && said.equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        "seed %d\n%s\nbefore %s\nadded %s\nremoved %s\nmissed %s\nsaid %s\nexpected %s"
            .formatted(
                seed,
                turtle,
                before.stream().toList(),
                change.added(),
                change.removed(),
                missed,
                said,
                expected));
  }

  static Shapes parse(String turtle) {
    return ShaclValidator.get().parse(RDFParser.fromString(turtle, Lang.TURTLE).toGraph());
  }

  /** What whole-graph validation says, target by target; where it says nothing, an empty list. */
  private static Map<Judgement, List<String>> whole(Shapes shapes, Graph data) {
    Map<Judgement, List<String>> found = new HashMap<>();
    List<ReportEntry> all = new ArrayList<>();
    for (Shape shape : shapes.getTargetShapes()) {
      for (Node focus : VLib.focusNodes(data, shape)) {
        ValidationContext context = ValidationContext.create(shapes, data);
        VLib.validateShape(context, data, shape, focus);
        Collection<ReportEntry> entries = context.generateReport().getEntries();
        all.addAll(entries);
        found.put(new Judgement(shape.getShapeNode(), focus), texts(entries));
      }
    }
    List<String> report = texts(ShaclValidator.get().validate(shapes, data).getEntries());
    if (!texts(all).equals(report)) {
      throw new AssertionError("Target by target is not what the whole is: " + report);
    }
    return found;
  }

  private static List<String> texts(Collection<ReportEntry> entries) {
    return entries.stream().map(FocusFuzz::text).sorted().collect(Collectors.toList());
  }

  /** Jena names sets in messages, and of two values of one language either. */
  private static String text(ReportEntry entry) {
    boolean either = entry.sourceConstraintComponent().equals(SHACL.UniqueLangConstraintComponent);
    return String.join(
        " ",
        String.valueOf(entry.focusNode()),
        String.valueOf(entry.source()),
        String.valueOf(entry.resultPath()),
        String.valueOf(entry.sourceConstraintComponent()),
        either ? "" : String.valueOf(entry.value()),
        Arrays.stream(entry.message().split("[\\[\\], ]+"))
            .sorted()
            .collect(Collectors.joining(",")));
  }
}
