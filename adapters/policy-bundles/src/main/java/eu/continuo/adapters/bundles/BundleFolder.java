package eu.continuo.adapters.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files {@code *.tar.gz} of a folder. A file that is still being copied is no whole bundle, and
 * is there whole at one of the next times. Links are not followed.
 *
 * @param folder where they lie
 */
public record BundleFolder(Path folder) implements BundleSource {
  static final String SUFFIX = ".tar.gz";

  @Override
  public Fetched fetch(String known) {
    SortedMap<String, byte[]> bundles = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .limit(BUNDLES_MAX + 1L)
              .toList();
      if (found.size() > BUNDLES_MAX) {
        return tooMany();
      }
      for (Path file : found) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
          byte[] bytes = in.readNBytes(BUNDLE_BYTES_MAX + 1);
          if (bytes.length > BUNDLE_BYTES_MAX) {
            return tooLarge(name);
          }
          bundles.put(name, bytes);
        }
      }
    } catch (IOException e) {
      return Fetched.Failed.of(
          "source.unreachable",
          "The folder " + folder + " cannot be read.",
          "Is it there, and may this service read it?");
    }
    String tag = tag(bundles);
    return tag.equals(known) ? new Fetched.Unchanged() : new Fetched.Changed(tag, bundles);
  }

  static Fetched.Failed tooLarge(String name) {
    return Fetched.Failed.of(
        "source.too-large",
        "%s has more than %d bytes.".formatted(name, BUNDLE_BYTES_MAX),
        "A bundle of policies has a few hundred thousand; is it the right one?");
  }

  static Fetched.Failed tooMany() {
    return Fetched.Failed.of(
        "source.too-large",
        "There are more than %d bundles.".formatted(BUNDLES_MAX),
        "Name several sources.");
  }

  private static String tag(SortedMap<String, byte[]> bundles) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      bundles.forEach(
          (name, bytes) -> {
            digest.update(
                (name + "\n" + bytes.length + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
