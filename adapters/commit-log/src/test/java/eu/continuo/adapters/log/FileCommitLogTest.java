package eu.continuo.adapters.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommitLogTest {
  private static final Quad UMLAUT =
      quad("urn:a", NodeFactory.createLiteralLang("Zürich \"quoted\"\n\t\\ 🚀", "de-CH"));
  private static final Quad NUMBER =
      quad("urn:b", NodeFactory.createLiteralDT("0.02", XSDDatatype.XSDdecimal));
  private static final Quad NODE =
      quad("urn:c", NodeFactory.createURI("https://example.org/ü?x=1#y"));

  @TempDir Path folder = Path.of("");

  @Test
  void givesBackInOrderWhatWasAppendedAlsoAfterItWasClosed() throws Exception {
    List<CommitRecord> records =
        List.of(
            record(1, List.of(), List.of(UMLAUT, NODE)),
            record(2, List.of(UMLAUT), List.of(NUMBER)),
            record(3, List.of(), List.of()));
    Optional<CommitLog.Head> head;
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      assertThat(log.head()).isEmpty();
      for (CommitRecord record : records) {
        log.append(List.of(record));
      }
      assertThat(read(log, 1)).isEqualTo(records);
      assertThat(read(log, 2)).isEqualTo(records.subList(1, 3));
      head = log.head();
    }
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      assertThat(log.head()).isEqualTo(head);
      assertThat(read(log, 1)).isEqualTo(records);
      log.append(List.of(record(4, List.of(NUMBER), List.of())));
      assertThat(read(log, 4)).containsExactly(record(4, List.of(NUMBER), List.of()));
    }
  }

  @Test
  void isAnRdfPatchThatOthersCanApply() throws Exception {
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(NODE, UMLAUT))));
      log.append(List.of(record(2, List.of(UMLAUT), List.of(NUMBER))));
    }
    DatasetGraph replayed = DatasetGraphFactory.createTxnMem();
    String both = Files.readString(file());
    int second = both.indexOf("H commit \"2\"");
    for (String text : List.of(both.substring(0, second), both.substring(second))) {
      RDFPatchOps.applyChange(
          replayed, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(replayed.stream()).containsExactlyInAnyOrder(NODE, NUMBER);
  }

  @Test
  void theSameCommitHasTheSameTextWhateverTheOrderOfItsQuads() {
    assertThat(text(List.of(NODE, UMLAUT))).isEqualTo(text(List.of(UMLAUT, NODE)));
  }

  @Test
  void linesStandInTheOrderOfTheirTexts() {
    List<Node> terms =
        List.of(
            NodeFactory.createURI("urn:x"),
            NodeFactory.createURI("urn:x/y"),
            NodeFactory.createURI("urn:x-y"),
            NodeFactory.createBlankNode("b1"),
            NodeFactory.createBlankNode("b12"));
    List<Node> objects = new ArrayList<>(terms);
    objects.add(NodeFactory.createLiteralString("a"));
    objects.add(NodeFactory.createLiteralString("a b"));
    objects.add(NodeFactory.createLiteralString("a\" b"));
    objects.add(NodeFactory.createLiteralLang("a", "de"));
    objects.add(NodeFactory.createLiteralLang("a", "de-ch"));
    objects.add(NodeFactory.createLiteralDT("a", XSDDatatype.XSDtoken));
    List<Quad> quads = new ArrayList<>();
    for (Node graph : List.of(terms.get(0), terms.get(1), Quad.defaultGraphNodeGenerated)) {
      for (Node subject : terms) {
        objects.forEach(object -> quads.add(Quad.create(graph, subject, terms.get(2), object)));
      }
    }
    Collections.shuffle(quads, new Random(1));

    List<String> lines = text(quads).lines().filter(line -> line.startsWith("A ")).toList();

    assertThat(lines).hasSize(quads.size()).isSorted();
  }

  private static String text(List<Quad> added) {
    return PatchText.write(record(1, List.of(), added), PatchText.NONE, false)
        .text()
        .toString(StandardCharsets.UTF_8);
  }

  @Test
  void cutsOffARecordThatWasTornAtEveryByte() throws Exception {
    long whole;
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(NODE))));
      whole = Files.size(file());
      log.append(List.of(record(2, List.of(), List.of(UMLAUT))));
    }
    byte[] all = Files.readAllBytes(file());
    for (int length = (int) whole; length < all.length; length++) {
      Files.write(file(), Arrays.copyOf(all, length));
      try (FileCommitLog log = FileCommitLog.open(folder)) {
        assertThat(log.head().orElseThrow().number()).as("%d bytes", length).isEqualTo(1);
        assertThat(Files.size(file())).isEqualTo(whole);
      }
    }
    byte[] hole = all.clone();
    Arrays.fill(hole, (int) whole + 40, (int) whole + 60, (byte) 0);
    Files.write(file(), hole);
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      assertThat(log.head().orElseThrow().number()).isEqualTo(1);
      log.append(List.of(record(2, List.of(), List.of(NUMBER))));
      assertThat(read(log, 2)).containsExactly(record(2, List.of(), List.of(NUMBER)));
    }
  }

  @Test
  void tellsDamageBeforeTheLastRecordAndWritesNothing() throws Exception {
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(NODE))));
      log.append(List.of(record(2, List.of(), List.of(UMLAUT))));
    }
    String changed = Files.readString(file()).replace("urn:c", "urn:x");
    Files.writeString(file(), changed);
    assertThatThrownBy(() -> FileCommitLog.open(folder))
        .isInstanceOf(CommitLog.Damaged.class)
        .hasMessageContaining("is not what was written");
    assertThat(Files.readString(file())).isEqualTo(changed);
  }

  @Test
  void tellsARecordThatWasLeftOut() throws Exception {
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(NODE))));
      log.append(List.of(record(2, List.of(), List.of(UMLAUT))));
      log.append(List.of(record(3, List.of(), List.of(NUMBER))));
    }
    String all = Files.readString(file());
    Files.writeString(
        file(),
        all.substring(0, all.indexOf("H commit \"2\""))
            + all.substring(all.indexOf("H commit \"3\"")));
    assertThatThrownBy(() -> FileCommitLog.open(folder))
        .isInstanceOf(CommitLog.Damaged.class)
        .hasMessageContaining("does not follow");
  }

  @Test
  void keepsACommitInPartsWholeOrNotAtAll() throws Exception {
    CommitRecord commit = record(2, List.of(UMLAUT), List.of(NUMBER));
    List<CommitRecord> parts =
        List.of(
            commit.part(List.of(UMLAUT), List.of(), false),
            commit.part(List.of(), List.of(NUMBER), false),
            commit.part(List.of(), List.of(NODE), true));
    long whole;
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(UMLAUT))));
      whole = Files.size(file());
      assertThatThrownBy(() -> log.append(parts.subList(0, 2)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(Files.size(file())).isEqualTo(whole);
      log.append(parts);
      assertThat(read(log, 2)).isEqualTo(parts);
    }
    byte[] all = Files.readAllBytes(file());
    DatasetGraph replayed = DatasetGraphFactory.createTxnMem();
    RDFPatchOps.applyChange(
        replayed, new ByteArrayInputStream(all, (int) whole, all.length - (int) whole));
    assertThat(replayed.stream()).containsExactlyInAnyOrder(NUMBER, NODE);
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.read(
          2,
          record -> {
            assertThat(record.number()).as("a commit is handed out whole").isEqualTo(2);
            return false;
          });
      assertThat(read(log, 1)).hasSize(4);
      log.append(List.of(record(3, List.of(), List.of())));
      log.takeBack();
    }
    for (int length = (int) whole; length < all.length; length++) {
      Files.write(file(), Arrays.copyOf(all, length));
      try (FileCommitLog log = FileCommitLog.open(folder)) {
        assertThat(log.head().orElseThrow().number()).as("%d bytes", length).isEqualTo(1);
        assertThat(Files.size(file())).isEqualTo(whole);
      }
    }
  }

  @Test
  void takesTheLastRecordBack() throws Exception {
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      log.append(List.of(record(1, List.of(), List.of(NODE))));
      Optional<CommitLog.Head> head = log.head();
      log.append(
          List.of(record(2, List.of(), List.of(UMLAUT)), record(3, List.of(), List.of(NODE))));
      log.takeBack();
      assertThat(log.head()).isEqualTo(head);
      log.append(List.of(record(2, List.of(), List.of(NUMBER))));
    }
    try (FileCommitLog log = FileCommitLog.open(folder)) {
      assertThat(read(log, 2)).containsExactly(record(2, List.of(), List.of(NUMBER)));
    }
  }

  private Path file() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".rdfp")).findFirst().orElseThrow();
    }
  }

  private static List<CommitRecord> read(CommitLog log, long from) {
    List<CommitRecord> records = new ArrayList<>();
    log.read(
        from,
        r -> {
          records.add(r);
          return true;
        });
    return records;
  }

  private static CommitRecord record(long number, List<Quad> removed, List<Quad> added) {
    return new CommitRecord(
        number,
        Instant.parse("2026-11-24T10:00:00Z"),
        "operator",
        "update",
        "abc",
        "jena-shacl",
        "conforms",
        removed,
        added,
        true);
  }

  private static Quad quad(String subject, Node object) {
    return Quad.create(
        NodeFactory.createURI("urn:g"),
        NodeFactory.createURI(subject),
        NodeFactory.createURI("urn:p"),
        object);
  }
}
