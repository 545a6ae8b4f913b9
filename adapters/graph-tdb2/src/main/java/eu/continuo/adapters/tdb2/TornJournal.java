package eu.continuo.adapters.tdb2;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of TDB2 after a process that was killed while it wrote to it. TDB2 (6.0.0) recovers
 * from a journal of whole entries only, and refuses to open where the last one is torn. A torn
 * entry belongs to a transaction that was never committed, so it can be cut off.
 *
 * <p>An entry is its length of data (4 bytes; none or less than nothing where there is no data), an
 * Adler-32 of the whole with zero for itself (4), its type (4), its component (4), and the data.
 */
final class TornJournal {
  private static final Logger LOG = LoggerFactory.getLogger(TornJournal.class);
  private static final int HEADER_BYTES = 16;
  private static final int CHECKSUM_AT = 4;

  private TornJournal() {}

  /** Mends the journal of the store in a folder, if there is one and it needs it. */
  static void mend(Path store) throws IOException {
    Optional<Path> journal = journal(store);
    if (journal.isEmpty()) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(journal.get().toFile(), "rw")) {
      long whole = whole(file);
      if (whole < file.length()) {
        LOG.warn(
            "The journal of the graph ends in the middle of an entry; {} bytes are cut off.",
            file.length() - whole);
        file.setLength(whole);
        file.getFD().sync();
      }
    }
  }

  /** The journal of the newest generation of the store: compaction leaves the older behind. */
  private static Optional<Path> journal(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files
          .filter(f -> f.getFileName().toString().matches("Data-\\d+"))
          .max(Comparator.naturalOrder())
          .map(f -> f.resolve("journal.jrnl"))
          .filter(Files::exists);
    }
  }

  /**
   * How far the entries are whole. One that is not what was written and is not the last is no torn
   * one; it is left for TDB2 to refuse.
   */
  private static long whole(RandomAccessFile file) throws IOException {
    long whole = 0;
    while (whole < file.length()) {
      long end = end(file, whole);
      if (end < 0 || (end == file.length() && !isAsWritten(file, whole, end))) {
        return whole;
      }
      whole = end;
    }
    return whole;
  }

  /** Where the entry ends, less than 0 where the file ends before it. */
  private static long end(RandomAccessFile file, long start) throws IOException {
    file.seek(start);
    try {
      long end = start + HEADER_BYTES + Math.max(0, file.readInt());
      return end <= file.length() ? end : -1;
    } catch (EOFException e) {
      return -1;
    }
  }

  private static boolean isAsWritten(RandomAccessFile file, long start, long end)
      throws IOException {
    byte[] entry = new byte[Math.toIntExact(end - start)];
    file.seek(start);
    file.readFully(entry);
    int said = ByteBuffer.wrap(entry).getInt(CHECKSUM_AT);
    ByteBuffer.wrap(entry).putInt(CHECKSUM_AT, 0);
    Adler32 adler = new Adler32();
    adler.update(entry);
    return said == (int) adler.getValue();
  }
}
