package eu.continuo.adapters.log;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.QuadTable.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** The columns of a line, in which its quads are sorted. */
  private static final Column[] LINE = {
    Column.SUBJECT, Column.PREDICATE, Column.OBJECT, Column.GRAPH
  };

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
    Bytes text = new Bytes();
    text.append(header("commit", Long.toString(record.number())));
    text.append(header("previous", previous));
    text.append(header("at", record.at().toString()));
    text.append(header("principal", record.principal()));
    text.append(header("source", record.source()));
    text.append(header("shapes", record.shapesVersion()));
    text.append(header("judge", record.judge()));
    text.append(header("verdict", record.verdict()));
    text.append(continues ? "" : "TX .\n");
    lines(text, "D ", record.removed());
    lines(text, "A ", record.added());
    text.append(record.complete() ? END : "");
    String digest = text.digest();
    text.append(SEAL + digest + "\n");
    return new Sealed(text, digest);
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
    String digest = digest(StandardCharsets.UTF_8.encode(text));
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
  record Sealed(Bytes text, String digest) {}

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

  private static String header(String name, String value) {
    return "H " + name + " " + NodeFmtLib.strNT(NodeFactory.createLiteralString(value)) + " .\n";
  }

  private static String header(RDFPatch patch, String name) {
    return patch.getHeader(name).getLiteralLexicalForm();
  }

  /**
   * The quads, line by line, sorted. They have most of their terms in common: each term is written
   * once and ranked by its text, and the lines are sorted by these ranks. That is the order of the
   * lines themselves, since what may follow a term in a longer one comes after the space between
   * two terms.
   */
  private static void lines(Bytes text, String operation, List<Quad> quads) {
    if (quads.isEmpty()) {
      return;
    }
    QuadTable table = new QuadTable(UnaryOperator.identity());
    quads.forEach(table::add);
    byte[][] terms = new byte[table.nodes()][];
    Arrays.setAll(terms, number -> term(table.node(number)));
    byte[] begin = operation.getBytes(StandardCharsets.US_ASCII);
    byte[] end = ".\n".getBytes(StandardCharsets.US_ASCII);
    for (int row : table.order(ranks(terms), LINE)) {
      text.writeBytes(begin);
      for (Column column : LINE) {
        text.writeBytes(terms[table.number(row, column)]);
      }
      text.writeBytes(end);
    }
  }

  /** The ranks of texts in their order; equal ones have one rank. */
  private static int[] ranks(byte[][] terms) {
    Integer[] order = new Integer[terms.length];
    Arrays.setAll(order, number -> number);
    Arrays.sort(order, Comparator.comparing(number -> terms[number], Arrays::compareUnsigned));
    int[] ranks = new int[terms.length];
    for (int i = 1; i < order.length; i++) {
      boolean same = Arrays.equals(terms[order[i]], terms[order[i - 1]]);
      ranks[order[i]] = same ? ranks[order[i - 1]] : i;
    }
    return ranks;
  }

  /** A term with the space after it; nothing for the graph that has no name. */
  private static byte[] term(Node term) {
    return Quad.isDefaultGraph(term)
        ? new byte[0]
        : (NodeFmtLib.strNT(term) + " ").getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(ByteBuffer text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text as it lies in a file, not copied once more to be sealed and written. */
  static final class Bytes extends ByteArrayOutputStream {
    private void append(String text) {
      writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String digest() {
      return PatchText.digest(ByteBuffer.wrap(buf, 0, count));
    }

    /** To be written. */
    synchronized ByteBuffer buffer() {
      return ByteBuffer.wrap(buf, 0, count);
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
