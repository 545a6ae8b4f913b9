package eu.continuo.service.web;

import eu.continuo.service.graph.Commit;
import eu.continuo.sparql.Asked;
import eu.continuo.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.ResultSet;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.ResultSetMgr;

/** The answers of the service as they are written, over HTTP and by the command line alike. */
public final class Answers {
  private Answers() {}

  /**
   * What became of documents that were to be taken in.
   *
   * @param conforms whether nothing forbids them
   * @param kept whether anything was written
   * @param commit the number of the commit, 0 where nothing was written
   * @param setAside how many entities were found wrong and are in quarantine
   */
  public record Taken(
      boolean conforms,
      boolean kept,
      long commit,
      long added,
      long removed,
      int setAside,
      List<Problem.Found> findings) {
    public Taken {
      findings = List.copyOf(findings);
    }
  }

  /** A commit as an answer; a refused or a busy one is none and gives its findings. */
  public static Taken taken(Commit commit) {
    return switch (commit) {
      case Commit.Kept kept ->
          new Taken(
              kept.setAside() == 0,
              true,
              kept.number(),
              kept.added(),
              kept.removed(),
              kept.setAside(),
              found(kept.findings()));
      case Commit.Unchanged unchanged -> new Taken(true, false, 0, 0, 0, 0, List.of());
      case Commit.NotKept refused -> new Taken(false, false, 0, 0, 0, 0, found(refused.findings()));
    };
  }

  /** Findings as they are shown. */
  public static List<Problem.Found> found(List<Finding> findings) {
    return findings.stream().map(Problem.Found::of).toList();
  }

  /** Triples in Turtle. */
  public static String turtle(Graph graph) {
    return RDFWriter.source(graph).lang(Lang.TURTLE).asString();
  }

  /** An answer in one of the languages of SPARQL results. */
  public static String table(Asked.Answer answer, Lang lang) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultSetMgr.write(out, ResultSet.adapt(answer.rowSet()), lang);
    return out.toString(StandardCharsets.UTF_8);
  }
}
