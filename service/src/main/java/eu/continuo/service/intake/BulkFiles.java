package eu.continuo.service.intake;

import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.service.graph.Bulk;
import eu.continuo.verdict.Finding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/**
 * Files of a bulk load, in any text of RDF 1.1, perhaps compressed by gzip. Quads go to the graphs
 * that they name, triples to one that is told.
 *
 * <p>A document of triples that a commit would take is read as a commit reads it. Of what is larger
 * or has several graphs, the quads with blank nodes are kept back until the end of the file and
 * named together by their canonical labels, as those of an update are.
 */
public final class BulkFiles implements Bulk.Content {
  /** How many quads with blank nodes a file may have: they are canonicalised in memory. */
  public static final int BLANK_QUADS_MAX = 100_000;

  private static final String NEEDS_GRAPH =
      "Say with --graph which graph it belongs to, or write quads that name theirs.";
  private static final int BUFFER_BYTES = 1 << 16;

  private final Intake intake;
  private final String base;
  private final List<Path> files;
  private final @Nullable GraphName home;

  /**
   * Some files.
   *
   * @param intake reads what a commit reads as well
   * @param base the IRI that all names of the continuum begin with
   * @param home the graph of what names none; null where everything has to name one
   */
  public BulkFiles(Intake intake, String base, List<Path> files, @Nullable GraphName home) {
    this.intake = intake;
    this.base = base;
    this.files = List.copyOf(files);
    this.home = home;
  }

  @Override
  public List<Finding> read(Consumer<Quad> quads) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Path file : files) {
      findings.addAll(read(file, quads));
    }
    return findings;
  }

  private List<Finding> read(Path file, Consumer<Quad> quads) throws IOException {
    String name = file.toString();
    Lang lang = RDFLanguages.filenameToLang(name, Lang.JSONLD);
    boolean isDocument = RDFLanguages.isTriples(lang) && !RDFLanguages.isQuads(lang);
    if (lang.equals(Lang.JSONLD)
        || (isDocument && !name.endsWith(".gz") && Files.size(file) <= JsonLd.BYTES_MAX)) {
      try (InputStream in = open(file)) {
        return document(file, in.readNBytes(JsonLd.BYTES_MAX + 1), lang, quads);
      }
    }
    return stream(file, lang, quads);
  }

  private List<Finding> document(Path file, byte[] body, Lang lang, Consumer<Quad> quads) {
    GraphName graph = home;
    if (graph == null) {
      return List.of(unnamed(file));
    }
    return switch (intake.read(body, lang.getContentType().getContentTypeStr())) {
      case Reading.Read(Graph content, String digest) -> {
        content.stream().forEach(t -> quads.accept(Quad.create(graph.node(), t)));
        yield List.of();
      }
      case Reading.Unreadable(List<Finding> findings) ->
          findings.stream()
              .map(f -> Finding.violation(f.code(), file + ": " + f.message(), f.hint()))
              .toList();
    };
  }

  // The parser itself puts signs for what is not UTF-8; only a reader of our own can tell.
  @SuppressWarnings("deprecation")
  private List<Finding> stream(Path file, Lang lang, Consumer<Quad> quads) throws IOException {
    Streamed streamed = new Streamed(file, quads);
    try (Reader text = new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder())) {
      RDFParser.create()
          .source(text)
          .lang(lang)
          .base(base + "id/")
          .checking(true)
          .errorHandler(ErrorHandlerFactory.errorHandlerExceptionOnError())
          .parse(new QuadStream(streamed::take));
      streamed.finish();
    } catch (RiotException e) {
      streamed.findings.add(
          Finding.violation(
              "rdf.syntax",
              file + " is not " + lang.getName() + ": " + e.getMessage(),
              "Mind the line and column."));
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      streamed.findings.add(Finding.violation("rdf.encoding", file + " is not valid UTF-8.", null));
    }
    return streamed.findings;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(in, BUFFER_BYTES)
        : new BufferedInputStream(in, BUFFER_BYTES);
  }

  private static Finding unnamed(Path file) {
    return Finding.violation(
        "graph.unnamed", file + " says something outside of every named graph.", NEEDS_GRAPH);
  }

  /** What comes of one file while it is parsed. */
  private final class Streamed {
    private final Path file;
    private final Consumer<Quad> quads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Quad> blank = new ArrayList<>();
    private boolean toldUnnamed;
    private boolean toldBlank;

    Streamed(Path file, Consumer<Quad> quads) {
      this.file = file;
      this.quads = quads;
    }

    void take(Quad read) {
      Node graph = read.isDefaultGraph() && home != null ? home.node() : read.getGraph();
      if (!graph.isURI() || Quad.isDefaultGraph(graph)) {
        if (!toldUnnamed) {
          findings.add(unnamed(file));
          toldUnnamed = true;
        }
        return;
      }
      Node subject = read.getSubject();
      Node object = read.getObject();
      if (isRelative(graph)
          || isRelative(subject)
          || isRelative(read.getPredicate())
          || isRelative(object)) {
        findings.add(
            Finding.violation(
                "rdf.syntax",
                file + " has a relative IRI: " + read.asTriple(),
                "Write the whole IRI."));
      } else if (object.isTripleTerm()) {
        findings.add(
            Finding.violation(
                "rdf.triple-term",
                file + " has a triple as a term, which is not RDF 1.1.",
                "Say it about a node of its own."));
      } else if (subject.isBlank() || object.isBlank()) {
        keepBack(Quad.create(graph, subject, read.getPredicate(), object));
      } else {
        quads.accept(Quad.create(graph, subject, read.getPredicate(), object));
      }
    }

    private void keepBack(Quad quad) {
      if (blank.size() < BLANK_QUADS_MAX) {
        blank.add(quad);
      } else if (!toldBlank) {
        findings.add(
            Finding.violation(
                "bulk.blank-nodes",
                "%s has more than %,d quads with blank nodes.".formatted(file, BLANK_QUADS_MAX),
                "Give the nodes IRIs, or load the file in parts that share no blank node."));
        toldBlank = true;
      }
    }

    /** Hands on what was kept back, its blank nodes named. */
    void finish() {
      if (blank.isEmpty() || toldBlank) {
        return;
      }
      Graph graph = GraphFactory.createDefaultGraph();
      blank.forEach(quad -> graph.add(quad.asTriple()));
      try {
        Map<Node, Node> names = Canonical.names(graph, base + ".well-known/genid/");
        for (Quad quad : blank) {
          quads.accept(
              Quad.create(
                  quad.getGraph(),
                  names.getOrDefault(quad.getSubject(), quad.getSubject()),
                  quad.getPredicate(),
                  names.getOrDefault(quad.getObject(), quad.getObject())));
        }
      } catch (Canonical.TooComplex e) {
        findings.add(
            Finding.violation(
                "rdf.too-complex", file + ": " + e.getMessage(), "Give each node an IRI."));
      }
    }

    private static boolean isRelative(Node node) {
      return node.isURI() && node.getURI().indexOf(':') < 0;
    }
  }
}
