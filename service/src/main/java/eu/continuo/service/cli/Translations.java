package eu.continuo.service.cli;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.RdfText;
import eu.continuo.ontology.Reading;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.sparql.GaiaX;
import eu.continuo.sparql.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.irix.IRIs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Descriptions in the terms of others: what is lost on the way goes to the standard error. */
final class Translations {
  private static final String GAIA_X_FRAME =
      """
      {"@context": {"@base": null, "id": "@id", "type": "@type", "gx": "%s",
        "schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
       "@embed": "@never"}
      """
          .formatted(GaiaX.NS);

  private Translations() {}

  /** Whose terms. */
  enum Terms {
    GAIA_X;

    @Override
    public String toString() {
      return "gaia-x";
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Says an offering in the terms of others, as JSON-LD.",
      footer = {"", "Example:", "  continuo export --as gaia-x offering/elbmarsch-containers"})
  static final class Export implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(names = "--as", required = true, description = "gaia-x: release 25.11.")
    Terms terms = Terms.GAIA_X;

    @Parameters(index = "0", description = "The offering, by its IRI or below id/.")
    String offering = "";

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        String iri = IRIs.resolve(instance.continuum().names().base() + "id/", offering);
        Translated translated =
            instance
                .continuum()
                .read(
                    Principal.OPERATOR,
                    view -> GaiaX.packaged().export(view.getDefaultGraph(), iri));
        return answered(home, translated, instance.jsonLd(), GAIA_X_FRAME);
      }
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Says in our terms, as JSON-LD to be completed and loaded, what others say in theirs.",
      footer = {"", "Example:", "  continuo import --from gaia-x offering.ttl > offering.jsonld"})
  static final class Import implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(names = "--from", required = true, description = "gaia-x: release 25.11.")
    Terms terms = Terms.GAIA_X;

    @Parameters(
        index = "0",
        description = "JSON-LD that names no context to fetch, Turtle, N-Triples or RDF/XML.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      JsonLd jsonLd = new JsonLd(Settings.BASE);
      byte[] body = Files.readAllBytes(file);
      Reading reading =
          RdfText.lang(RdfText.mediaType(file))
              .map(lang -> new RdfText(Settings.BASE).read(body, lang))
              .orElseGet(() -> jsonLd.read(body));
      return switch (reading) {
        case Reading.Unreadable(var findings) -> home.refused(findings);
        case Reading.Read(Graph graph, String digest) ->
            answered(home, GaiaX.packaged().read(graph), jsonLd, null);
      };
    }
  }

  private static int answered(
      Home home, Translated translated, JsonLd jsonLd, @Nullable String frame) {
    return switch (translated) {
      case Translated.NotTranslated(var findings) -> home.refused(findings);
      case Translated.Translation translation -> {
        home.out().println(jsonLd.write(translation.graph(), frame).strip());
        translation.lost().forEach(triple -> home.err().println("lost: " + text(triple)));
        yield 0;
      }
    };
  }

  private static String text(Triple triple) {
    return text(triple.getSubject())
        + " "
        + text(triple.getPredicate())
        + " "
        + text(triple.getObject());
  }

  private static String text(Node node) {
    return node.isURI() ? "<" + node.getURI() + ">" : node.toString();
  }
}
