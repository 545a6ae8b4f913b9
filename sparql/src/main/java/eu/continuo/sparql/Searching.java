package eu.continuo.sparql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase3;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.pfunction.PFuncListAndList;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;

/**
 * Search inside SPARQL: by words, by nearness, and the distance function of GeoSPARQL 1.1 (section
 * 10.7). What the index finds counts only where the asked graph holds it.
 */
final class Searching {
  private static final String FN = "https://w3id.org/icra/fn#";
  private static final String DISTANCE = "http://www.opengis.net/def/function/geosparql/distance";
  private static final String UNITS = "http://www.opengis.net/def/uom/OGC/1.0/";
  private static final Node HAS_GEOMETRY =
      NodeFactory.createURI("http://www.opengis.net/ont/geosparql#hasGeometry");

  private Searching() {}

  static void register() {
    PropertyFunctionRegistry.get().put(FN + "text", Text.class);
    PropertyFunctionRegistry.get().put(FN + "nearest", Nearest.class);
    PropertyFunctionRegistry.get().put(FN + "within", Within.class);
    FunctionRegistry.get().put(DISTANCE, Distance.class);
  }

  /**
   * {@code (?subject ?property ?text) fn:text (?words ?count)}: the texts in which all words stand.
   */
  public static final class Text extends PFuncListAndList {
    @Override
    public QueryIterator execEvaluated(
        Binding binding,
        PropFuncArg found,
        Node predicate,
        PropFuncArg asked,
        ExecutionContext context) {
      Graph graph = context.getActiveGraph();
      int count = count(asked.getArg(1));
      Set<Triple> seen = new HashSet<>();
      List<List<Node>> rows = new ArrayList<>();
      for (Triple triple : SearchIndex.of(context.getContext()).texts(text(asked.getArg(0)))) {
        if (graph.contains(triple) && seen.add(triple)) {
          rows.add(List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()));
        }
      }
      rows.sort(
          Comparator.comparingInt((List<Node> row) -> row.get(2).getLiteralLexicalForm().length())
              .thenComparing(Object::toString));
      return rows(binding, found, rows.stream().limit(count).toList(), context);
    }
  }

  /** {@code (?feature ?metres) fn:nearest (?point ?count)}: the nearest features. */
  public static final class Nearest extends PFuncListAndList {
    @Override
    public QueryIterator execEvaluated(
        Binding binding,
        PropFuncArg found,
        Node predicate,
        PropFuncArg asked,
        ExecutionContext context) {
      Point centre = point(asked.getArg(0));
      int count = count(asked.getArg(1));
      SearchIndex index = SearchIndex.of(context.getContext());
      // Some of the nearest may not show, so that more are taken until enough do, or none are left.
      for (int taken = 2 * count + 8; ; taken *= 4) {
        List<Triple> points = index.nearest(centre, taken);
        List<Near> near = near(centre, points, context.getActiveGraph());
        if (near.size() > count || points.size() < taken) {
          return features(binding, found, near.stream().limit(count).toList(), context);
        }
      }
    }
  }

  /**
   * {@code (?feature ?metres) fn:within (?point ?radiusMetres)}: the features so near, in order.
   */
  public static final class Within extends PFuncListAndList {
    @Override
    public QueryIterator execEvaluated(
        Binding binding,
        PropFuncArg found,
        Node predicate,
        PropFuncArg asked,
        ExecutionContext context) {
      Point centre = point(asked.getArg(0));
      double km = number(asked.getArg(1)) / 1000;
      List<Triple> points = SearchIndex.of(context.getContext()).points(centre, km);
      return features(
          binding,
          found,
          near(centre, points, context.getActiveGraph()).stream().filter(n -> n.km <= km).toList(),
          context);
    }
  }

  /** {@code geof:distance}, of points and in metres or kilometres. */
  public static final class Distance extends FunctionBase3 {
    @Override
    public NodeValue exec(NodeValue from, NodeValue to, NodeValue unit) {
      double km = point(from.asNode()).kmTo(point(to.asNode()));
      String name = unit.asNode().isURI() ? unit.asNode().getURI() : unit.asString();
      return switch (name) {
        case UNITS + "metre" -> NodeValue.makeDouble(km * 1000);
        case UNITS + "kilometre" -> NodeValue.makeDouble(km);
        default -> throw new ExprEvalException("no unit of length: " + name);
      };
    }
  }

  private record Near(Node feature, double km) {}

  private static List<Near> near(Point centre, List<Triple> points, Graph graph) {
    Set<Near> near = new HashSet<>();
    for (Triple triple : points) {
      if (graph.contains(triple)) {
        double km = point(triple.getObject()).kmTo(centre);
        graph.stream(Node.ANY, HAS_GEOMETRY, triple.getSubject())
            .forEach(t -> near.add(new Near(t.getSubject(), km)));
      }
    }
    return near.stream()
        .sorted(Comparator.comparingDouble(Near::km).thenComparing(n -> n.feature.toString()))
        .toList();
  }

  private static QueryIterator features(
      Binding binding, PropFuncArg found, List<Near> near, ExecutionContext context) {
    return rows(
        binding, found, near.stream().map(n -> List.of(n.feature, metres(n.km))).toList(), context);
  }

  private static Node metres(double km) {
    return NodeFactory.createLiteralDT(
        BigDecimal.valueOf(km * 1000).setScale(0, RoundingMode.HALF_UP).toPlainString(),
        XSDDatatype.XSDdecimal);
  }

  private static QueryIterator rows(
      Binding binding, PropFuncArg found, List<List<Node>> rows, ExecutionContext context) {
    List<Binding> bindings = new ArrayList<>();
    for (List<Node> row : rows) {
      joined(binding, found, row).ifPresent(bindings::add);
    }
    return QueryIterPlainWrapper.create(bindings.iterator(), context);
  }

  private static Optional<Binding> joined(Binding binding, PropFuncArg found, List<Node> row) {
    BindingBuilder joined = BindingFactory.builder(binding);
    for (int i = 0; i < row.size(); i++) {
      Node wanted = found.getArg(i);
      if (Var.isVar(wanted)) {
        Var variable = Var.alloc(wanted);
        if (!joined.contains(variable)) {
          joined.add(variable, row.get(i));
          continue;
        }
        wanted = joined.get(variable);
      }
      if (!wanted.sameValueAs(row.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(joined.build());
  }

  private static String text(Node words) {
    if (!words.isLiteral()) {
      throw new ExprEvalException("no words");
    }
    return words.getLiteralLexicalForm();
  }

  private static int count(Node node) {
    return (int) Math.max(0, Math.min(10_000, number(node)));
  }

  private static double number(Node node) {
    return NodeValue.makeNode(node).getDouble();
  }

  private static Point point(Node wkt) {
    return (wkt.isLiteral() ? Point.read(wkt.getLiteralLexicalForm()) : Optional.<Point>empty())
        .orElseThrow(() -> new ExprEvalException("no point"));
  }
}
