package eu.continuo.service.gate;

import eu.continuo.shapes.NetChange;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/** Whether policies let a well-formed change in. */
public interface Admission {
  /** Where no policy decides about commits. */
  Admission OPEN =
      new Admission() {
        @Override
        public List<Finding> judge(Proposal proposal) {
          return List.of();
        }

        @Override
        public List<Finding> judgeWhole(Graph judged) {
          return List.of();
        }

        @Override
        public List<String> inForce() {
          return List.of();
        }
      };

  /** Everything that policies have against a change; those in the shadow only warn. */
  List<Finding> judge(Proposal proposal);

  /**
   * Everything that stands against a graph that was not changed but loaded in bulk, whoever loads
   * it: what would be refused in a change is refused there too.
   *
   * @param judged the union of asserted graphs, as it would be
   */
  List<Finding> judgeWhole(Graph judged);

  /** The names of the policies that have to let changes in. */
  List<String> inForce();

  /**
   * A change that somebody wants to commit.
   *
   * @param principal who
   * @param graphs the graphs that it writes, by IRI
   * @param entities what it changes
   * @param change what it adds and removes
   * @param now the time of the commit
   */
  record Proposal(
      String principal,
      Map<String, Target> graphs,
      Set<Node> entities,
      NetChange change,
      Instant now) {
    public Proposal {
      graphs = Map.copyOf(graphs);
      entities = Set.copyOf(entities);
    }
  }

  /**
   * A graph that a change writes, as it would be then.
   *
   * @param owner the IRI of the party that answers for it; empty for one that is gone
   * @param visible whether anybody sees it
   */
  record Target(String owner, boolean visible) {}
}
