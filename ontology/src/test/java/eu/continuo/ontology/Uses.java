package eu.continuo.ontology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;

/** Where in the project terms of the vocabulary are used, by the files as they are written. */
enum Uses {
  SHAPE("shapes/*/*.shapes.ttl"),
  QUESTION("sparql/questions/*/*.rq"),
  RULE("sparql/rules/*/*.rq"),
  EXPORT("sparql/exports/*/*.rq"),
  CONTINUUM("sparql/questions/*.trig"),
  SCHEME("ontology/schemes/*.ttl"),
  CASE("shapes/{*/conforms/*,neighbours}.jsonld"),
  EXAMPLE("examples/europe/*/*.jsonld");

  private static final Path PROJECT = Path.of("..");
  private static final Pattern PREFIXED = Pattern.compile("\\bicra:(\\w+)");

  private final String files;

  Uses(String files) {
    this.files = files;
  }

  /** The local names of all terms that are used so. */
  Set<String> terms() {
    return files().stream()
        .flatMap(file -> terms(file).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files of this kind; there are always some. */
  List<Path> files() {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + files);
    Path root = PROJECT.resolve(files.substring(0, files.indexOf('/')));
    try (Stream<Path> all = Files.walk(root, 4)) {
      List<Path> found =
          all.filter(file -> matcher.matches(PROJECT.relativize(file))).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("No file is " + files + ".");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the documents and the continuum of the questions say, a graph a file. */
  static Stream<Graph> data() {
    return Stream.concat(
        Stream.of(CASE, EXAMPLE).flatMap(uses -> uses.files().stream()).map(Uses::read),
        CONTINUUM.files().stream().map(Uses::union));
  }

  private static Graph union(Path file) {
    DatasetGraph dataset = RDFDataMgr.loadDatasetGraph(file.toUri().toString());
    Graph graph = dataset.getDefaultGraph();
    dataset.stream().forEach(quad -> graph.add(quad.asTriple()));
    return graph;
  }

  private static Graph read(Path document) {
    return switch (new JsonLd("https://continuum.example/").read(bytes(document))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable ->
          throw new AssertionError(document + ": " + unreadable.findings());
    };
  }

  private static Set<String> terms(Path file) {
    return file.toString().endsWith(".jsonld") ? ofDocument(file) : prefixed(file);
  }

  private static Set<String> ofDocument(Path document) {
    return read(document).stream()
        .flatMap(triple -> Stream.of(triple.getPredicate(), triple.getObject()))
        .filter(Node::isURI)
        .map(Node::getURI)
        .filter(iri -> iri.startsWith(Icra.NS))
        .map(iri -> iri.substring(Icra.NS.length()))
        .collect(Collectors.toSet());
  }

  private static Set<String> prefixed(Path file) {
    return PREFIXED
        .matcher(new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
