package eu.continuo.service.decide;

import eu.continuo.service.allow.Allowing;
import eu.continuo.service.decide.Deciding.Snapshot;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What policies read of a continuum now. It is read once for each commit, and again where policies
 * keep something else from the principal.
 */
public final class CurrentData implements Function<Principal, Snapshot> {
  private final Continuum continuum;
  private final Map<Principal, Known> last = new ConcurrentHashMap<>();

  /** The data of this continuum. */
  public CurrentData(Continuum continuum) {
    this.continuum = continuum;
  }

  private record Known(Continuum.Revision revision, Snapshot snapshot) {}

  @Override
  public Snapshot apply(Principal principal) {
    return continuum.readNumbered(
        principal,
        (revision, view) -> {
          Known known = last.get(principal);
          if (known == null || !known.revision.equals(revision)) {
            known =
                new Known(
                    revision,
                    new Snapshot(revision.commit(), Allowing.data(view.getDefaultGraph())));
            last.put(principal, known);
          }
          return known.snapshot;
        });
  }
}
