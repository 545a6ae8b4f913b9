package eu.continuo.service.gate;

import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Verdict;
import org.apache.jena.graph.Graph;

/** The judge of commits: what every asserted graph says together must be well formed. */
public final class Gate {
  private final Shapes shapes;

  /** A gate with these shapes. */
  public Gate(Shapes shapes) {
    this.shapes = shapes;
  }

  /**
   * Judges what would be known after a change.
   *
   * @param known the union of asserted graphs, schemes among them, and the rows about graphs
   */
  public Verdict judge(Graph known) {
    return shapes.judge(known);
  }

  /** What identifies the shapes: provenance names it. */
  public String shapesVersion() {
    return shapes.version();
  }
}
