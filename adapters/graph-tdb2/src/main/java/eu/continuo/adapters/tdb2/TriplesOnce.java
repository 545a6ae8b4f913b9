package eu.continuo.adapters.tdb2;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;

/** The triples of the quads that show; equal ones are neighbours, of which the first is given. */
final class TriplesOnce implements Iterator<Tuple<NodeId>> {
  private final Iterator<Tuple<NodeId>> quads;
  private final VisibleQuads visible;
  private @Nullable Tuple<NodeId> last;
  private @Nullable Tuple<NodeId> next;

  TriplesOnce(Iterator<Tuple<NodeId>> quads, VisibleQuads visible) {
    this.quads = quads;
    this.visible = visible;
  }

  @Override
  public boolean hasNext() {
    while (next == null && quads.hasNext()) {
      Tuple<NodeId> quad = quads.next();
      if (visible.show(quad) && !repeats(quad, last)) {
        next = quad;
      }
    }
    return next != null;
  }

  @Override
  public Tuple<NodeId> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Tuple<NodeId> quad = next;
    last = quad;
    next = null;
    return TupleFactory.create3(quad.get(1), quad.get(2), quad.get(3));
  }

  private static boolean repeats(Tuple<NodeId> quad, @Nullable Tuple<NodeId> other) {
    return other != null
        && quad.get(3).equals(other.get(3))
        && quad.get(2).equals(other.get(2))
        && quad.get(1).equals(other.get(1));
  }
}
