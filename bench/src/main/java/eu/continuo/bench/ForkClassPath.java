package eu.continuo.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The class path of the JVMs that JMH forks. JMH hands on the property {@code java.class.path}, and
 * a plain JVM finds nothing in the jars within our one jar; so they are unpacked for as long as the
 * benchmarks run. Where the class path is not that one jar, it is left as it is.
 */
final class ForkClassPath {
  private static final String PROPERTY = "java.class.path";
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  private ForkClassPath() {}

  /** Does work that forks. */
  static <T> T during(Callable<T> work) throws Exception {
    String before = System.getProperty(PROPERTY, "");
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      File jar = new File(before);
      if (jar.isFile()) {
        System.setProperty(PROPERTY, unpacked(jar, folder.path()));
      }
      return work.call();
    } finally {
      System.setProperty(PROPERTY, before);
    }
  }

  private static String unpacked(File jar, Path folder) throws IOException {
    List<String> places = new ArrayList<>(List.of(folder.resolve(CLASSES).toString()));
    try (JarFile entries = new JarFile(jar)) {
      for (JarEntry entry : entries.stream().filter(e -> !e.isDirectory()).toList()) {
        String name = entry.getName();
        if (name.startsWith(CLASSES) || name.startsWith(LIBRARIES)) {
          Path file = folder.resolve(name);
          Files.createDirectories(file.getParent());
          try (InputStream in = entries.getInputStream(entry)) {
            Files.copy(in, file);
          }
          if (name.startsWith(LIBRARIES)) {
            places.add(file.toString());
          }
        }
      }
    }
    return String.join(File.pathSeparator, places);
  }
}
