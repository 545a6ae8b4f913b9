package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.transaction.txn.ComponentId;
import org.apache.jena.dboe.transaction.txn.TransactionException;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.dboe.transaction.txn.journal.JournalEntryType;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store opens whatever was left of the entry that its journal ends with. */
final class TornJournalTest {
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

  @Test
  void whateverIsLeftOfAnEntryIsCutOff() throws Exception {
    byte[] entry = entry();
    for (int bytes = 0; bytes < entry.length; bytes++) {
      append(Arrays.copyOf(entry, bytes));
      assertThat(quads()).as("%d bytes of %d", bytes, entry.length).isEqualTo(1);
      assertThat(Files.size(journal())).isZero();
    }
  }

  @Test
  void anEntryThatIsNotWhatWasWrittenIsTornWhereItIsTheLast() throws Exception {
    append(damaged());
    assertThat(quads()).isEqualTo(1);
  }

  @Test
  void damageBeforeTheLastEntryIsRefused() throws Exception {
    append(damaged());
    append(entry());
    assertThatThrownBy(this::quads).isInstanceOf(TransactionException.class);
  }

  private long quads() {
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      return store.read(d -> d.stream().count());
    }
  }

  private static byte[] damaged() throws Exception {
    byte[] entry = entry();
    entry[entry.length - 1]++;
    return entry;
  }

  /** An entry as TDB2 itself writes it. */
  private static byte[] entry() throws Exception {
    Path folder = Files.createTempDirectory("journal");
    Journal journal = Journal.create(Location.create(folder.toString()));
    journal.write(
        JournalEntryType.REDO,
        ComponentId.create(new UUID(0, 0), new byte[] {0, 0, 0, 1}),
        ByteBuffer.wrap("what a component would redo".getBytes(StandardCharsets.UTF_8)));
    journal.close();
    Path file = folder.resolve("journal.jrnl");
    byte[] entry = Files.readAllBytes(file);
    Files.delete(file);
    Files.delete(folder);
    return entry;
  }

  private void append(byte[] bytes) throws Exception {
    Files.write(journal(), bytes, StandardOpenOption.APPEND);
  }

  private Path journal() {
    return folder.resolve("Data-0001/journal.jrnl");
  }
}
