package eu.continuo.service.intake;

import java.util.function.Consumer;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;

/** Takes what a parser finds as quads; a triple is one of the default graph. */
final class QuadStream extends StreamRDFBase {
  private final Consumer<Quad> quads;

  QuadStream(Consumer<Quad> quads) {
    this.quads = quads;
  }

  @Override
  public void triple(Triple triple) {
    quads.accept(Quad.create(Quad.defaultGraphNodeGenerated, triple));
  }

  @Override
  public void quad(Quad quad) {
    quads.accept(quad);
  }
}
