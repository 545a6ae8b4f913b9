package eu.continuo.adapters.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/**
 * Quads in memory by columns: each node once and with a number, each quad four numbers. Millions of
 * them are sorted in a moment, so that a store can be written from it in one pass instead of quad
 * by quad.
 *
 * <p>It is filled by one thread; once it is full, many may read it.
 */
public final class QuadTable {
  /**
   * About what a quad takes in memory with its share of the nodes, in bytes: a cautious estimate.
   */
  public static final int QUAD_BYTES = 250;

  private static final int ROWS_FIRST = 1024;

  private final UnaryOperator<Node> kept;
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final int[][] columns = new int[Column.values().length][ROWS_FIRST];
  private int rows;

  /** What the four numbers of a quad are. */
  public enum Column {
    /** Its graph. */
    GRAPH(0),
    /** Its subject. */
    SUBJECT(1),
    /** Its property. */
    PREDICATE(2),
    /** Its object. */
    OBJECT(3);

    private final int place;

    Column(int place) {
      this.place = place;
    }
  }

  /**
   * An empty table.
   *
   * @param kept gives a literal as the store keeps it, such as 0.5 for 0.50
   */
  public QuadTable(UnaryOperator<Node> kept) {
    this.kept = kept;
  }

  /** Adds a quad. One that is there already is there twice until {@link #unite} is called. */
  public void add(Quad quad) {
    add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  /** As {@link #add(Quad)}. */
  public void add(Node graph, Node subject, Node predicate, Node object) {
    if (rows == columns[0].length) {
      int more = Math.addExact(rows, Math.max(ROWS_FIRST, rows / 2));
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Arrays.copyOf(columns[i], more);
      }
    }
    columns[0][rows] = number(graph);
    columns[1][rows] = number(subject);
    columns[2][rows] = number(predicate);
    columns[3][rows] = number(object);
    rows++;
  }

  /**
   * Sorts the quads by graph, subject, property and object, and leaves each of them once.
   *
   * @return for each row, the row that it was before; of several the first one
   */
  public int[] unite() {
    int[] order = order(Column.GRAPH, Column.SUBJECT, Column.PREDICATE, Column.OBJECT);
    int[][] sorted = new int[columns.length][rows];
    int[] origin = new int[rows];
    int distinct = 0;
    for (int row : order) {
      if (distinct == 0 || !isSame(sorted, distinct - 1, row)) {
        for (int i = 0; i < columns.length; i++) {
          sorted[i][distinct] = columns[i][row];
        }
        origin[distinct++] = row;
      }
    }
    System.arraycopy(sorted, 0, columns, 0, columns.length);
    rows = distinct;
    return Arrays.copyOf(origin, distinct);
  }

  /** Leaves the first rows only. */
  public void cut(int rowsLeft) {
    rows = Math.min(rows, rowsLeft);
  }

  private boolean isSame(int[][] sorted, int at, int row) {
    for (int i = 0; i < columns.length; i++) {
      if (sorted[i][at] != columns[i][row]) {
        return false;
      }
    }
    return true;
  }

  /** The rows in the order of their numbers in these columns. */
  public int[] order(Column... by) {
    int[] ranks = new int[nodes.size()];
    Arrays.setAll(ranks, i -> i);
    return order(ranks, by);
  }

  /**
   * The rows in the order of the ranks of their nodes in these columns.
   *
   * @param ranks the rank of each node, all different, from 0
   */
  public int[] order(int[] ranks, Column... by) {
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    // From the last column to the first, each time leaving equals in their order.
    for (int i = by.length - 1; i >= 0; i--) {
      order = stably(order, columns[by[i].place], ranks);
    }
    return order;
  }

  private int[] stably(int[] order, int[] column, int[] ranks) {
    int[] next = new int[ranks.length + 1];
    for (int row : order) {
      next[ranks[column[row]] + 1]++;
    }
    for (int rank = 0; rank < ranks.length; rank++) {
      next[rank + 1] += next[rank];
    }
    int[] sorted = new int[rows];
    for (int row : order) {
      sorted[next[ranks[column[row]]]++] = row;
    }
    return sorted;
  }

  /** How many quads there are. */
  public int rows() {
    return rows;
  }

  /** How many nodes have a number: all numbers from 0 to this, exclusive. */
  public int nodes() {
    return nodes.size();
  }

  /** The node of a number. */
  public Node node(int number) {
    return nodes.get(number);
  }

  /** The number of a node; -1 where no quad has it. */
  public int find(Node node) {
    Integer number = numbers.get(node);
    if (number == null && node.isLiteral()) {
      number = numbers.get(kept.apply(node));
    }
    return number == null ? -1 : number;
  }

  /** The number in a column of a row. */
  public int number(int row, Column column) {
    return columns[column.place][row];
  }

  /** A row as a quad. */
  public Quad quad(int row) {
    return Quad.create(
        nodes.get(columns[0][row]),
        nodes.get(columns[1][row]),
        nodes.get(columns[2][row]),
        nodes.get(columns[3][row]));
  }

  /** Gives each quad of some graphs to a consumer. */
  public void quadsOf(Collection<Node> graphs, Consumer<Quad> consumer) {
    Set<Integer> asked = graphs.stream().map(this::find).collect(Collectors.toSet());
    for (int row = 0; row < rows; row++) {
      if (asked.contains(number(row, Column.GRAPH))) {
        consumer.accept(quad(row));
      }
    }
  }

  private int number(Node node) {
    @Nullable Integer known = numbers.get(node);
    if (known != null) {
      return known;
    }
    Node same = node.isLiteral() ? kept.apply(node) : node;
    int number;
    if (same.equals(node)) {
      number = nodes.size();
      nodes.add(node);
    } else {
      number = number(same);
    }
    numbers.put(node, number);
    return number;
  }
}
