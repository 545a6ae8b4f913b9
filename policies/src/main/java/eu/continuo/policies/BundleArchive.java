package eu.continuo.policies;

import eu.continuo.verdict.Finding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The files of a bundle: a gzipped tar (POSIX ustar) that holds plain files and nothing else.
 * Nothing is written anywhere; a name is a key and never a path.
 */
final class BundleArchive {
  /** Far above what policies need: their data comes with each decision. */
  static final int PACKED_MAX = 16 << 20;

  static final int UNPACKED_MAX = 64 << 20;

  private static final int BLOCK = 512;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private BundleArchive() {}

  static BundleArchive read(byte[] packed) {
    var archive = new BundleArchive();
    if (packed.length > PACKED_MAX) {
      archive.tooLarge();
      return archive;
    }
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      archive.entries(unpacked);
    } catch (ZipException | EOFException e) {
      archive.malformed("It is no whole gzipped tar: " + e.getMessage() + ".");
    } catch (IOException e) {
      archive.malformed("It cannot be read: " + e.getMessage() + ".");
    }
    return archive;
  }

  /** The content of each file by its name, which has no leading slash. */
  Map<String, byte[]> files() {
    return files;
  }

  /** Everything that is wrong with the archive itself. */
  List<Finding> findings() {
    return findings;
  }

  private void entries(InputStream in) throws IOException {
    var left = UNPACKED_MAX;
    while (true) {
      var header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      if (octal(header, 148, 8) != sum(header)) {
        malformed("The header of an entry is damaged.");
        return;
      }
      var name = name(header);
      var size = octal(header, 124, 12);
      var room = (size + BLOCK - 1) / BLOCK * BLOCK;
      if (size < 0 || room > left) {
        tooLarge();
        return;
      }
      left -= (int) room;
      var content = in.readNBytes((int) room);
      if (content.length < room) {
        malformed("It ends inside the file " + name + ".");
        return;
      }
      entry(name, (char) header[156], java.util.Arrays.copyOf(content, (int) size));
    }
  }

  private void entry(String name, char type, byte[] content) {
    var relative = name.startsWith("/") ? name.substring(1) : name;
    if (type == '5') {
      return;
    }
    if (type != '0' && type != 0) {
      wrong(
          "bundle.entry",
          "The entry %s is no plain file but of the type %s.".formatted(name, type),
          "Links, devices and extended headers are not taken.");
    } else if (!isPlain(relative)) {
      wrong(
          "bundle.path",
          "The entry %s leads out of the bundle.".formatted(name),
          "Names are relative, with / between, and have no part that is empty, . or ..");
    } else if (files.putIfAbsent(relative, content) != null) {
      wrong(
          "bundle.entry",
          "The entry %s is there twice.".formatted(name),
          "It would depend on the reader which of the two counts.");
    }
  }

  private static boolean isPlain(String path) {
    return !path.contains("\\")
        && path.chars().noneMatch(Character::isISOControl)
        && java.util.Arrays.stream(path.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static String name(byte[] header) {
    var name = text(header, 0, 100);
    var isUstar = text(header, 257, 6).startsWith("ustar");
    var prefix = isUstar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] block, int from, int length) {
    var end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.UTF_8);
  }

  /** A number of a header; -1 where it is none. */
  private static long octal(byte[] block, int from, int length) {
    var digits = text(block, from, length).strip();
    return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
  }

  /** The sum of all bytes, the field of the sum itself taken as blanks. */
  private static long sum(byte[] header) {
    var sum = 0L;
    for (var i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private void tooLarge() {
    wrong(
        "bundle.too-large",
        "The bundle has more than %,d bytes packed, or %,d unpacked."
            .formatted(PACKED_MAX, UNPACKED_MAX),
        "Facts belong into the graph: policies read them as data.continuum.");
  }

  private void malformed(String why) {
    wrong("bundle.malformed", why, "Make it with continuo policy build, or opa build.");
  }

  private void wrong(String code, String message, String hint) {
    findings.add(Finding.violation(code, message, hint));
  }
}
