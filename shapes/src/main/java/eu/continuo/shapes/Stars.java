package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;
import org.jspecify.annotations.Nullable;

/**
 * A graph as a judge reads it: property after property of the same node. All triples of a subject
 * are fetched at once, and kept while the judge is likely to ask for more of them. The graph must
 * not change meanwhile.
 *
 * <p>Literals are compared by the graph itself, for a store may hold 0.020 as 0.02.
 */
final class Stars extends GraphBase {
  private static final int STARS_MAX = 4096;
  private static final int TRIPLES_MAX = 256;
  private static final float LOAD = 0.75f;

  private final Graph of;
  private final Map<Node, Star> stars =
      new LinkedHashMap<>(STARS_MAX, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, Star> eldest) {
          return size() > STARS_MAX;
        }
      };

  Stars(Graph of) {
    this.of = of;
  }

  /** The triples of a subject; none where they are too many to keep. */
  private record Star(@Nullable List<Triple> triples) {}

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    if (!pattern.getSubject().isConcrete() || pattern.getObject().isLiteral()) {
      return of.find(pattern);
    }
    List<Triple> star = star(pattern.getSubject()).triples();
    if (star == null) {
      return of.find(pattern);
    }
    List<Triple> matches = new ArrayList<>();
    for (Triple triple : star) {
      if (matches(pattern.getPredicate(), triple.getPredicate())
          && matches(pattern.getObject(), triple.getObject())) {
        matches.add(triple);
      }
    }
    return WrappedIterator.createNoRemove(matches.iterator());
  }

  private static boolean matches(Node pattern, Node node) {
    return !pattern.isConcrete() || pattern.equals(node);
  }

  private Star star(Node subject) {
    Star star = stars.get(subject);
    if (star == null) {
      star = fetched(subject);
      stars.put(subject, star);
    }
    return star;
  }

  private Star fetched(Node subject) {
    List<Triple> triples = new ArrayList<>();
    ExtendedIterator<Triple> all = of.find(subject, Node.ANY, Node.ANY);
    try {
      while (all.hasNext()) {
        triples.add(all.next());
        if (triples.size() > TRIPLES_MAX) {
          return new Star(null);
        }
      }
    } finally {
      all.close();
    }
    return new Star(triples);
  }
}
