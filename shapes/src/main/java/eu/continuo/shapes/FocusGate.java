package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;

/**
 * Judges only the focus nodes that a change can affect.
 *
 * <p>The shapes are compiled once into triggers, which are indexed by predicate, so that a change
 * costs what it touches and not how many shapes there are. The focus nodes found are a superset of
 * those of which a report can differ: see {@link Trigger} for why.
 */
final class FocusGate {
  private final Shapes shapes;
  private final QuickShapes quick;
  private final List<Shape> targeting;
  private final Map<Node, List<Entry>> byPredicate = new HashMap<>();
  private final List<Entry> byAnyPredicate = new ArrayList<>();

  private record Entry(Shape shape, Trigger trigger) {}

  /**
   * The focus nodes of a shape that a change can affect, targets or not.
   *
   * @param every why all targets are, where they are
   */
  record Affected(Set<Node> focusNodes, Optional<Fallback> every) {}

  /** A gate with all triggers of these shapes. */
  FocusGate(Shapes shapes) {
    this(shapes, shape -> ShapeTriggers.of(shape, shapes));
  }

  /** A gate with triggers that somebody else makes. */
  FocusGate(Shapes shapes, Function<Shape, ? extends Collection<Trigger>> triggers) {
    this.shapes = shapes;
    this.quick = new QuickShapes(shapes);
    this.targeting = List.copyOf(shapes.getTargetShapes());
    for (Shape shape : targeting) {
      triggers.apply(shape).forEach(trigger -> index(new Entry(shape, trigger)));
    }
  }

  private void index(Entry entry) {
    switch (entry.trigger().predicates()) {
      case Predicates.Only(Node predicate) ->
          byPredicate.computeIfAbsent(predicate, any -> new ArrayList<>()).add(entry);
      case Predicates.AllBut all -> byAnyPredicate.add(entry);
    }
  }

  /** The shapes as they are asked first. */
  QuickShapes quick() {
    return quick;
  }

  /** The shapes of which some change reaches every target, one for each reason. */
  List<Fallback> fallbacks() {
    return Stream.concat(
            byPredicate.values().stream().flatMap(List::stream), byAnyPredicate.stream())
        .flatMap(entry -> fallback(entry).stream())
        .distinct()
        .toList();
  }

  private static Optional<Fallback> fallback(Entry entry) {
    return entry.trigger().reach() instanceof Trigger.Reach.Unbounded(String reason)
        ? Optional.of(new Fallback(entry.shape().getShapeNode().toString(), reason))
        : Optional.empty();
  }

  /** The focus nodes that a change can affect, for each shape that has any. */
  Map<Shape, Affected> affected(NetChange change, Graph schemes) {
    BothStates states = new BothStates(List.of(change.after(), schemes), change.removed());
    Map<Node, ChangedTriples> changed = new HashMap<>();
    Stream.concat(change.added().stream(), change.removed().stream())
        .forEach(
            triple ->
                changed
                    .computeIfAbsent(triple.getPredicate(), any -> new ChangedTriples())
                    .add(triple));
    Map<Shape, Affected> affected = new LinkedHashMap<>();
    changed.forEach(
        (predicate, triples) -> {
          Stream.concat(
                  byPredicate.getOrDefault(predicate, List.of()).stream(), byAnyPredicate.stream())
              .forEach(entry -> add(entry, triples, states, affected));
        });
    return affected;
  }

  private static void add(
      Entry entry, ChangedTriples triples, BothStates states, Map<Shape, Affected> affected) {
    List<Triple> matching = triples.matching(entry.trigger(), states);
    if (matching.isEmpty()) {
      return;
    }
    Affected so =
        affected.computeIfAbsent(
            entry.shape(), any -> new Affected(new HashSet<>(), Optional.empty()));
    switch (entry.trigger().reach()) {
      case Trigger.Reach.Bounded(List<Edge> edges) -> {
        if (so.every().isEmpty()) {
          so.focusNodes().addAll(Join.focusNodes(states, entry.trigger(), edges, matching));
        }
      }
      case Trigger.Reach.Unbounded every ->
          affected.put(entry.shape(), new Affected(so.focusNodes(), fallback(entry)));
    }
  }

  /** These nodes as focus nodes of every shape. */
  Map<Shape, Affected> all(Set<Node> nodes) {
    Map<Shape, Affected> all = new LinkedHashMap<>();
    targeting.forEach(shape -> all.put(shape, new Affected(nodes, Optional.empty())));
    return all;
  }

  /** What was found at the affected focus nodes. */
  record Judged(List<ReportEntry> entries, Set<Node> focusNodes, List<Fallback> fallbacks) {}

  /** Judges the affected focus nodes that are targets after the change. */
  Judged judge(Map<Shape, Affected> affected, Graph data) {
    ValidationContext context = ValidationContext.create(shapes, data);
    QuickShapes.Judge first = quick.over(data);
    Set<Node> judged = new HashSet<>();
    List<Fallback> fallbacks = new ArrayList<>();
    // In the order of the shapes, as the whole graph would be judged.
    for (Shape shape : targeting) {
      Affected some = affected.get(shape);
      if (some != null) {
        some.every().ifPresent(fallbacks::add);
        Collection<Node> focusNodes = targets(shape, some, data);
        focusNodes.stream()
            .filter(node -> !first.conforms(shape, node))
            .forEach(node -> VLib.validateShape(context, data, shape, node));
        judged.addAll(focusNodes);
      }
    }
    return new Judged(List.copyOf(context.generateReport().getEntries()), judged, fallbacks);
  }

  private static Collection<Node> targets(Shape shape, Affected affected, Graph data) {
    boolean asksOnce =
        shape.getTargets().stream()
            .anyMatch(target -> target.getTargetType() == TargetType.targetExtension);
    if (affected.every().isPresent()) {
      return VLib.focusNodes(data, shape);
    }
    if (asksOnce) {
      Collection<Node> targets = VLib.focusNodes(data, shape);
      targets.retainAll(affected.focusNodes());
      return targets;
    }
    return affected.focusNodes().stream()
        .filter(node -> VLib.isFocusNode(shape, node, data))
        .toList();
  }
}
