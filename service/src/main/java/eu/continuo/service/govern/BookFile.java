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
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * The book of policies and the bundles that it names, in a folder. A file is written beside the old
 * one, forced to the disk, and takes its place at once, so that a kill leaves the old or the new
 * one. Several processes may write: a lock lets one after the other.
 */
final class BookFile {
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

  /** Does something while no other process does. */
  synchronized <T> T alone(Supplier<T> change) throws IOException {
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
  }
}
