package eu.continuo.policies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes gzipped tars, also such as no honest tool writes. */
final class Tar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static Tar of(Map<String, byte[]> files) {
    var tar = new Tar();
    files.forEach((name, content) -> tar.add("/" + name, '0', content));
    return tar;
  }

  Tar add(String name, char type, byte[] content) {
    return add(name, type, content, content.length);
  }

  /** An entry that says of itself that it has this size. */
  Tar add(String name, char type, byte[] content, long size) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(size));
    put(header, 257, "ustar\00000");
    header[156] = (byte) type;
    Arrays.fill(header, 148, 156, (byte) ' ');
    var sum = 0;
    for (var each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    bytes.writeBytes(header);
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  byte[] packed() {
    try {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes.toByteArray());
        gzip.write(new byte[1024]);
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(byte[] header, int at, String text) {
    var encoded = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, header, at, encoded.length);
  }
}
