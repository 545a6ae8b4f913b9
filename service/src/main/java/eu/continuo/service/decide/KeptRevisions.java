package eu.continuo.service.decide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The policies and the data of past decisions, each once, in files named after their SHA-256: a
 * decision is repeated with the very bytes that it was made with.
 */
final class KeptRevisions {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  KeptRevisions(Path folder) {
    this.folder = folder;
  }

  /** Keeps these bytes, on the disk when it returns. */
  void keep(String sha256, byte[] bytes) throws IOException {
    Path file = file(sha256);
    if (Files.exists(file)) {
      return;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    Files.createDirectories(folder);
    Path half = folder.resolve(sha256 + ".half");
    try (FileChannel channel =
        FileChannel.open(
            half,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer left = ByteBuffer.wrap(packed.toByteArray());
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The bytes; empty where they are not kept, or are no longer what they were. */
  Optional<byte[]> find(String sha256) throws IOException {
    if (!SHA256.matcher(sha256).matches() || !Files.exists(file(sha256))) {
      return Optional.empty();
    }
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file(sha256)))) {
      byte[] bytes = in.readAllBytes();
      return sha256(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
    }
  }

  private Path file(String sha256) {
    return folder.resolve(sha256 + ".gz");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
