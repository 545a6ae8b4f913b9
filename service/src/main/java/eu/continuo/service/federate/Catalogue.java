package eu.continuo.service.federate;

import eu.continuo.adapters.trust.Detached;
import eu.continuo.adapters.trust.SigningKey;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import eu.continuo.sparql.Exports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * What we offer to others: a catalogue over the view of whoever asks, signed with the key of this
 * instance.
 */
public final class Catalogue {
  /** The property by which a catalogue lists what it offers (DCAT 3, section 6.3). */
  static final Node RESOURCE = NodeFactory.createURI("http://www.w3.org/ns/dcat#resource");

  private final Continuum continuum;
  private final Exports exports;
  private final JsonLd jsonLd;
  private final SigningKey key;

  /** Publishes what is in a continuum under a key. */
  public Catalogue(Continuum continuum, Exports exports, JsonLd jsonLd, SigningKey key) {
    this.continuum = continuum;
    this.exports = exports;
    this.jsonLd = jsonLd;
    this.key = key;
  }

  /**
   * A catalogue as it goes over the wire.
   *
   * @param document JSON-LD in our context
   * @param signature detached JWS over the digest of the canonical form of the document's graph
   * @param offers how many offerings it lists
   */
  public record Signed(String document, String signature, long offers) {}

  /**
   * The offerings that someone may see.
   *
   * @param asker who
   * @param now when it is signed
   */
  public Signed publish(Principal asker, Instant now) {
    String base = continuum.names().base();
    Graph graph =
        continuum.read(
            asker,
            view ->
                exports.catalogue(
                    view,
                    base + "id/catalogue",
                    "Offerings of " + base,
                    base + "id/party/continuo"));
    long offers = graph.stream(Node.ANY, RESOURCE, Node.ANY).count();
    String document = jsonLd.write(graph, null);
    return new Signed(document, Detached.sign(key, digest(document), now), offers);
  }

  /**
   * Signs what a reader will see, not what we meant to write: a loss on the way would be found
   * here.
   */
  private String digest(String document) {
    return switch (jsonLd.read(document.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read(Graph graph, String digest) -> digest;
      case Reading.Unreadable(List<eu.continuo.verdict.Finding> findings) ->
          throw new IllegalStateException("Our own catalogue cannot be read: " + findings);
    };
  }
}
