package eu.continuo.service.decide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was decided, one event a line, in the format of OPA's decision log. Events are only ever
 * added. An event is on the disk before its decision is answered; a full file is set aside and
 * stays.
 */
public final class DecisionLog implements AutoCloseable {
  /** A file of this size is set aside. */
  public static final long FILE_BYTES = 64L << 20;

  /** Numbers keep their digits, so that what is read is written as the same bytes. */
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String CURRENT = "decisions.ndjson";

  private final Path folder;
  private final DecisionMask mask;
  private final long fileBytes;
  private @Nullable FileChannel channel;

  private DecisionLog(Path folder, DecisionMask mask, long fileBytes) {
    this.folder = folder;
    this.mask = mask;
    this.fileBytes = fileBytes;
  }

  /**
   * Opens the log of a folder. Nothing is touched before the first event.
   *
   * @param mask what is taken out of every event
   * @param fileBytes when a file is full
   */
  public static DecisionLog in(Path folder, DecisionMask mask, long fileBytes) {
    return new DecisionLog(folder, mask, fileBytes);
  }

  /**
   * Which events are wanted.
   *
   * @param path how the path of the document begins
   * @param from the first instant
   * @param until the instant after the last
   * @param result the result in JSON
   * @param principal who asked
   * @param most how many, the latest of all
   */
  public record Wanted(
      @Nullable String path,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable JsonNode result,
      @Nullable String principal,
      int most) {
    boolean matches(JsonNode event) {
      Instant at = Instant.parse(event.path("timestamp").asString());
      return (path == null || event.path("path").asString().startsWith(path))
          && (from == null || !at.isBefore(from))
          && (until == null || at.isBefore(until))
          && (result == null || event.path("result").equals(result))
          && (principal == null || event.path("requested_by").asString().equals(principal));
    }
  }

  synchronized void append(List<ObjectNode> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ObjectNode event : events) {
      mask.apply(event);
      lines.append(JSON.writeValueAsString(event)).append('\n');
    }
    FileChannel to = open();
    try {
      ByteBuffer left = StandardCharsets.UTF_8.encode(lines.toString());
      while (left.hasRemaining()) {
        to.write(left);
      }
      to.force(false);
    } catch (IOException e) {
      // The next event opens the file anew, which cuts what was half written.
      channel = null;
      to.close();
      throw e;
    }
  }

  /** The event of a decision. */
  public Optional<JsonNode> find(String decisionId) throws IOException {
    List<JsonNode> found =
        last(1, event -> event.path("decision_id").asString().equals(decisionId));
    return found.stream().findFirst();
  }

  /** The latest events that are wanted, in their order. */
  public List<JsonNode> find(Wanted wanted) throws IOException {
    return last(wanted.most, wanted::matches);
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<JsonNode> last(int most, Predicate<JsonNode> wanted) throws IOException {
    ArrayDeque<JsonNode> found = new ArrayDeque<>();
    for (Path file : files()) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          // The last line may be on its way; whoever asked has no answer yet.
          if (line.startsWith("{") && line.endsWith("}")) {
            JsonNode event = JSON.readTree(line);
            if (wanted.test(event)) {
              found.add(event);
              if (found.size() > most) {
                found.remove();
              }
            }
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** The files in their order, the one that grows last. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>(full());
    if (Files.exists(folder.resolve(CURRENT))) {
      files.add(folder.resolve(CURRENT));
    }
    return files;
  }

  private List<Path> full() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().matches("decisions-\\d{8}\\.ndjson"))
          .sorted()
          .toList();
    }
  }

  private FileChannel open() throws IOException {
    FileChannel to = channel;
    if (to == null) {
      Files.createDirectories(folder);
      cutTornLine();
    } else if (to.size() >= fileBytes) {
      to.close();
      Files.move(
          folder.resolve(CURRENT),
          folder.resolve("decisions-%08d.ndjson".formatted(full().size() + 1)));
    } else {
      return to;
    }
    to =
        FileChannel.open(
            folder.resolve(CURRENT), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    channel = to;
    return to;
  }

  /** A line without an end is of a decision that was never answered. */
  private void cutTornLine() throws IOException {
    if (!Files.exists(folder.resolve(CURRENT))) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(CURRENT).toFile(), "rw")) {
      long end = file.length();
      while (end > 0) {
        file.seek(end - 1);
        if (file.read() == '\n') {
          break;
        }
        end--;
      }
      file.setLength(end);
    }
  }
}
