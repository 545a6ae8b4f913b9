package eu.continuo.adapters.peer;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import org.apache.jena.graph.Graph;

/** What became of asking a peer for its catalogue. */
public sealed interface Pull {
  /**
   * The peer's catalogue, unchanged since it was signed. It has still to be judged.
   *
   * @param graph what it says
   * @param digest SHA-256, in hexadecimal, of its canonical form (RDFC-1.0)
   * @param did the key that signed it; the pinned one, where one was pinned
   * @param signedAt when it was signed, as the peer says. A peer, or whoever stands between, may
   *     serve an old catalogue again: one that is older than the last is for the caller to refuse
   */
  record Pulled(Graph graph, String digest, String did, Instant signedAt) implements Pull {}

  /**
   * Nothing was taken.
   *
   * @param findings why: {@code peer.address}, {@code peer.unreachable}, {@code peer.status},
   *     {@code peer.media-type}, {@code peer.too-large}, {@code peer.unsigned}, {@code
   *     peer.signature}, {@code peer.key-changed} or {@code peer.unreadable}; behind the last ones,
   *     what the checker of signatures or the reader of JSON-LD had to say
   */
  record PullRefused(List<Finding> findings) implements Pull {
    public PullRefused {
      findings = List.copyOf(findings);
    }
  }
}
