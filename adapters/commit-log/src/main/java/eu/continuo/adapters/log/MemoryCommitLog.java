package eu.continuo.adapters.log;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A log that is gone with its process, for a graph that is. */
public final class MemoryCommitLog implements CommitLog {
  private final List<CommitRecord> records = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();

  @Override
  public synchronized Optional<Head> head() {
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.getLast());
  }

  @Override
  public synchronized Head append(CommitRecord record) {
    String previous = head().map(Head::digest).orElse(PatchText.NONE);
    Head head = new Head(record.number(), PatchText.write(record, previous).digest());
    records.add(record);
    heads.add(head);
    return head;
  }

  @Override
  public synchronized void takeBack() {
    records.removeLast();
    heads.removeLast();
  }

  @Override
  public void read(long from, Predicate<CommitRecord> reader) {
    for (long number = from; ; number++) {
      @Nullable CommitRecord record = record(number);
      if (record == null || !reader.test(record)) {
        return;
      }
    }
  }

  private synchronized @Nullable CommitRecord record(long number) {
    long index = records.isEmpty() ? -1 : number - records.getFirst().number();
    return index < 0 || index >= records.size() ? null : records.get((int) index);
  }

  @Override
  public void close() {}
}
