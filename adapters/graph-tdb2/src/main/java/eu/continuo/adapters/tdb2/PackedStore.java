package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.QuadTable.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.atlas.lib.Bytes;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.dboe.base.record.Record;
import org.apache.jena.dboe.base.record.RecordFactory;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.dboe.trans.bplustree.rewriter.BPlusTreeRewriter;
import org.apache.jena.dboe.transaction.txn.TransactionCoordinator;
import org.apache.jena.dboe.transaction.txn.TransactionalBase;
import org.apache.jena.riot.thrift.ThriftConvert;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.lib.NodeLib;
import org.apache.jena.tdb2.loader.base.CoLib;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.Hash;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.SystemTDB;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TCompactProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Writes an empty store from its sorted content: each B+tree from left to right, as TDB2's {@code
 * xloader} does, and not by inserting here and there as its other loaders do. The two halves of the
 * work, and the trees, are written at once.
 */
final class PackedStore {
  private final DatasetGraphTDB store;

  /** A store that holds nothing yet. */
  PackedStore(DatasetGraph empty) {
    this.store = TDBInternal.getDatasetGraphTDB(empty);
  }

  /** About what a store of these quads takes on the disk: six trees, the nodes and their tree. */
  static long bytes(QuadTable quads) {
    return quads.rows() * 6L * 4 * NodeId.SIZE * 9 / 8 + quads.nodes() * 150L;
  }

  /**
   * Writes everything: first the nodes, which give the trees their ids, and then all trees. Nodes
   * and trees have a transaction each, for a transaction belongs to its thread.
   */
  void write(QuadTable quads) {
    NodeTable nodes = store.getQuadTable().getNodeTupleTable().getNodeTable();
    NodeTableTRDF table = (NodeTableTRDF) nodes.baseNodeTable();
    long[] ids = new long[quads.nodes()];
    byte[][] hashes = new byte[quads.nodes()][];
    TransactionCoordinator coordinator = CoLib.newCoordinator();
    CoLib.add(coordinator, nodes);
    CoLib.start(coordinator);
    Txn.executeWrite(
        new TransactionalBase(coordinator),
        () -> {
          writeNodes(quads, table.getData(), ids, hashes);
          ForkJoinTask<?> indexes = ForkJoinTask.adapt(() -> writeIndexes(quads, ids)).fork();
          try {
            writeTree((BPlusTree) table.getIndex(), ids, hashes);
            table.getData().sync();
          } finally {
            indexes.join();
          }
        });
    CoLib.finish(coordinator);
  }

  private void writeIndexes(QuadTable quads, long[] ids) {
    int[] ranks = ranks(ids);
    Stream.of(store.getQuadTable().getNodeTupleTable().getTupleTable().getIndexes())
        .parallel()
        .forEach(index -> writeIndex(index, quads, ids, ranks));
  }

  /** Writes the tree from the hash of each node to its id. */
  private static void writeTree(BPlusTree tree, long[] ids, byte[] @Nullable [] hashes) {
    RecordFactory records = new RecordFactory(SystemTDB.LenNodeHash, NodeId.SIZE);
    Iterator<Record> sorted =
        IntStream.range(0, hashes.length)
            .filter(i -> hashes[i] != null)
            .boxed()
            .parallel()
            .sorted(Comparator.comparing(i -> hashes[i], Arrays::compareUnsigned))
            .sequential()
            .map(i -> records.create(hashes[i], bytes(ids[i])))
            .iterator();
    pack(tree, records, sorted);
  }

  /** Writes the nodes in the order of their numbers, and notes the id and the hash of each. */
  private static void writeNodes(
      QuadTable quads, BinaryDataFile data, long[] ids, byte[] @Nullable [] hashes) {
    try {
      TSerializer serializer = new TSerializer(new TCompactProtocol.Factory());
      byte[] id = new byte[NodeId.SIZE];
      for (int i = 0; i < ids.length; i++) {
        NodeId inline = NodeId.inline(quads.node(i));
        if (inline == null) {
          Hash hash = new Hash(SystemTDB.LenNodeHash);
          NodeLib.setHash(hash, quads.node(i));
          hashes[i] = hash.getBytes();
          inline = NodeIdFactory.createPtr(data.length());
          data.write(serializer.serialize(ThriftConvert.convert(quads.node(i), false)));
        }
        NodeIdFactory.set(inline, id);
        ids[i] = Bytes.getLong(id);
      }
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The place of each node in the order of their ids, which is by their bytes. */
  private static int[] ranks(long[] ids) {
    int[] order =
        IntStream.range(0, ids.length)
            .boxed()
            .parallel()
            .sorted((a, b) -> Long.compareUnsigned(ids[a], ids[b]))
            .mapToInt(i -> i)
            .toArray();
    int[] ranks = new int[ids.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  private static void writeIndex(TupleIndex index, QuadTable quads, long[] ids, int[] ranks) {
    Column[] by = index.getName().chars().mapToObj(PackedStore::column).toArray(Column[]::new);
    BPlusTree tree = (BPlusTree) ((TupleIndexRecord) index).getRangeIndex();
    RecordFactory records = tree.getRecordFactory();
    int[] order = quads.order(ranks, by);
    CoLib.executeWrite(index, () -> pack(tree, records, new Rows(quads, ids, order, by, records)));
  }

  private static Column column(int letter) {
    return switch (letter) {
      case 'G' -> Column.GRAPH;
      case 'S' -> Column.SUBJECT;
      case 'P' -> Column.PREDICATE;
      case 'O' -> Column.OBJECT;
      default -> throw new IllegalArgumentException("no column: " + (char) letter);
    };
  }

  private static void pack(BPlusTree tree, RecordFactory records, Iterator<Record> sorted) {
    BPlusTreeRewriter.packIntoBPlusTree(
            sorted,
            tree.getParams(),
            records,
            tree.getStateManager().getBufferChannel(),
            tree.getNodeManager().getBlockMgr(),
            tree.getRecordsMgr().getBlockMgr())
        .sync();
  }

  private static byte[] bytes(long id) {
    byte[] bytes = new byte[NodeId.SIZE];
    Bytes.setLong(id, bytes);
    return bytes;
  }

  /** The rows of a table as records of an index. */
  private static final class Rows implements Iterator<Record> {
    private final QuadTable quads;
    private final long[] ids;
    private final int[] order;
    private final Column[] by;
    private final RecordFactory records;
    private int next;

    Rows(QuadTable quads, long[] ids, int[] order, Column[] by, RecordFactory records) {
      this.quads = quads;
      this.ids = ids;
      this.order = order;
      this.by = by;
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      return next < order.length;
    }

    @Override
    public Record next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] key = new byte[by.length * NodeId.SIZE];
      for (int i = 0; i < by.length; i++) {
        Bytes.setLong(ids[quads.number(order[next], by[i])], key, i * NodeId.SIZE);
      }
      next++;
      return records.create(key);
    }
  }
}
