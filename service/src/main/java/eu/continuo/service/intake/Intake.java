package eu.continuo.service.intake;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.RdfText;
import eu.continuo.ontology.Reading;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;

/**
 * Takes documents in: a document is read, becomes the content of one graph, and the change is
 * committed.
 */
public final class Intake {
  private final Continuum continuum;
  private final JsonLd jsonLd;
  private final RdfText rdfText;

  /** Takes documents into a continuum. */
  public Intake(Continuum continuum, JsonLd jsonLd) {
    this.continuum = continuum;
    this.jsonLd = jsonLd;
    this.rdfText = new RdfText(continuum.names().base());
  }

  /**
   * A document and where it belongs.
   *
   * @param body its bytes, UTF-8
   * @param mediaType what they are; JSON-LD where it names no other text of RDF
   * @param graph the graph whose whole content it is
   * @param owner the IRI of the party that answers for it
   * @param visibility who may see it
   */
  // The bytes are read once, right away, and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(
      byte[] body, String mediaType, GraphName graph, String owner, Change.Visibility visibility) {}

  /** Commits the documents as one change: all of them or none. */
  public Commit receive(List<Document> documents, Principal principal, Instant now) {
    return read(documents, changes -> continuum.commit(changes, principal, now));
  }

  /**
   * Commits what is sound of the documents. Entities that are found wrong are set aside, with the
   * reasons, in a graph beside the one that they were sent for; the next document for the same
   * graph replaces both.
   */
  public Commit receiveSound(List<Document> documents, Principal principal, Instant now) {
    return read(documents, changes -> continuum.commit(continuum.sifted(changes), principal, now));
  }

  /** What {@link #receive} would become, with nothing kept. */
  public Commit rehearse(List<Document> documents, Principal principal, Instant now) {
    return read(documents, changes -> continuum.rehearse(changes, principal, now));
  }

  /**
   * Reads a document.
   *
   * @param mediaType what it is; JSON-LD where it names no other text of RDF
   */
  public Reading read(byte[] body, String mediaType) {
    return RdfText.lang(mediaType)
        .map(lang -> rdfText.read(body, lang))
        .orElseGet(() -> jsonLd.read(body));
  }

  private Commit read(List<Document> documents, java.util.function.Function<Change, Commit> then) {
    List<Change> changes = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Document document : documents) {
      switch (read(document.body(), document.mediaType())) {
        case Reading.Read(Graph graph, String digest) ->
            changes.add(
                new Change.Replace(
                    document.graph(),
                    graph,
                    new Change.Declaration(document.owner(), document.visibility(), digest)));
        case Reading.Unreadable(List<Finding> unreadable) -> findings.addAll(unreadable);
      }
    }
    return findings.isEmpty() ? then.apply(new Change.All(changes)) : new Commit.Refused(findings);
  }
}
