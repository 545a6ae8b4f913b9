package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.log.FileCommitLog;
import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.TrustList;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Reading;
import eu.continuo.service.Europe;
import eu.continuo.service.gate.Gate;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.shapes.Shapes;
import eu.continuo.sparql.Rules;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bulk load does what a commit of the same quads does, whole or not at all. */
class BulkTest {
  private static final String BASE = Settings.BASE;

  private final Europe europe;
  private final Clock clock;
  private final List<Quad> quads = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Change.Declaration declaration =
      new Change.Declaration(BASE + "id/party/me", Change.Visibility.PUBLIC, null);

  @TempDir Path folder = Path.of("");

  BulkTest() throws Exception {
    europe = Europe.packaged();
    clock = Clock.fixed(europe.now(), ZoneOffset.UTC);
  }

  @BeforeEach
  void read() throws Exception {
    Files.createDirectories(folder.resolve("one"));
    Files.createDirectories(folder.resolve("other"));
    for (String data : List.of("one", "other")) {
      Files.write(folder.resolve(data).resolve("trust-list.json"), Europe.bytes("trust-list.json"));
    }
    try (Instance memory = Instance.open(Settings.inMemory(clock))) {
      for (Intake.Document document : europe.documentsWithoutHours()) {
        if (memory.intake().read(document.body(), document.mediaType())
            instanceof Reading.Read(Graph graph, String digest)) {
          changes.add(new Change.Merge(document.graph(), graph, declaration));
          graph.stream().forEach(t -> quads.add(Quad.create(document.graph().node(), t)));
        }
      }
    }
  }

  @Test
  void givesTheGraphThatACommitGives() throws Exception {
    try (Instance one = open("one");
        Instance other = open("other")) {
      int half = quads.size() / 2;
      for (List<Quad> part : List.of(quads.subList(0, half), quads)) {
        // Half of it may be refused; then both refuse it, for the same reasons.
        Commit expected = one.continuum().commit(merge(part), Principal.OPERATOR, europe.now());
        Commit bulk = bulk(other.continuum(), part);
        assertThat(bulk.getClass()).isEqualTo(expected.getClass());
        if (expected instanceof Commit.Refused(List<Finding> findings)) {
          assertThat(((Commit.Refused) bulk).findings())
              .containsExactlyInAnyOrderElementsOf(findings);
        } else {
          assertThat(bulk).isEqualTo(expected);
        }
        assertThat(all(other)).isEqualTo(all(one));
      }
      assertThat(bulk(other.continuum(), quads)).isInstanceOf(Commit.Unchanged.class);
      assertSound(other);
    }
    try (Instance other = open("other")) {
      assertSound(other);
    }
  }

  @Test
  void addsToWhatIsThereAndIsFollowedByCommits() throws Exception {
    try (Instance one = open("one");
        Instance other = open("other")) {
      for (Instance instance : List.of(one, other)) {
        assertThat(
                instance
                    .continuum()
                    .commit(new Change.All(changes), Principal.OPERATOR, europe.now()))
            .isInstanceOf(Commit.Kept.class);
      }
      List<Quad> more = List.of(party("ada"), title("ada"), place("ada"), owners("ada"));
      // The whole graph is judged, so that it tells the warnings of the whole graph as well.
      assertThat(bulk(other.continuum(), more))
          .usingRecursiveComparison()
          .ignoringFields("findings")
          .isEqualTo(one.continuum().commit(merge(more), Principal.OPERATOR, europe.now()));
      List<Quad> next = List.of(party("bela"), title("bela"), place("bela"), owners("bela"));
      for (Instance instance : List.of(one, other)) {
        assertThat(instance.continuum().commit(merge(next), Principal.OPERATOR, europe.now()))
            .isInstanceOf(Commit.Kept.class);
      }
      assertThat(all(other)).isEqualTo(all(one));
      assertSound(other);
    }
  }

  @Test
  void refusesWhatACommitRefusesAndLeavesNoTrace() throws Exception {
    Quad elsewhere =
        Quad.create(
            NodeFactory.createURI(BASE + "g/p/thief/declared"),
            quads.getFirst().getSubject(),
            title("x").getPredicate(),
            NodeFactory.createLiteralString("stolen"));
    Quad reserved = Quad.create(NodeFactory.createURI(BASE + "g/meta"), title("ada").asTriple());
    Quad forged =
        Quad.create(
            title("ada").getGraph(),
            NodeFactory.createURI(BASE + "id/attestation/x"),
            title("ada").getPredicate(),
            title("ada").getObject());
    try (Instance one = open("one")) {
      one.continuum().commit(new Change.All(changes), Principal.OPERATOR, europe.now());
      Set<Quad> before = all(one);
      for (List<Quad> wrong :
          List.of(
              List.of(elsewhere),
              List.of(reserved, forged, elsewhere),
              List.of(party("ada")),
              List.of(title("ada"), owners("ada")))) {
        Commit.Refused expected =
            (Commit.Refused)
                one.continuum().rehearse(merge(wrong), Principal.OPERATOR, europe.now());
        assertThat(((Commit.Refused) bulk(one.continuum(), wrong)).findings())
            .as("%s", wrong)
            .filteredOn(f -> f.severity() == Severity.VIOLATION)
            .containsExactlyInAnyOrderElementsOf(
                expected.findings().stream()
                    .filter(f -> f.severity() == Severity.VIOLATION)
                    .toList());
        assertThat(all(one)).isEqualTo(before);
      }
      assertSound(one);
    }
  }

  @Test
  void policiesOfOdrlPassTheProfileAsInACommit() throws Exception {
    try (Instance one = open("one")) {
      assertThat(bulk(one.continuum(), policy("isPartOf", "spatial")))
          .isInstanceOf(Commit.Kept.class);
      Set<Quad> before = all(one);
      // The first two as wholes, the last a part that a policy which is there would get.
      for (List<Quad> wrong :
          List.of(
              policy("isPartOff", "spatiall"),
              policy("isPartOf", "elapsedTime"),
              offer("<policy/a/constraint> odrl:operator odrl:isPartOff ."))) {
        Commit.Refused expected =
            (Commit.Refused)
                one.continuum().rehearse(merge(wrong), Principal.OPERATOR, europe.now());
        assertThat(expected.findings())
            .extracting(Finding::code)
            .anyMatch(code -> code.startsWith("odrl."));
        assertThat(((Commit.Refused) bulk(one.continuum(), wrong)).findings())
            .as("%s", wrong)
            .containsExactlyInAnyOrderElementsOf(expected.findings());
        assertThat(all(one)).isEqualTo(before);
      }
    }
  }

  private static List<Quad> policy(String operator, String operand) {
    return offer(
        """
        <policy/a> a odrl:Offer ; odrl:assigner <party/ada> ; odrl:target <site/ada> ;
          odrl:permission <policy/a/permission> .
        <policy/a/permission> odrl:action odrl:use ; odrl:constraint <policy/a/constraint> .
        <policy/a/constraint> odrl:leftOperand odrl:%s ; odrl:operator odrl:%s ;
          odrl:rightOperand <https://w3id.org/dpv/loc#EU> .
        """
            .formatted(operand, operator));
  }

  private static List<Quad> offer(String turtle) {
    return RDFParser.create()
        .fromString("PREFIX odrl: <http://www.w3.org/ns/odrl/2/>\n" + turtle)
        .base(BASE + "id/")
        .lang(Lang.TURTLE)
        .toGraph()
        .stream()
        .map(t -> Quad.create(NodeFactory.createURI(BASE + "g/p/ada/offers"), t))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"false, 100000, 0", "true, 100000, 1", "true, 500, 5"})
  void isWholeOrNotAtAllWhereverTheProcessEnds(boolean logged, int partQuads, int leastParts)
      throws Exception {
    Path data = folder.resolve("one");
    long commits;
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(data.resolve("graph"));
        FileCommitLog log = FileCommitLog.open(data.resolve("log"))) {
      Continuum continuum = continuum(store, dying(log, logged, partQuads));
      continuum.open(europe.now());
      commits = log.head().orElseThrow().number();
      assertThatThrownBy(() -> bulk(continuum, quads)).isInstanceOf(Killed.class);
      assertThat(parts(log, commits + 1)).isGreaterThanOrEqualTo(leastParts);
    }
    try (Instance instance = open("one")) {
      assertThat(instance.log().head().orElseThrow().number())
          .isEqualTo(commits + (logged ? 1 : 0));
      assertThat(all(instance).containsAll(kept(instance))).isEqualTo(logged);
      assertSound(instance);
    }
  }

  private static int parts(CommitLog log, long number) {
    List<Boolean> complete = new ArrayList<>();
    log.read(
        number,
        record -> {
          complete.add(record.complete());
          return true;
        });
    return complete.size();
  }

  private Set<Quad> kept(Instance instance) {
    return quads.stream()
        .map(
            q ->
                Quad.create(
                    q.getGraph(),
                    q.getSubject(),
                    q.getPredicate(),
                    instance.store().kept(q.getObject())))
        .collect(Collectors.toSet());
  }

  /** As if the process had been killed: nothing that comes after is done. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A log at whose next append in parts the process ends, before or after. */
  private static CommitLog dying(CommitLog log, boolean after, int partQuads) {
    return (CommitLog)
        Proxy.newProxyInstance(
            CommitLog.class.getClassLoader(),
            new Class<?>[] {CommitLog.class},
            (proxy, method, arguments) -> {
              boolean dies =
                  method.getName().equals("append") && !(arguments[0] instanceof Collection);
              if (dies && !after) {
                throw new Killed();
              }
              if (dies) {
                arguments[0] = split((Iterable<?>) arguments[0], partQuads);
              }
              try {
                Object result = method.invoke(log, arguments);
                if (dies) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The same commit in smaller parts, as a bigger load would be logged. */
  private static List<CommitRecord> split(Iterable<?> records, int partQuads) {
    List<CommitRecord> parts = new ArrayList<>();
    for (Object each : records) {
      CommitRecord record = (CommitRecord) each;
      List<Quad> added = record.added();
      int from = 0;
      do {
        int to = Math.min(from + partQuads, added.size());
        parts.add(
            record.part(
                from == 0 ? record.removed() : List.of(),
                added.subList(from, to),
                record.complete() && to == added.size()));
        from = to;
      } while (from < added.size());
    }
    return parts;
  }

  private static Continuum continuum(Tdb2GraphStore store, CommitLog log) throws Exception {
    TrustList.Reading.Read trusted =
        (TrustList.Reading.Read) TrustList.read(Europe.bytes("trust-list.json"));
    return new Continuum(
        store,
        log,
        BASE,
        new Gate(Shapes.packaged()),
        Rules.packaged(),
        new CredentialVerifier(trusted.list()),
        Disclosure.AS_DECLARED);
  }

  @Test
  void itsPartsAreTheWholeCommit() throws Exception {
    try (Instance one = open("one")) {
      bulk(one.continuum(), quads);
      List<CommitRecord> records = new ArrayList<>();
      one.continuum()
          .history(
              2,
              record -> {
                records.add(record);
                return true;
              });
      assertThat(records).hasSize(1);
      assertThat(records.getFirst().judge()).isEqualTo("jena-shacl, whole graph");
      assertThat(records.getFirst().added()).containsAll(kept(one));
    }
  }

  private Commit bulk(Continuum continuum, List<Quad> some) throws Exception {
    return continuum.bulk(
        new Bulk(
            "a test",
            taker -> {
              some.forEach(taker);
              return List.of();
            },
            declaration),
        Principal.OPERATOR,
        europe.now(),
        (phase, count) -> {});
  }

  private Change merge(List<Quad> some) {
    return new Change.All(
        some.stream()
            .map(Quad::getGraph)
            .distinct()
            .<Change>map(
                graph -> {
                  Graph content = GraphFactory.createDefaultGraph();
                  some.stream()
                      .filter(q -> q.getGraph().equals(graph))
                      .forEach(q -> content.add(q.asTriple()));
                  return new Change.Merge(new GraphName(graph.getURI()), content, declaration);
                })
            .toList());
  }

  private static Set<Quad> all(Instance instance) {
    return instance.store().read(dataset -> dataset.stream().collect(Collectors.toSet()));
  }

  private static void assertSound(Instance instance) {
    assertThat(instance.continuum().audit(step -> {}).checks()).allMatch(Audit.Check::holds);
  }

  private Instance open(String data) throws Exception {
    return Instance.open(Settings.in(folder.resolve(data), clock));
  }

  private static Quad party(String name) {
    return quad(
        name,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        NodeFactory.createURI("https://w3id.org/icra/ns#Party"));
  }

  private static Quad title(String name) {
    return quad(
        name, "http://purl.org/dc/terms/title", NodeFactory.createLiteralString("Party " + name));
  }

  private static Quad place(String name) {
    return quad(
        name,
        "https://w3id.org/icra/ns#subjectToJurisdiction",
        NodeFactory.createURI("https://w3id.org/dpv/loc#DE"));
  }

  private static Quad owners(String name) {
    return quad(
        name,
        "https://w3id.org/icra/ns#ownerCount",
        NodeFactory.createLiteralDT("0", XSDDatatype.XSDinteger));
  }

  private static Quad quad(String name, String property, Node value) {
    return Quad.create(
        NodeFactory.createURI(BASE + "g/p/" + name + "/declared"),
        NodeFactory.createURI(BASE + "id/party/" + name),
        NodeFactory.createURI(property),
        value);
  }
}
