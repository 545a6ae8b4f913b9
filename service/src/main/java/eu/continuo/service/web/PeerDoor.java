package eu.continuo.service.web;

import eu.continuo.adapters.peer.Peer;
import eu.continuo.service.federate.Peers;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The peers whose catalogues are pulled. */
@RestController
class PeerDoor {
  private final Instance instance;

  PeerDoor(Instance instance) {
    this.instance = instance;
  }

  @GetMapping("/peers")
  List<Peer> peers() {
    return instance.peers().list();
  }

  /** A peer that is to be known. */
  record PeerRequest(@Nullable String name, @Nullable String url, @Nullable String did) {}

  @PostMapping("/peers")
  Peer addPeer(@RequestBody PeerRequest peer) {
    if (peer.name == null || peer.url == null) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.unreadable", "A peer has a name and a url.", "Send both as texts."));
    }
    URI url;
    try {
      url = URI.create(peer.url);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          400, Finding.violation("request.parameter", "\"" + peer.url + "\" is no address.", null));
    }
    return switch (instance.peers().add(peer.name, url, peer.did)) {
      case Peers.Answer.Added(Peer added) -> added;
      case Peers.Answer.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
      case Peers.Answer.Pulled pulled -> throw new IllegalStateException(pulled.toString());
    };
  }

  @PostMapping("/peers/{name}/pull")
  Peers.Answer.Pulled pull(@PathVariable String name) {
    return switch (instance.peers().pull(name, instance.clock().instant())) {
      case Peers.Answer.Pulled pulled -> pulled;
      case Peers.Answer.Refused(List<Finding> findings) ->
          throw new Refusal(findings.get(0).code().equals("peer.unknown") ? 404 : 422, findings);
      case Peers.Answer.Added added -> throw new IllegalStateException(added.toString());
    };
  }
}
