package eu.continuo.ontology;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import eu.continuo.verdict.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Runs a test of the suite through our reader and writer.
 *
 * <p>The reader makes a graph of a document, so a document of the suite is read right where it
 * gives the graph of the document that the suite expects, and an error of the standard is a
 * refusal. The writer makes a document of a graph; it is right where that is read again as the same
 * graph.
 */
record JsonLdDoor(JsonLdSuite suite, JsonLdEngine engine) {
  private static final String BASE = "https://continuum.example/";

  /** What a test may ask of an API that has options, and the reader and writer have none. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "expandContext", "a context from outside the document",
          "produceGeneralizedRdf", "generalized RDF",
          "rdfDirection", "the direction of a text");

  Outcome run(SuiteTest test) {
    Optional<String> notOffered = notOffered(test);
    if (notOffered.isPresent()) {
      return new Outcome.NotOffered(notOffered.get());
    }
    try {
      return test.suite().equals("fromRdf") ? written(test) : read(test);
    } catch (JsonLdError e) {
      return new Outcome.NotOffered("what is expected is no RDF: " + e.getMessage());
    } catch (Canonical.TooComplex e) {
      return new Outcome.Fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Outcome.Fail("breaks: " + e);
    }
  }

  private static Optional<String> notOffered(SuiteTest test) {
    if (test.isOfVersion10() || test.options().containsKey("processingMode")) {
      return Optional.of("JSON-LD 1.0");
    }
    if (test.suite().equals("compact") && test.error().isPresent()) {
      return Optional.of("a context of the caller to write with");
    }
    return OPTIONS.entrySet().stream()
        .filter(option -> test.options().containsKey(option.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private JsonLd door(SuiteTest test) {
    return new JsonLd(BASE, test.documentBase(), suite.loader());
  }

  private Outcome read(SuiteTest test) throws JsonLdError, Canonical.TooComplex {
    return switch (door(test).read(suite.bytes(test.input()))) {
      case Reading.Unreadable(List<Finding> findings) -> refused(test, findings);
      case Reading.Read(Graph graph, String digest) -> {
        if (test.error().isPresent()) {
          yield new Outcome.Fail("is read; expected is: " + test.error().get());
        }
        if (test.expected().isPresent()
            && !digest.equals(Canonical.digest(expected(test).text()))) {
          yield new Outcome.Fail("gives another graph");
        }
        yield writtenAndRead(test, graph);
      }
    };
  }

  private Outcome refused(SuiteTest test, List<Finding> findings) throws JsonLdError {
    if (test.error().isPresent()) {
      return new Outcome.Pass();
    }
    List<String> strict = new ArrayList<>();
    CanonicalQuads expected = expected(test);
    for (Finding finding : findings) {
      boolean byIntent =
          switch (finding.code()) {
            case "json-ld.unknown-term",
                "json-ld.unknown-type",
                "json-ld.iri",
                "json-ld.blank-property",
                "json-ld.text-direction" ->
                true;
            case "json-ld.named-graph" -> !expected.isOneGraph();
            case "json-ld.empty" -> expected.text().isEmpty();
            default -> false;
          };
      if (!byIntent) {
        return new Outcome.Fail("is refused: " + finding.code() + ", " + finding.message());
      }
      strict.add(finding.code());
    }
    return new Outcome.Stricter(String.join(", ", strict.stream().distinct().toList()));
  }

  /** What the document means, from what the suite expects of it. */
  private CanonicalQuads expected(SuiteTest test) throws JsonLdError {
    URI document = test.expected().orElse(test.input());
    if (document.getPath().endsWith(".nq")) {
      return CanonicalQuads.of(suite.text(document));
    }
    JsonLdOptions options = engine.options(test);
    if (!test.suite().equals("compact")) {
      // What is expanded or flattened has the IRIs of the input; a relative one has no base.
      options.setBase(null);
    }
    return engine.quads(suite.text(document), options);
  }

  private Outcome written(SuiteTest test) throws Canonical.TooComplex {
    String quads = suite.text(test.input());
    if (!CanonicalQuads.of(quads).isOneGraph()) {
      return new Outcome.NotOffered("more than one graph in a document");
    }
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(quads, Lang.NTRIPLES).checking(false).parse(graph);
    return writtenAndRead(test, graph);
  }

  private Outcome writtenAndRead(SuiteTest test, Graph graph) throws Canonical.TooComplex {
    String digest = Canonical.of(graph).digest();
    String written = door(test).write(graph, null);
    return switch (door(test).read(written.getBytes(UTF_8))) {
      case Reading.Read(Graph again, String other) when other.equals(digest) -> new Outcome.Pass();
      case Reading.Read other -> new Outcome.Fail("is written as another graph");
      case Reading.Unreadable(List<Finding> findings) ->
          new Outcome.Fail("is written as what is not read: " + findings);
    };
  }
}
