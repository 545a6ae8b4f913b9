package eu.continuo.service.notify;

import eu.continuo.service.graph.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions and their secrets in a file that its owner alone can read: a line each, with tabs
 * between. Without a file they are gone when the instance is.
 */
final class SubscriptionBook {
  private final @Nullable Path file;

  SubscriptionBook(@Nullable Path file) {
    this.file = file;
  }

  /** A subscription and what its deliveries are signed with. */
  record Entry(Subscription subscription, String secret) {
    @Override
    public String toString() {
      return subscription.toString();
    }
  }

  Map<String, Entry> read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (file == null || !Files.exists(file)) {
      return entries;
    }
    try {
      Files.readAllLines(file).stream()
          .filter(l -> !l.isBlank())
          .map(SubscriptionBook::entry)
          .forEach(e -> entries.put(e.subscription.id(), e));
    } catch (IOException e) {
      throw new UncheckedIOException("The subscriptions cannot be read: " + file, e);
    }
    return entries;
  }

  void write(Collection<Entry> entries) {
    if (file == null) {
      return;
    }
    StringBuilder text = new StringBuilder();
    entries.forEach(e -> text.append(line(e)).append('\n'));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The subscriptions cannot be written: " + file, e);
    }
  }

  private static String line(Entry entry) {
    Subscription s = entry.subscription;
    @Nullable String disabled = s.disabled();
    return String.join(
        "\t",
        s.id(),
        s.sink().toString(),
        s.view().name(),
        Long.toString(s.next()),
        entry.secret,
        disabled == null ? "" : disabled.replaceAll("\\s+", " "));
  }

  private static Entry entry(String line) {
    String[] parts = line.split("\t", -1);
    return new Entry(
        new Subscription(
            parts[0],
            URI.create(parts[1]),
            Principal.valueOf(parts[2]),
            Long.parseLong(parts[3]),
            parts[5].isEmpty() ? null : parts[5]),
        parts[4]);
  }
}
