package eu.continuo.adapters.tdb2;

import java.util.Collection;
import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.jspecify.annotations.Nullable;

/**
 * An index of the store behind a filter, below everything that reads the store: what does not pass
 * here exists for no query.
 *
 * <p>It says that it wraps nothing, so that no optimisation reaches past it.
 */
abstract class FilteredIndex implements TupleIndex {
  /** An index of quads of the store. */
  final TupleIndex base;

  final VisibleQuads visible;

  FilteredIndex(TupleIndex base, VisibleQuads visible) {
    this.base = base;
    this.visible = visible;
  }

  static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("A view cannot be written.");
  }

  @Override
  public @Nullable TupleIndex wrapped() {
    return null;
  }

  /** How many tuples show; found by counting them. */
  @Override
  public long size() {
    return Iter.count(all());
  }

  @Override
  public boolean isEmpty() {
    Iterator<Tuple<NodeId>> all = all();
    return !all.hasNext();
  }

  @Override
  public String getMappingStr() {
    return getMapping().getLabel();
  }

  @Override
  public void add(Tuple<NodeId> tuple) {
    throw readOnly();
  }

  @Override
  public void addAll(Collection<Tuple<NodeId>> tuples) {
    throw readOnly();
  }

  @Override
  public void delete(Tuple<NodeId> tuple) {
    throw readOnly();
  }

  @Override
  public void deleteAll(Collection<Tuple<NodeId>> tuples) {
    throw readOnly();
  }

  @Override
  public void clear() {
    throw readOnly();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
