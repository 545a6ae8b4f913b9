package eu.continuo.service.govern;

import eu.continuo.policies.PolicyBundle;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * The book of policies and the bundles that it names, in a folder. A file is written beside the old
 * one, forced to the disk, and takes its place at once, so that a kill leaves the old or the new
 * one. Several processes may write: a lock lets one after the other.
 */
final class BookFile {
  /** A lock of a file is one of the process: two threads of one process do not wait for it. */
  private static final Object ONE_IN_THIS_PROCESS = new Object();

  private final Path folder;

  BookFile(Path folder) {
    this.folder = folder;
  }

  Authority authority() throws IOException {
    return Authority.read(folder.resolve("authority.json"));
  }

  void authority(Authority authority) throws IOException {
    write(folder.resolve("authority.json"), authority.written());
  }

  Book read() throws IOException {
    Path file = folder.resolve("book.json");
    if (!Files.exists(file)) {
      return Book.EMPTY;
    }
    try {
      return Book.JSON.readValue(Files.readAllBytes(file), Book.class);
    } catch (JacksonException e) {
      throw new IOException("The book of policies is damaged: " + e.getOriginalMessage(), e);
    }
  }

  void write(Book book) throws IOException {
    write(
        folder.resolve("book.json"),
        Book.JSON.writeValueAsString(book).getBytes(StandardCharsets.UTF_8));
  }

  SortedMap<String, Source> sources() throws IOException {
    return map("sources.json", new TypeReference<>() {});
  }

  void sources(SortedMap<String, Source> sources) throws IOException {
    write(folder.resolve("sources.json"), Book.JSON.writeValueAsBytes(sources));
  }

  SortedMap<String, Followed> followed() throws IOException {
    return map("followed.json", new TypeReference<>() {});
  }

  void followed(SortedMap<String, Followed> states) throws IOException {
    write(folder.resolve("followed.json"), Book.JSON.writeValueAsBytes(states));
  }

  private <T> SortedMap<String, T> map(String name, TypeReference<SortedMap<String, T>> type)
      throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return Book.JSON.readValue(Files.readAllBytes(file), type);
    } catch (JacksonException e) {
      throw new IOException(name + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** What changes whenever another book takes the place of this one. */
  String stamp() throws IOException {
    try {
      BasicFileAttributes book =
          Files.readAttributes(folder.resolve("book.json"), BasicFileAttributes.class);
      return book.fileKey() + " " + book.lastModifiedTime() + " " + book.size();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** The bytes of a bundle, as they were published. */
  byte[] bundle(String sha256) throws IOException {
    return Files.readAllBytes(file(sha256));
  }

  /**
   * A bundle that was verified when it was published.
   *
   * @throws IOException when it is gone or damaged
   */
  PolicyBundle bundle(Book.Revision revision) throws IOException {
    return switch (PolicyBundle.readVerified(bundle(revision.sha256()), revision.keyId())) {
      case PolicyBundle.Reading.Read(PolicyBundle bundle)
          when bundle.sha256().equals(revision.sha256()) ->
          bundle;
      case PolicyBundle.Reading.Read other ->
          throw new IOException("The bundle " + revision.sha256() + " is not what was published.");
      case PolicyBundle.Reading.Refused(var findings) ->
          throw new IOException(
              "The bundle " + revision.sha256() + " is damaged: " + message(findings.getFirst()));
    };
  }

  void keep(PolicyBundle bundle, byte[] packed) throws IOException {
    if (!Files.exists(file(bundle.sha256()))) {
      write(file(bundle.sha256()), packed);
    }
  }

  /** Does something while nobody else does, in this process or another. */
  <T> T alone(Supplier<T> change) throws IOException {
    synchronized (ONE_IN_THIS_PROCESS) {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        return change.get();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private Path file(String sha256) {
    return folder.resolve("bundles").resolve(sha256 + ".tar.gz");
  }

  private static String message(Finding finding) {
    return finding.message();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    // That it took the place of the old one is a change of the folder.
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
