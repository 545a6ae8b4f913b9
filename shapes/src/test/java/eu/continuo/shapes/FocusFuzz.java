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
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
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

  private static final int CHANGES = 10;

  private FocusFuzz() {}

  /** One shape at one focus node. */
  private record Judgement(Node shape, Node focus) {}

  /** The first difference that this seed gives, with all that is needed to see it again. */
  static Optional<String> difference(long seed, Fault fault) {
    Random random = new Random(seed);
    String turtle = new RandomShapes(random).turtle();
    RandomGraphs graphs = new RandomGraphs(random);
    Shapes shapes = parse(turtle);
    FocusGate gate = fault.gate(shapes, parse(fault.shapes(turtle)));
    Graph data = new Union(graphs.union(), SCHEMES);
    Map<Judgement, List<String>> before = whole(shapes, data);
    List<String> report = texts(ShaclValidator.get().validate(shapes, data).getEntries());
    if (!before.values().stream().flatMap(List::stream).sorted().toList().equals(report)) {
      throw new AssertionError("Target by target is not what the whole is: seed " + seed);
    }
    for (int i = 0; i < CHANGES; i++) {
      List<Triple> triples = data.stream().toList();
      NetChange change = graphs.change();
      Map<Judgement, List<String>> after = whole(shapes, data);
      Map<Shape, FocusGate.Affected> affected = gate.affected(fault.change(change), SCHEMES);
      List<String> wrong = wrong(before, after, affected, gate.judge(affected, data));
      if (!wrong.isEmpty()) {
        return Optional.of(
            "seed %d, change %d%n%s%nbefore %s%nadded %s%nremoved %s%n%s"
                .formatted(
                    seed,
                    i,
                    turtle,
                    triples,
                    change.added(),
                    change.removed(),
                    String.join("\n", wrong)));
      }
      before = after;
    }
    return Optional.empty();
  }

  private static List<String> wrong(
      Map<Judgement, List<String>> before,
      Map<Judgement, List<String>> after,
      Map<Shape, FocusGate.Affected> affected,
      FocusGate.Judged judged) {
    Set<Node> everywhere = new HashSet<>();
    Set<Judgement> judgements = new HashSet<>();
    affected.forEach(
        (shape, some) -> {
          some.every().ifPresent(every -> everywhere.add(shape.getShapeNode()));
          some.focusNodes()
              .forEach(focus -> judgements.add(new Judgement(shape.getShapeNode(), focus)));
        });
    Set<Judgement> all = new HashSet<>(before.keySet());
    all.addAll(after.keySet());
    List<String> wrong = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Judgement one : all) {
      // A node that is no target is said nothing of, like one that conforms.
      List<String> was = before.getOrDefault(one, List.of());
      List<String> is = after.getOrDefault(one, List.of());
      if (everywhere.contains(one.shape()) || judgements.contains(one)) {
        expected.addAll(is);
      } else if (!was.equals(is)) {
        wrong.add("missed " + one + " before " + was + " after " + is);
      }
    }
    expected.sort(null);
    List<String> said = texts(judged.entries());
    if (!said.equals(expected)) {
      wrong.add("said " + said + " expected " + expected);
    }
    return wrong;
  }

  static Shapes parse(String turtle) {
    return ShaclValidator.get().parse(RDFParser.fromString(turtle, Lang.TURTLE).toGraph());
  }

  /** What whole-graph validation says, target by target; where it says nothing, an empty list. */
  private static Map<Judgement, List<String>> whole(Shapes shapes, Graph data) {
    Map<Judgement, List<String>> found = new HashMap<>();
    for (Shape shape : shapes.getTargetShapes()) {
      for (Node focus : VLib.focusNodes(data, shape)) {
        ValidationContext context = ValidationContext.create(shapes, data);
        VLib.validateShape(context, data, shape, focus);
        found.put(
            new Judgement(shape.getShapeNode(), focus),
            texts(context.generateReport().getEntries()));
      }
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
