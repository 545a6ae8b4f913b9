package eu.continuo.service.federate;

import eu.continuo.adapters.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of peers in a file: a line a peer, its name, its address and, once known, its key
 * and when its last catalogue was signed, with tabs between.
 * It is no graph, since nobody but the operator of this instance may change it.
 */
public final class PeerBook {
  private final Path file;

  /** The book in this file; it need not exist. */
  public PeerBook(Path file) {
    this.file = file;
  }

  /**
   * A peer and what was last had of it.
   *
   * @param signedAt when its last catalogue was signed; null before the first
   */
  record Entry(Peer peer, @Nullable Instant signedAt) {}

  synchronized List<Entry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream().filter(l -> !l.isBlank()).map(PeerBook::entry).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The list of peers cannot be read: " + file, e);
    }
  }

  synchronized void put(Entry entry) {
    List<Entry> entries = new ArrayList<>(read());
    entries.removeIf(e -> e.peer.name().equals(entry.peer.name()));
    entries.add(entry);
    entries.sort(Comparator.comparing(e -> e.peer.name()));
    StringBuilder text = new StringBuilder();
    entries.forEach(e -> text.append(line(e)).append('\n'));
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The list of peers cannot be written: " + file, e);
    }
  }

  private static String line(Entry entry) {
    @Nullable String did = entry.peer.did();
    @Nullable Instant signedAt = entry.signedAt;
    return String.join(
        "\t",
        entry.peer.name(),
        entry.peer.url().toString(),
        did == null ? "" : did,
        signedAt == null ? "" : signedAt.toString());
  }

  private static Entry entry(String line) {
    String[] parts = line.split("\t", -1);
    return new Entry(
        new Peer(parts[0], URI.create(parts[1]), parts[2].isEmpty() ? null : parts[2]),
        parts[3].isEmpty() ? null : Instant.parse(parts[3]));
  }
}
