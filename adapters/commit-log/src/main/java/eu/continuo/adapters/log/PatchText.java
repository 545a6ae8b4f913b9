package eu.continuo.adapters.log;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdfpatch.PatchException;
import org.apache.jena.rdfpatch.RDFPatch;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;

/**
 * A record as an RDF Patch in one canonical text: headers in a fixed order, deletions before
 * additions, both sorted by their N-Quads. The last line is a comment to readers of RDF Patch and
 * tells us that the record is whole: the SHA-256 of all lines before it, the digest of the record
 * before among them.
 *
 * <p>Where a commit has several records, its transaction begins in the first one and ends in the
 * last one, so that they are one RDF Patch together.
 */
final class PatchText {
  /** Begins the line that ends a record. */
  static final String SEAL = "# sha256 ";

  /** The digest before the first record. */
  static final String NONE = "0".repeat(64);

  /** From so many quads on, lines are made by all processors. */
  private static final int MANY = 10_000;

  private PatchText() {}

  /** The last line of the transaction of a commit. */
  private static final String END = "TC .\n";

  private static final Pattern HEADING =
      Pattern.compile("H commit \"(\\d+)\" \\.\nH previous \"([0-9a-f]{64})\" \\.\n");

  /**
   * A record, sealed.
   *
   * @param previous the digest of the record before
   * @param continues whether the record before was of the same commit
   */
  static Sealed write(CommitRecord record, String previous, boolean continues) {
    StringBuilder text = new StringBuilder();
    header(text, "commit", Long.toString(record.number()));
    header(text, "previous", previous);
    header(text, "at", record.at().toString());
    header(text, "principal", record.principal());
    header(text, "source", record.source());
    header(text, "shapes", record.shapesVersion());
    header(text, "judge", record.judge());
    header(text, "verdict", record.verdict());
    text.append(continues ? "" : "TX .\n");
    lines(text, "D ", record.removed());
    lines(text, "A ", record.added());
    text.append(record.complete() ? END : "");
    String digest = digest(text.toString());
    return new Sealed(text.append(SEAL).append(digest).append('\n').toString(), digest);
  }

  /**
   * Tells whether a record is whole, and where it belongs, without reading its quads.
   *
   * @param sealed its text, with the seal
   * @param where what to call its place in an error
   * @throws CommitLog.Damaged where the seal is not its digest
   */
  static Heading heading(String sealed, String where) {
    int seal = sealed.lastIndexOf(SEAL);
    if (seal < 0) {
      throw new CommitLog.Damaged("The record at " + where + " has no end.");
    }
    String text = sealed.substring(0, seal);
    String digest = digest(text);
    Matcher heading = HEADING.matcher(text);
    if (!sealed.substring(seal).strip().equals(SEAL + digest) || !heading.lookingAt()) {
      throw new CommitLog.Damaged("The record at " + where + " is not what was written.");
    }
    return new Heading(
        Long.parseLong(heading.group(1)), heading.group(2), digest, text.endsWith(END));
  }

  /**
   * Reads a record back.
   *
   * @param sealed its text, with the seal
   * @param where what to call its place in an error
   * @throws CommitLog.Damaged where the seal is not its digest
   */
  static Read read(String sealed, String where) {
    Heading heading = heading(sealed, where);
    String text = sealed.substring(0, sealed.lastIndexOf(SEAL));
    try {
      RDFPatch patch =
          RDFPatchOps.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      Changes changes = new Changes();
      patch.apply(changes);
      return new Read(
          new CommitRecord(
              heading.number(),
              Instant.parse(header(patch, "at")),
              header(patch, "principal"),
              header(patch, "source"),
              header(patch, "shapes"),
              header(patch, "judge"),
              header(patch, "verdict"),
              changes.removed,
              changes.added,
              heading.complete()),
          heading);
    } catch (PatchException e) {
      throw new CommitLog.Damaged("The record at " + where + " is no RDF Patch: " + e.getMessage());
    }
  }

  /** A record as text, and its digest. */
  record Sealed(String text, String digest) {}

  /**
   * How a record hangs together with the one before.
   *
   * @param number of its commit
   * @param previous the digest of the record before
   * @param complete whether its commit ends with it
   */
  record Heading(long number, String previous, String digest, boolean complete) {}

  /** A record, and how it hangs together with the one before. */
  record Read(CommitRecord record, Heading heading) {}

  private static void header(StringBuilder text, String name, String value) {
    text.append("H ")
        .append(name)
        .append(' ')
        .append(NodeFmtLib.strNT(NodeFactory.createLiteralString(value)))
        .append(" .\n");
  }

  private static String header(RDFPatch patch, String name) {
    return patch.getHeader(name).getLiteralLexicalForm();
  }

  private static void lines(StringBuilder text, String operation, List<Quad> quads) {
    Map<Node, String> terms = new ConcurrentHashMap<>();
    Stream<Quad> all = quads.size() < MANY ? quads.stream() : quads.parallelStream();
    all.map(quad -> line(quad, terms))
        .sorted()
        .forEachOrdered(line -> text.append(operation).append(line));
  }

  private static String line(Quad q, Map<Node, String> terms) {
    return term(q.getSubject(), terms)
        + " "
        + term(q.getPredicate(), terms)
        + " "
        + term(q.getObject(), terms)
        + (q.isDefaultGraph() ? "" : " " + term(q.getGraph(), terms))
        + " .\n";
  }

  /** The quads of a commit have most of their terms in common. */
  private static String term(Node term, Map<Node, String> terms) {
    return terms.computeIfAbsent(term, NodeFmtLib::strNT);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Changes extends RDFChangesBase {
    final List<Quad> added = new ArrayList<>();
    final List<Quad> removed = new ArrayList<>();

    @Override
    public void add(Node g, Node s, Node p, Node o) {
      added.add(quad(g, s, p, o));
    }

    @Override
    public void delete(Node g, Node s, Node p, Node o) {
      removed.add(quad(g, s, p, o));
    }

    @SuppressWarnings("ReferenceEquality")
    private static Quad quad(Node g, Node s, Node p, Node o) {
      return Quad.create(g == null ? Quad.defaultGraphNodeGenerated : g, s, p, o);
    }
  }
}
