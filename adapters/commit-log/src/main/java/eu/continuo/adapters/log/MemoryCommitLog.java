package eu.continuo.adapters.log;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A log that is gone with its process, for a graph that is. */
public final class MemoryCommitLog implements CommitLog {
  private final List<Kept> kept = new ArrayList<>();
  private int before;

  @Override
  public Optional<Head> head() {
    return last().map(Kept::head);
  }

  @Override
  public Head append(Iterable<CommitRecord> records) {
    List<Kept> more = new ArrayList<>();
    Optional<Kept> last = last();
    for (CommitRecord record : records) {
      boolean continues = last.isPresent() && !last.get().record.complete();
      String previous = last.map(k -> k.head().digest()).orElse(PatchText.NONE);
      last = Optional.of(new Kept(record, PatchText.write(record, previous, continues)));
      more.add(last.get());
    }
    synchronized (this) {
      before = kept.size();
      kept.addAll(more);
      return kept.getLast().head();
    }
  }

  private synchronized Optional<Kept> last() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
  }

  @Override
  public synchronized void takeBack() {
    kept.subList(before, kept.size()).clear();
  }

  @Override
  public void read(long from, Predicate<CommitRecord> reader) {
    for (Kept record : from(from)) {
      if (!reader.test(record.record) && record.record.complete()) {
        return;
      }
    }
  }

  @Override
  public void readTexts(long from, Predicate<String> reader) {
    for (Kept record : from(from)) {
      if (!reader.test(record.sealed.text().toString(StandardCharsets.UTF_8))
          && record.record.complete()) {
        return;
      }
    }
  }

  private synchronized List<Kept> from(long number) {
    return kept.stream().filter(k -> k.record.number() >= number).toList();
  }

  @Override
  public void close() {}

  private record Kept(CommitRecord record, PatchText.Sealed sealed) {
    Head head() {
      return new Head(record.number(), sealed.digest());
    }
  }
}
