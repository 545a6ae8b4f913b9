package eu.continuo.service.intake;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
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

/** Takes documents in: a document is read, becomes the content of one graph, and the change is committed. */
public final class Intake {
  private final Continuum continuum;
  private final JsonLd jsonLd;

  /** Takes documents into a continuum. */
  public Intake(Continuum continuum, JsonLd jsonLd) {
    this.continuum = continuum;
    this.jsonLd = jsonLd;
  }

  /**
   * A document and where it belongs.
   *
   * @param body JSON-LD, UTF-8
   * @param graph the graph whose whole content it is
   * @param owner the IRI of the party that answers for it
   * @param visibility who may see it
   */
  // The bytes are read once, right away, and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(
      byte[] body, GraphName graph, String owner, Change.Visibility visibility) {}

  /** Commits the documents as one change: all of them or none. */
  public Commit receive(List<Document> documents, Principal principal, Instant now) {
    return read(documents, changes -> continuum.commit(changes, principal, now));
  }

  /** What {@link #receive} would become, with nothing kept. */
  public Commit rehearse(List<Document> documents, Principal principal, Instant now) {
    return read(documents, changes -> continuum.rehearse(changes, principal, now));
  }

  private Commit read(
      List<Document> documents, java.util.function.Function<Change, Commit> then) {
    List<Change> changes = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Document document : documents) {
      switch (jsonLd.read(document.body())) {
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
