package eu.continuo.solver;

import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.Term;
import java.util.OptionalDouble;

/** A chain as the engine sees it: a fact that knows what it costs between two sites. */
record ChainLink(PlacementProblem problem, Chain chain) {

  ComponentId from() {
    return chain.from();
  }

  ComponentId to() {
    return chain.to();
  }

  boolean isBroken(Site fromSite, Site toSite) {
    return !problem.latencies().meets(chain, fromSite.id(), toSite.id());
  }

  OptionalDouble roundTripMs(Site fromSite, Site toSite) {
    return problem.latencies().roundTripMs(fromSite.id(), toSite.id());
  }

  /** The points of a known round trip; an unknown one costs nothing here, it breaks the bound. */
  long points(Site fromSite, Site toSite) {
    return problem.weights().points(Term.LATENCY_MS, roundTripMs(fromSite, toSite).orElse(0));
  }
}
