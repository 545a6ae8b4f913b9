package eu.continuo.shapes;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.jena.shacl.Shapes;

/**
 * A fault planted in the gate: it looks for triggers in other shapes than it judges by, or forgets
 * some triggers, or is told another change.
 */
record Fault(
    String name,
    UnaryOperator<String> ofShapes,
    Function<Trigger, List<Trigger>> ofTriggers,
    UnaryOperator<NetChange> ofChange) {
  static final Fault NONE =
      new Fault("none", UnaryOperator.identity(), List::of, UnaryOperator.identity());

  String shapes(String turtle) {
    return ofShapes.apply(turtle);
  }

  NetChange change(NetChange change) {
    return ofChange.apply(change);
  }

  @Override
  public String toString() {
    return name;
  }

  /** A gate that judges by these shapes and looks for triggers in the others. */
  FocusGate gate(Shapes shapes, Shapes others) {
    return new FocusGate(
        shapes,
        shape -> {
          Collection<Trigger> all = ShapeTriggers.of(others.getShape(shape.getShapeNode()), others);
          return all.stream().flatMap(trigger -> ofTriggers.apply(trigger).stream()).toList();
        });
  }
}
