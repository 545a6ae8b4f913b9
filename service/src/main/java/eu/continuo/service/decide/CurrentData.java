package eu.continuo.service.decide;

import eu.continuo.service.allow.Allowing;
import eu.continuo.service.decide.Deciding.Snapshot;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What policies read of a continuum now. It is read once for each commit. */
public final class CurrentData implements Function<Principal, Snapshot> {
  private final Continuum continuum;
  private final Map<Principal, Snapshot> last = new ConcurrentHashMap<>();

  /** The data of this continuum. */
  public CurrentData(Continuum continuum) {
    this.continuum = continuum;
  }

  @Override
  public Snapshot apply(Principal principal) {
    return continuum.readNumbered(
        principal,
        (commit, view) -> {
          Snapshot known = last.get(principal);
          if (known == null || known.commit() != commit) {
            known = new Snapshot(commit, Allowing.data(view.getDefaultGraph()));
            last.put(principal, known);
          }
          return known;
        });
  }
}
