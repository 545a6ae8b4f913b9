package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.jena.dboe.transaction.txn.TransactionException;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store opens whatever was left of the entry that its journal ends with. */
final class TornJournalTest {
  private static final int HEADER_BYTES = 28;
  private static final int DATA_BYTES = 24;

  @TempDir Path folder;

  @BeforeEach
  void store() {
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      store.write(
          d -> {
            d.add(SSE.parseQuad("(<urn:g> <urn:s> <urn:p> <urn:o>)"));
            return new Outcome<>(true, true);
          },
          Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 7})
  void aTornEntryIsCutOff(int bytes) throws Exception {
    append(bytes);
    assertThat(quads()).isEqualTo(1);
    assertThat(Files.size(journal())).isZero();
  }

  @Test
  void anEntryThatIsNotWhatWasWrittenIsTornWhereItIsTheLast() throws Exception {
    append(HEADER_BYTES + DATA_BYTES);
    assertThat(quads()).isEqualTo(1);
  }

  @Test
  void damageBeforeTheLastEntryIsRefused() throws Exception {
    append(HEADER_BYTES + DATA_BYTES);
    append(HEADER_BYTES + DATA_BYTES);
    assertThatThrownBy(this::quads).isInstanceOf(TransactionException.class);
  }

  private long quads() {
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      return store.read(d -> d.stream().count());
    }
  }

  /** So much of an entry whose checksum is wrong. */
  private void append(int bytes) throws Exception {
    byte[] entry = new byte[HEADER_BYTES + DATA_BYTES];
    ByteBuffer.wrap(entry).putInt(DATA_BYTES);
    Files.write(journal(), java.util.Arrays.copyOf(entry, bytes), StandardOpenOption.APPEND);
  }

  private Path journal() {
    return folder.resolve("Data-0001/journal.jrnl");
  }
}
