package eu.continuo.service.graph;

import eu.continuo.adapters.log.MemoryCommitLog;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.TrustList;
import eu.continuo.service.gate.Gate;
import eu.continuo.service.gate.Judges;
import eu.continuo.shapes.Shapes;
import eu.continuo.sparql.Rules;
import java.time.Instant;
import java.util.List;

/** A continuum that holds nothing but the concept schemes, and that both engines judge. */
final class Fresh {
  private Fresh() {}

  static Continuum continuum(GraphStore store, String base, Instant now) {
    return continuum(store, base, now, new Gate(Shapes.packaged(), Judges.BOTH));
  }

  static Continuum continuum(GraphStore store, String base, Instant now, Gate gate) {
    Continuum continuum =
        new Continuum(
            store,
            new MemoryCommitLog(),
            base,
            gate,
            Rules.packaged(),
            new CredentialVerifier(new TrustList(List.of())),
            Disclosure.AS_DECLARED);
    if (!(continuum.open(now) instanceof Commit.Kept)) {
      throw new IllegalStateException("The schemes are not kept.");
    }
    return continuum;
  }
}
