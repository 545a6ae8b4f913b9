package eu.continuo.adapters.log;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log in files of RDF Patches, each named after its first commit. A record that was being written
 * when the power went was never acknowledged: it is cut off when the log is opened. Damage anywhere
 * else is told, and nothing is written.
 */
public final class FileCommitLog implements CommitLog {
  private static final long SEGMENT_BYTES = 64L * 1024 * 1024;
  private static final String SUFFIX = ".rdfp";

  private final Path folder;
  private final NavigableMap<Long, Path> segments;
  private @Nullable FileChannel last;
  // The one thing that readers need, who do not wait for whoever writes: a bulk load takes long.
  private volatile @Nullable Head head;
  private @Nullable Head before;
  private long lastStart = -1;

  private FileCommitLog(Path folder, NavigableMap<Long, Path> segments) {
    this.folder = folder;
    this.segments = segments;
  }

  /**
   * Opens the log in a folder, which is made where it is missing.
   *
   * @throws CommitLog.Damaged where the last file holds something else than records, a torn one at
   *     its end apart
   * @throws IOException where it cannot be read or made
   */
  public static FileCommitLog open(Path folder) throws IOException {
    Files.createDirectories(folder);
    NavigableMap<Long, Path> segments = new ConcurrentSkipListMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString();
        segments.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
      }
    }
    FileCommitLog log = new FileCommitLog(folder, segments);
    log.resume();
    return log;
  }

  /** Finds the end of the last file that has a record, and cuts off what was torn. */
  private void resume() throws IOException {
    while (!segments.isEmpty() && head == null) {
      Path file = segments.lastEntry().getValue();
      long whole = whole(file);
      long size = Files.size(file);
      if (whole < size) {
        keepAside(file, whole);
      }
      if (head == null) {
        Files.delete(file);
        segments.pollLastEntry();
      } else {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (whole < size) {
          cut(channel, whole);
          channel.force(true);
        }
        channel.position(whole);
        last = channel;
      }
    }
  }

  /** How many bytes of a file are whole commits; the last of them becomes the head. */
  private long whole(Path file) throws IOException {
    long whole = 0;
    long read = 0;
    PatchText.@Nullable Heading before = null;
    try (Records records = new Records(file)) {
      for (String text = records.next(); text != null; text = records.next()) {
        String where = file.getFileName() + ":" + records.line();
        PatchText.Heading heading;
        try {
          heading = PatchText.heading(text, where);
        } catch (Damaged e) {
          if (records.next() == null) {
            // Blocks of one write may reach the disk in any order: torn, though it has its seal.
            return whole;
          }
          throw e;
        }
        if (before != null && !follows(heading, before)) {
          throw new Damaged("The record at " + where + " does not follow the one before it.");
        }
        before = heading;
        read += text.getBytes(StandardCharsets.UTF_8).length;
        if (heading.complete()) {
          head = new Head(heading.number(), heading.digest());
          whole = read;
        }
      }
    }
    return whole;
  }

  private static boolean follows(PatchText.Heading heading, PatchText.Heading before) {
    return heading.previous().equals(before.digest())
        && heading.number() == before.number() + (before.complete() ? 1 : 0);
  }

  /** What is cut off is nobody's commit, but somebody may want to look at it. */
  private static void keepAside(Path file, long from) throws IOException {
    try (FileChannel all = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel aside =
            FileChannel.open(
                Path.of(file + ".torn"),
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      all.transferTo(from, all.size() - from, aside);
    }
  }

  @Override
  public Optional<Head> head() {
    return Optional.ofNullable(head);
  }

  @Override
  public synchronized Head append(Iterable<CommitRecord> records) throws Unwritable {
    FileChannel channel = null;
    long start = 0;
    Head end = head;
    boolean complete = true;
    try {
      for (CommitRecord record : records) {
        if (end != null && record.number() != end.number() + (complete ? 1 : 0)) {
          throw new IllegalArgumentException(
              "After commit " + end.number() + " comes " + record.number() + ".");
        }
        if (channel == null) {
          channel = channel(record.number());
          start = channel.position();
        }
        PatchText.Sealed sealed =
            PatchText.write(record, end == null ? PatchText.NONE : end.digest(), !complete);
        write(channel, sealed.text().buffer());
        end = new Head(record.number(), sealed.digest());
        complete = record.complete();
      }
      if (channel == null || end == null || !complete) {
        throw new IllegalArgumentException("There is no whole commit to append.");
      }
      channel.force(true);
    } catch (IOException e) {
      cutBack(channel, start, e);
      throw new Unwritable(e);
    } catch (RuntimeException | Error e) {
      cutBack(channel, start, e);
      throw e;
    }
    lastStart = start;
    before = head;
    head = end;
    return end;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void cutBack(@Nullable FileChannel channel, long start, Throwable why) {
    try {
      if (channel != null) {
        cut(channel, start);
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  @Override
  public synchronized void takeBack() throws Unwritable {
    FileChannel channel = last;
    if (channel == null || lastStart < 0) {
      throw new IllegalStateException("There is no record to take back.");
    }
    try {
      cut(channel, lastStart);
      channel.force(true);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
    head = before;
    before = null;
    lastStart = -1;
  }

  @Override
  public void read(long from, Predicate<CommitRecord> reader) {
    read(from, (text, record) -> reader.test(record));
  }

  @Override
  public void readTexts(long from, Predicate<String> reader) {
    read(from, (text, record) -> reader.test(text));
  }

  private void read(long from, BiPredicate<String, CommitRecord> reader) {
    // First the end: what is written meanwhile is behind it.
    long end = head().map(Head::number).orElse(0L);
    Long first = segments.floorKey(from);
    List<Path> files = List.copyOf(segments.tailMap(first == null ? from : first, true).values());
    PatchText.@Nullable Heading before = null;
    for (Path file : files) {
      try (Records records = new Records(file)) {
        for (String text = records.next(); text != null; text = records.next()) {
          String where = file.getFileName() + ":" + records.line();
          PatchText.Heading heading = PatchText.heading(text, where);
          if (before != null && !follows(heading, before)) {
            throw new Damaged("The record at " + where + " does not follow the one before it.");
          }
          before = heading;
          if (heading.number() > end
              || (heading.number() >= from
                  && !reader.test(text, PatchText.read(text, where).record())
                  && heading.complete())) {
            return;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that takes the next record; a new one where the last has grown enough. */
  private FileChannel channel(long number) throws IOException {
    FileChannel current = last;
    if (current != null && current.position() < SEGMENT_BYTES) {
      return current;
    }
    Path file = folder.resolve("%012d%s".formatted(number, SUFFIX));
    FileChannel next =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    // The name of a new file is a change of its folder, which has to outlive a loss of power too.
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    if (current != null) {
      current.close();
    }
    segments.put(number, file);
    last = next;
    return next;
  }

  private static void cut(FileChannel channel, long end) throws IOException {
    channel.truncate(end);
    channel.position(end);
  }

  /** The records of a file, one text each; what comes after the last seal is not one. */
  private static final class Records implements AutoCloseable {
    private static final byte[] SEAL = PatchText.SEAL.getBytes(StandardCharsets.US_ASCII);

    private final BufferedInputStream in;
    private int line;

    Records(Path file) throws IOException {
      this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    @Nullable String next() throws IOException {
      Text text = new Text();
      for (int start = 0; readLine(text); start = text.size()) {
        if (text.hasAt(start, SEAL)) {
          return text.toString(StandardCharsets.UTF_8);
        }
      }
      return null;
    }

    int line() {
      return line;
    }

    /** Reads a line with its end; says no where the end is missing, for it was torn. */
    private boolean readLine(Text text) throws IOException {
      line++;
      for (int read = in.read(); read >= 0; read = in.read()) {
        text.write(read);
        if (read == '\n') {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Bytes that can be looked at while they are collected. */
  private static final class Text extends ByteArrayOutputStream {
    synchronized boolean hasAt(int start, byte[] bytes) {
      return Arrays.equals(
          buf, start, Math.min(count, start + bytes.length), bytes, 0, bytes.length);
    }
  }
}
