package eu.continuo.service.federate;

import eu.continuo.adapters.peer.Peer;
import eu.continuo.adapters.peer.PeerClient;
import eu.continuo.adapters.peer.Pull;
import eu.continuo.ontology.JsonLd;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * The peers of this instance. What a peer offers is fetched, its signature verified, judged like
 * everything that comes in, and kept in a graph of the peer's own. The first pull pins the key that
 * signed; afterwards no other key will do.
 */
public final class Peers {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final Continuum continuum;
  private final JsonLd jsonLd;
  private final PeerClient client;
  private final PeerBook book;

  /** The peers that a book names, pulled into a continuum. */
  public Peers(Continuum continuum, JsonLd jsonLd, PeerClient client, PeerBook book) {
    this.continuum = continuum;
    this.jsonLd = jsonLd;
    this.client = client;
    this.book = book;
  }

  /** What became of a request about peers. */
  public sealed interface Answer {
    /** The peer is known now. */
    record Added(Peer peer) implements Answer {}

    /**
     * What the peer offers is in its graph.
     *
     * @param graph the name of that graph
     * @param did the key that signed
     * @param offers how many offerings it lists
     * @param changed whether anything differs from the last pull
     */
    record Pulled(String peer, String graph, String did, long offers, boolean changed)
        implements Answer {}

    /** It was not done: why. */
    record Refused(List<Finding> findings) implements Answer {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** The peers that are known, in the order of their names. */
  public List<Peer> list() {
    return book.read().stream().map(PeerBook.Entry::peer).toList();
  }

  /**
   * Makes a peer known.
   *
   * @param name a short name for it; its graph bears it
   * @param url where its catalogue is served
   * @param did its key, where the operator knows it; otherwise the first pull pins it
   */
  public Answer add(String name, URI url, @Nullable String did) {
    List<Finding> findings = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      findings.add(
          Finding.violation(
              "peer.name",
              "\"" + name + "\" is no name for a peer.",
              "Take small letters, digits and hyphens."));
    }
    Peer peer = new Peer(name, url, did);
    findings.addAll(peer.findings());
    if (!findings.isEmpty()) {
      return new Answer.Refused(findings);
    }
    book.put(new PeerBook.Entry(peer, null));
    return new Answer.Added(peer);
  }

  /** Fetches, verifies, judges and keeps what a peer offers. */
  public Answer pull(String name, Instant now) {
    Optional<PeerBook.Entry> known =
        book.read().stream().filter(e -> e.peer().name().equals(name)).findFirst();
    if (known.isEmpty()) {
      return new Answer.Refused(
          List.of(
              Finding.violation(
                  "peer.unknown",
                  "There is no peer \"" + name + "\".",
                  "Make it known: peer add " + name + " URL.")));
    }
    return switch (client.pull(known.get().peer(), jsonLd)) {
      case Pull.PullRefused(List<Finding> findings) -> new Answer.Refused(findings);
      case Pull.Pulled pulled -> keep(known.get(), pulled, now);
    };
  }

  private Answer keep(PeerBook.Entry known, Pull.Pulled pulled, Instant now) {
    Peer peer = known.peer();
    Instant last = known.signedAt();
    if (last != null && pulled.signedAt().isBefore(last)) {
      return new Answer.Refused(
          List.of(
              Finding.violation(
                  "peer.stale",
                  "The catalogue was signed at "
                      + pulled.signedAt()
                      + ", before the last one, "
                      + last
                      + ".",
                  "Somebody may be serving an old catalogue again; ask the peer.")));
    }
    var name = continuum.names().peer(peer.name());
    Commit commit =
        continuum.commit(
            new Change.Replace(
                name,
                pulled.graph(),
                new Change.Declaration(
                    pulled.did(), Change.Visibility.RESTRICTED, pulled.digest())),
            Principal.SERVICE,
            now);
    return switch (commit) {
      case Commit.NotKept refused -> new Answer.Refused(refused.findings());
      case Commit.Kept kept -> pulled(peer, pulled, true);
      case Commit.Unchanged unchanged -> pulled(peer, pulled, false);
    };
  }

  private Answer pulled(Peer peer, Pull.Pulled pulled, boolean changed) {
    book.put(
        new PeerBook.Entry(new Peer(peer.name(), peer.url(), pulled.did()), pulled.signedAt()));
    long offers = pulled.graph().stream(Node.ANY, Catalogue.RESOURCE, Node.ANY).count();
    return new Answer.Pulled(
        peer.name(), continuum.names().peer(peer.name()).iri(), pulled.did(), offers, changed);
  }
}
