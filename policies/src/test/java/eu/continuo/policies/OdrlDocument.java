package eu.continuo.policies;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.RdfText;
import eu.continuo.ontology.Reading;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlReader;
import eu.continuo.policies.odrl.OdrlReading;
import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;

/** The one policy of a document, as the service reads it. */
final class OdrlDocument {
  private static final String BASE = "https://example.org/";

  private OdrlDocument() {}

  static OdrlReading jsonLd(String text) {
    return only(new JsonLd(BASE).read(text.getBytes(StandardCharsets.UTF_8)));
  }

  static OdrlReading turtle(String text) {
    return only(
        new RdfText(BASE)
            .read(
                ("@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:x:> . "
                        + "@prefix own: <https://w3id.org/icra/odrl/> . "
                        + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
                        + text)
                    .getBytes(StandardCharsets.UTF_8),
                Lang.TURTLE));
  }

  static OdrlPolicy policy(OdrlReading reading) {
    return switch (reading) {
      case OdrlReading.Read(var policy) -> policy;
      case OdrlReading.Refused(var findings) -> throw new AssertionError(findings.toString());
    };
  }

  private static OdrlReading only(Reading reading) {
    return switch (reading) {
      case Reading.Read(Graph graph, String _) ->
          OdrlReader.read(graph, OdrlReader.policies(graph).getFirst());
      case Reading.Unreadable(var findings) -> new OdrlReading.Refused(findings);
    };
  }
}
