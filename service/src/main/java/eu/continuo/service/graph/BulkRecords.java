package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.QuadTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.jena.sparql.core.Quad;

/**
 * What the log keeps of a bulk load, in parts that are made one after the other: first what the
 * service wrote itself, then what was loaded, graph by graph.
 */
final class BulkRecords implements Iterable<CommitRecord> {
  /** How many quads a part holds: about 20 MB of text. */
  static final int PART_QUADS = 100_000;

  private final CommitRecord description;
  private final QuadTable table;
  private final BitSet fresh;
  private final List<Quad> removed;
  private final List<Quad> added;

  /**
   * The parts of a commit.
   *
   * @param description the commit without its quads
   * @param fresh the rows of the table that are new
   * @param removed what the service had written before and writes no more
   * @param added what it writes now and had not before
   */
  BulkRecords(
      CommitRecord description,
      QuadTable table,
      BitSet fresh,
      List<Quad> removed,
      List<Quad> added) {
    this.description = description;
    this.table = table;
    this.fresh = fresh;
    this.removed = removed;
    this.added = added;
  }

  @Override
  public Iterator<CommitRecord> iterator() {
    return new Parts();
  }

  private final class Parts implements Iterator<CommitRecord> {
    private int removedAt;
    private int addedAt;
    private int row = fresh.nextSetBit(0);

    @Override
    public boolean hasNext() {
      return removedAt < removed.size() || addedAt < added.size() || row >= 0;
    }

    @Override
    public CommitRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int removedEnd = Math.min(removed.size(), removedAt + PART_QUADS);
      List<Quad> gone = removed.subList(removedAt, removedEnd);
      removedAt = removedEnd;
      int addedEnd = Math.min(added.size(), addedAt + PART_QUADS - gone.size());
      List<Quad> come = new ArrayList<>(added.subList(addedAt, addedEnd));
      addedAt = addedEnd;
      for (; row >= 0 && gone.size() + come.size() < PART_QUADS; row = fresh.nextSetBit(row + 1)) {
        come.add(table.quad(row));
      }
      return description.part(gone, come, !hasNext());
    }
  }
}
