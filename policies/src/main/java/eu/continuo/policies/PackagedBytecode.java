package eu.continuo.policies;

import com.dylibso.chicory.compiler.Cache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The Java bytecode of the packaged modules, which the build makes: a policy's first answer then
 * waits for classes to be loaded and not for a compiler. It is found by the digest of the module,
 * so that no module ever runs as another; of a module that is not packaged there is none.
 */
final class PackagedBytecode implements Cache {
  static final PackagedBytecode OF_THIS_BUILD = new PackagedBytecode();

  /** The same module gives the same jar, whenever it is built. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackagedBytecode() {}

  boolean has(String digest) {
    return getClass().getResource(resource(digest)) != null;
  }

  /** A jar of classes, or null where the module is not packaged. */
  @Override
  public byte @Nullable [] get(String digest) throws IOException {
    try (var in = getClass().getResourceAsStream(resource(digest))) {
      return in == null ? null : in.readAllBytes();
    }
  }

  @Override
  public void putIfAbsent(String digest, byte[] jar) {
    // What the build did not make is compiled where it is asked, and kept by whoever asks.
  }

  private static String resource(String digest) {
    return "/continuo/policies/" + file(digest);
  }

  private static String file(String digest) {
    return "bytecode/" + Sha256.hex(digest.getBytes(StandardCharsets.UTF_8)) + ".jar";
  }

  /**
   * Compiles every packaged module; the build calls it.
   *
   * @param args the folder of the modules' folders
   */
  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var bytecode = Files.createDirectories(folder.resolve("bytecode"));
    var made = new Made(folder, new HashSet<>());
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(each -> each.endsWith("policy.wasm")).sorted().toList()) {
        OpaModule.compileAhead(Files.readAllBytes(file), made);
      }
    }
    try (var jars = Files.list(bytecode)) {
      for (var jar : jars.filter(each -> !made.wanted.contains(each)).toList()) {
        Files.delete(jar);
      }
    }
  }

  /**
   * Where the build puts what it makes, unless an earlier one did.
   *
   * @param wanted gets what belongs to a module
   */
  private record Made(Path folder, Set<Path> wanted) implements Cache {
    @Override
    public byte @Nullable [] get(String digest) throws IOException {
      var jar = folder.resolve(file(digest));
      wanted.add(jar);
      return Files.exists(jar) ? Files.readAllBytes(jar) : null;
    }

    @Override
    public void putIfAbsent(String digest, byte[] jar) throws IOException {
      Files.write(folder.resolve(file(digest)), repeatable(jar));
    }

    private static byte[] repeatable(byte[] jar) throws IOException {
      var entries = new TreeMap<String, byte[]>();
      try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
      var bytes = new ByteArrayOutputStream();
      try (var out = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
          var entry = new ZipEntry(each.getKey());
          entry.setTimeLocal(ENTRY_TIME);
          out.putNextEntry(entry);
          out.write(each.getValue());
        }
      }
      return bytes.toByteArray();
    }
  }
}
