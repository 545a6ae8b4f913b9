package eu.continuo.adapters.tdb2;

import java.lang.reflect.Field;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.dboe.base.file.BinaryDataFileRandomAccess;
import org.apache.jena.dboe.base.file.BinaryDataFileWriteBuffered;
import org.apache.jena.dboe.trans.data.TransBinaryDataFile;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * The file in which TDB2 keeps the terms. When a transaction is aborted, TDB2 (6.0.0) cuts the file
 * where it was, and forgets to take back the place at which {@link BinaryDataFileRandomAccess}
 * writes next. If that transaction had written more terms than fit into the buffer, those of the
 * next one land behind a hole, and cannot be read. So the place is set right after each abort; no
 * public way leads there.
 */
final class NodeFile {
  private NodeFile() {}

  /**
   * Sets the place right at which the next term is written.
   *
   * @param dataset in no transaction, while nobody else writes
   */
  static void afterAbort(DatasetGraph dataset) {
    BinaryDataFile file =
        ((NodeTableTRDF)
                TDBInternal.getDatasetGraphTDB(dataset)
                    .getQuadTable()
                    .getNodeTupleTable()
                    .getNodeTable()
                    .baseNodeTable())
            .getData();
    try {
      if (file instanceof TransBinaryDataFile) {
        file = (BinaryDataFile) field(TransBinaryDataFile.class, "binFile").get(file);
      }
      if (file instanceof BinaryDataFileWriteBuffered) {
        file = (BinaryDataFile) field(BinaryDataFileWriteBuffered.class, "other").get(file);
      }
      if (file instanceof BinaryDataFileRandomAccess) {
        field(BinaryDataFileRandomAccess.class, "writePosition").setLong(file, file.length());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of TDB2 keeps its terms otherwise.", e);
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
