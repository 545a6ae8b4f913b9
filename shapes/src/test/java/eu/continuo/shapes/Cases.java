package eu.continuo.shapes;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;

/**
 * The cases beside the shapes. Each is judged together with {@code neighbours.jsonld}, the
 * well-formed party, site, zone, offering and application that it refers to.
 */
final class Cases {
  static final Path ROOT = Path.of("").toAbsolutePath();
  static final Path NEIGHBOURS = ROOT.resolve("neighbours.jsonld");

  private static final JsonLd JSON_LD = new JsonLd("https://continuum.example/");

  private Cases() {}

  /** Folders that hold shapes, whether or not the jar packages them. */
  static List<String> concepts() {
    return list(ROOT).stream()
        .filter(folder -> Files.exists(folder.resolve(folder.getFileName() + ".shapes.ttl")))
        .map(folder -> folder.getFileName().toString())
        .toList();
  }

  static List<Path> conforming(String concept) {
    return list(ROOT.resolve(concept).resolve("conforms"));
  }

  /** Folders with {@code input.jsonld} and {@code report.ttl}, named by what is wrong. */
  static List<Path> violating(String concept) {
    return list(ROOT.resolve(concept).resolve("violates"));
  }

  static Graph withNeighbours(Path document) {
    Graph graph = read(NEIGHBOURS);
    GraphUtil.addInto(graph, read(document));
    return graph;
  }

  static Graph read(Path document) {
    return switch (JSON_LD.read(bytes(document))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable ->
          throw new AssertionError(document + ": " + unreadable.findings());
    };
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
