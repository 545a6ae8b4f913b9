package eu.continuo.sparql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The files of one folder of the jar, each named after its folder, with {@code # name: value} lines
 * at its top.
 */
final class Packaged {
  private Packaged() {}

  /** Reads them in the order of the index that the build writes. */
  static List<File> read(String folder) {
    return text("/continuo/sparql/" + folder + ".index")
        .lines()
        .map(name -> named(folder, name))
        .toList();
  }

  /** One of them. */
  static File named(String folder, String name) {
    return new File(name, text("/continuo/sparql/" + folder + "/" + name + "/" + name + ".rq"));
  }

  private static String text(String resource) {
    try (InputStream in = Packaged.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + resource + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record File(String name, String text) {
    List<String> headers(String key) {
      String start = "# " + key + ": ";
      return text.lines()
          .filter(l -> l.startsWith(start))
          .map(l -> l.substring(start.length()))
          .toList();
    }

    String header(String key) {
      List<String> lines = headers(key);
      if (lines.size() != 1) {
        throw new IllegalStateException(name + " needs one line \"# " + key + ": …\".");
      }
      return lines.get(0);
    }
  }
}
