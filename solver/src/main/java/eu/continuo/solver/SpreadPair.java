package eu.continuo.solver;

import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import java.util.ArrayList;
import java.util.List;

/** Two members of a spread group, as a fact for the engine. */
record SpreadPair(PlacementProblem problem, String group, ComponentId first, ComponentId second) {

  static List<SpreadPair> of(PlacementProblem problem, SpreadGroup group) {
    List<SpreadPair> pairs = new ArrayList<>();
    List<ComponentId> members = group.members();
    for (int first = 0; first < members.size(); first++) {
      for (int second = first + 1; second < members.size(); second++) {
        pairs.add(new SpreadPair(problem, group.name(), members.get(first), members.get(second)));
      }
    }
    return pairs;
  }

  long points() {
    return problem.weights().points(Term.RISK_SPREAD, 1);
  }
}
