package eu.continuo.service.wiring;

import eu.continuo.adapters.log.FileCommitLog;
import eu.continuo.adapters.log.MemoryCommitLog;
import eu.continuo.adapters.peer.PeerClient;
import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.SigningKey;
import eu.continuo.adapters.trust.TrustList;
import eu.continuo.ontology.JsonLd;
import eu.continuo.policies.Policies;
import eu.continuo.service.allow.Admitting;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.allow.Disclosing;
import eu.continuo.service.allow.OdrlAdmission;
import eu.continuo.service.allow.Using;
import eu.continuo.service.ask.Asking;
import eu.continuo.service.decide.CurrentData;
import eu.continuo.service.decide.Deciding;
import eu.continuo.service.decide.DecisionLog;
import eu.continuo.service.decide.DecisionMask;
import eu.continuo.service.desired.DesiredState;
import eu.continuo.service.federate.Catalogue;
import eu.continuo.service.federate.PeerBook;
import eu.continuo.service.federate.Peers;
import eu.continuo.service.gate.Admission;
import eu.continuo.service.gate.Gate;
import eu.continuo.service.govern.Assessing;
import eu.continuo.service.govern.Governing;
import eu.continuo.service.govern.InForce;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.place.Explaining;
import eu.continuo.service.place.LastWord;
import eu.continuo.service.place.Placing;
import eu.continuo.service.place.Quoting;
import eu.continuo.service.place.Replanning;
import eu.continuo.service.place.Scheduling;
import eu.continuo.shapes.Shapes;
import eu.continuo.sparql.Exports;
import eu.continuo.sparql.Questions;
import eu.continuo.sparql.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One running Continuo without a door: the store and everything that works on it, wired once. The
 * command line uses it in its own process; the server opens HTTP before it.
 *
 * @param clock what it takes for now where a request says nothing else
 */
public record Instance(
    Clock clock,
    GraphStore store,
    CommitLog log,
    Continuum continuum,
    JsonLd jsonLd,
    Shapes shapes,
    Intake intake,
    Asking asking,
    Allowing allowing,
    Using using,
    Placing placing,
    Replanning replanning,
    Scheduling scheduling,
    Explaining explaining,
    Quoting quoting,
    DesiredState desired,
    Deciding deciding,
    Governing governing,
    InForce inForce,
    Assessing assessing,
    Catalogue catalogue,
    Peers peers,
    PeerClient peerClient)
    implements AutoCloseable {

  /**
   * Opens an instance.
   *
   * @throws UnusableSettings where a setting cannot be used
   */
  public static Instance open(Settings settings) throws UnusableSettings {
    @Nullable Path data = settings.data();
    TrustList trustList = trustList(settings);
    GraphStore store =
        data == null ? Tdb2GraphStore.inMemory() : Tdb2GraphStore.onDisk(data.resolve("graph"));
    CommitLog log = log(data);
    JsonLd jsonLd = new JsonLd(settings.base());
    Shapes shapes = Shapes.packaged();
    Path policies = policies(data);
    Governing governing = new Governing(policies);
    InForce inForce = inForce(policies);
    Disclosing disclosing = new Disclosing(() -> inForce.now().reads(), settings.clock());
    Continuum continuum =
        new Continuum(
            store,
            log,
            settings.base(),
            new Gate(shapes, settings.judges(), admission(inForce)),
            Rules.packaged(),
            new CredentialVerifier(trustList),
            disclosing);
    try {
      continuum.open(settings.clock().instant());
    } catch (CommitLog.Damaged e) {
      throw new UnusableSettings(String.valueOf(e.getMessage()));
    }
    Allowing allowing = new Allowing(() -> inForce.now().policies());
    Deciding deciding = deciding(data, continuum, inForce);
    LastWord lastWord = lastWord(deciding);
    SigningKey key =
        data == null ? SigningKey.create() : SigningKey.loadOrCreate(data.resolve("identity.jwk"));
    PeerClient peerClient = new PeerClient();
    return new Instance(
        settings.clock(),
        store,
        log,
        continuum,
        jsonLd,
        shapes,
        new Intake(continuum, jsonLd),
        new Asking(continuum, Questions.packaged()),
        allowing,
        new Using(continuum, uses(deciding)),
        new Placing(continuum, allowing, lastWord),
        new Replanning(continuum, allowing, lastWord),
        new Scheduling(continuum, allowing),
        new Explaining(continuum, allowing),
        new Quoting(continuum, allowing, lastWord),
        new DesiredState(continuum, allowing, lastWord),
        deciding,
        governing,
        inForce,
        new Assessing(continuum, inForce),
        new Catalogue(continuum, Exports.packaged(), jsonLd, key),
        new Peers(continuum, jsonLd, peerClient, book(data)),
        peerClient);
  }

  @Override
  public void close() {
    peerClient.close();
    deciding.log().close();
    store.close();
    log.close();
  }

  /** A setting that cannot be used; its message says which and why. */
  public static final class UnusableSettings extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableSettings(String message) {
      super(message);
    }
  }

  private static CommitLog log(@Nullable Path data) throws UnusableSettings {
    try {
      return data == null ? new MemoryCommitLog() : FileCommitLog.open(data.resolve("log"));
    } catch (IOException | CommitLog.Damaged e) {
      throw new UnusableSettings("The log cannot be opened: " + e.getMessage());
    }
  }

  private static Path policies(@Nullable Path data) {
    try {
      return data == null
          ? Files.createTempDirectory("continuo-policies")
          : data.resolve("policies");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InForce inForce(Path policies) throws UnusableSettings {
    try {
      return new InForce(policies, Policies.packaged().sovereignty(), Policies.documents());
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableSettings("The policies cannot be followed: " + e.getMessage());
    }
  }

  private static Admission admission(InForce inForce) {
    return new OdrlAdmission(new Admitting(() -> inForce.now().commits()));
  }

  private static LastWord lastWord(Deciding deciding) {
    return (finished, principal, now) -> {
      try {
        return deciding.confirm(finished, principal, now);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static Using.Judge uses(Deciding deciding) {
    return (question, principal, now) -> {
      try {
        return deciding.decide(question, principal, now);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static Deciding deciding(@Nullable Path data, Continuum continuum, InForce inForce)
      throws UnusableSettings {
    try {
      Path folder =
          data == null
              ? Files.createTempDirectory("continuo-decisions")
              : data.resolve("decisions");
      DecisionLog log = DecisionLog.in(folder, mask(data), DecisionLog.FILE_BYTES);
      return new Deciding(
          () -> {
            InForce.Judges judges = inForce.now();
            return new Deciding.Documents(judges.policies(), judges.documents(), judges.shadows());
          },
          new CurrentData(continuum),
          log,
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecisionMask mask(@Nullable Path data) throws IOException, UnusableSettings {
    if (data == null || !Files.exists(data.resolve("decision-mask.json"))) {
      return DecisionMask.ofSecrets();
    }
    Path file = data.resolve("decision-mask.json");
    try {
      return DecisionMask.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new UnusableSettings("The mask " + file + ": " + e.getMessage());
    }
  }

  private static PeerBook book(@Nullable Path data) {
    try {
      return new PeerBook(
          data == null
              ? Files.createTempDirectory("continuo").resolve("peers.tsv")
              : data.resolve("peers.tsv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrustList trustList(Settings settings) throws UnusableSettings {
    @Nullable Path data = settings.data();
    @Nullable Path told = settings.trustList();
    Path file = told != null ? told : data != null ? data.resolve("trust-list.json") : null;
    if (file == null || (told == null && !Files.exists(file))) {
      return new TrustList(List.of());
    }
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableSettings("The trust list cannot be read: " + file);
    }
    return switch (TrustList.read(json)) {
      case TrustList.Reading.Read(TrustList list) -> list;
      case TrustList.Reading.Malformed(var findings) ->
          throw new UnusableSettings("The trust list " + file + ": " + findings.get(0).message());
    };
  }
}
