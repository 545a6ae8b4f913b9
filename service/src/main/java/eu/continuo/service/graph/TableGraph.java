package eu.continuo.service.graph;

import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.QuadTable.Column;
import eu.continuo.ontology.GraphName;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/**
 * The union of some graphs of a table, each triple once. It can be read by many threads at once,
 * and from memory, which a store on a disk cannot.
 */
final class TableGraph extends GraphBase {
  private final QuadTable table;
  private final boolean[] shown;
  private final Sorted bySubject;
  private final Sorted byPredicate;
  private final Sorted byObject;

  /** The union of these graphs; the table must not change while it is read. */
  TableGraph(QuadTable table, Set<GraphName> graphs) {
    this.table = table;
    this.shown = new boolean[table.nodes()];
    for (GraphName graph : graphs) {
      int number = table.find(graph.node());
      if (number >= 0) {
        shown[number] = true;
      }
    }
    this.bySubject = new Sorted(Column.SUBJECT, Column.PREDICATE, Column.OBJECT);
    this.byPredicate = new Sorted(Column.PREDICATE, Column.OBJECT, Column.SUBJECT);
    this.byObject = new Sorted(Column.OBJECT, Column.PREDICATE, Column.SUBJECT);
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    int subject = number(pattern.getSubject());
    int predicate = number(pattern.getPredicate());
    int object = number(pattern.getObject());
    if (subject == NONE || predicate == NONE || object == NONE) {
      return WrappedIterator.emptyIterator();
    }
    return WrappedIterator.createNoRemove(fewest(subject, predicate, object));
  }

  /** The matches, looked for where the fewest rows have to be looked at. */
  private Matches fewest(int subject, int predicate, int object) {
    Sorted best = bySubject;
    int number = subject;
    if (best.rows(subject) > byObject.rows(object)) {
      best = byObject;
      number = object;
    }
    if (best.rows(number) > byPredicate.rows(predicate)) {
      best = byPredicate;
      number = predicate;
    }
    return new Matches(
        best.order, best.start(number), best.end(number), subject, predicate, object);
  }

  private static final int ANY = -1;
  private static final int NONE = -2;

  private int number(Node node) {
    if (!node.isConcrete()) {
      return ANY;
    }
    int number = table.find(node);
    return number < 0 || number >= shown.length ? NONE : number;
  }

  /** All rows by one column, and within it so that equal triples are neighbours. */
  private final class Sorted {
    private final int[] order;
    private final int[] starts;

    Sorted(Column first, Column second, Column third) {
      this.order = table.order(first, second, third);
      this.starts = new int[shown.length + 1];
      for (int row : order) {
        starts[table.number(row, first) + 1]++;
      }
      for (int number = 0; number < shown.length; number++) {
        starts[number + 1] += starts[number];
      }
    }

    int start(int number) {
      return number == ANY ? 0 : starts[number];
    }

    int end(int number) {
      return number == ANY ? order.length : starts[number + 1];
    }

    int rows(int number) {
      return end(number) - start(number);
    }
  }

  private final class Matches implements Iterator<Triple> {
    private final int[] order;
    private final int end;
    private final int subject;
    private final int predicate;
    private final int object;
    private int at;
    private int last = -1;

    Matches(int[] order, int start, int end, int subject, int predicate, int object) {
      this.order = order;
      this.at = start;
      this.end = end;
      this.subject = subject;
      this.predicate = predicate;
      this.object = object;
      advance();
    }

    /** Goes on to the next row that matches and is another triple than the last. */
    private void advance() {
      while (at < end && !isNew(order[at])) {
        at++;
      }
    }

    private boolean isNew(int row) {
      return shown[table.number(row, Column.GRAPH)]
          && matches(subject, row, Column.SUBJECT)
          && matches(predicate, row, Column.PREDICATE)
          && matches(object, row, Column.OBJECT)
          && !(last >= 0
              && isSame(row, Column.SUBJECT)
              && isSame(row, Column.PREDICATE)
              && isSame(row, Column.OBJECT));
    }

    private boolean matches(int number, int row, Column column) {
      return number == ANY || number == table.number(row, column);
    }

    private boolean isSame(int row, Column column) {
      return table.number(row, column) == table.number(last, column);
    }

    @Override
    public boolean hasNext() {
      return at < end;
    }

    @Override
    public Triple next() {
      if (at >= end) {
        throw new NoSuchElementException();
      }
      last = order[at++];
      advance();
      return Triple.create(
          table.node(table.number(last, Column.SUBJECT)),
          table.node(table.number(last, Column.PREDICATE)),
          table.node(table.number(last, Column.OBJECT)));
    }
  }
}
