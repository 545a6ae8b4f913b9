package eu.continuo.service.allow;

import eu.continuo.policies.odrl.OdrlReader;
import eu.continuo.policies.odrl.OdrlReading;
import eu.continuo.service.gate.Admission;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * Lets no policy of ODRL in that could not be decided as it is meant. Of a change, only policies
 * are looked at that it leads to; of a bulk load, all.
 */
public final class OdrlAdmission implements Admission {
  private static final String ODRL = "http://www.w3.org/ns/odrl/2/";
  private static final int STEPS_MAX = 1_000;

  private final Admission next;

  /** Judges policies of ODRL, and asks another about the change as well. */
  public OdrlAdmission(Admission next) {
    this.next = next;
  }

  @Override
  public List<Finding> judge(Proposal proposal) {
    Graph after = proposal.change().after();
    Set<Node> policies = new HashSet<>();
    for (Node entity : proposal.entities()) {
      if (speaksOdrl(after, entity)) {
        policies.addAll(policiesAbove(after, entity));
      }
    }
    return against(after, policies, next.judge(proposal));
  }

  @Override
  public List<Finding> judgeWhole(Graph judged) {
    return against(judged, OdrlReader.policies(judged), next.judgeWhole(judged));
  }

  private static List<Finding> against(
      Graph graph, Collection<Node> policies, List<Finding> others) {
    List<Finding> findings = new ArrayList<>(others);
    for (Node policy : policies) {
      if (OdrlReader.read(graph, policy) instanceof OdrlReading.Refused(List<Finding> refused)) {
        findings.addAll(refused);
      }
    }
    return findings.stream().distinct().sorted(Finding.WORST_FIRST).toList();
  }

  @Override
  public List<String> inForce() {
    return next.inForce();
  }

  /** Whether it is a part of a policy, and not only something that has one. */
  private static boolean speaksOdrl(Graph graph, Node entity) {
    return graph.stream(entity, Node.ANY, Node.ANY)
        .anyMatch(
            t ->
                (t.getPredicate().getURI().startsWith(ODRL)
                        && !t.getPredicate().getURI().equals(ODRL + "hasPolicy")
                        && !t.getPredicate().getURI().equals(ODRL + "partOf"))
                    || (t.getObject().isURI() && t.getObject().getURI().startsWith(ODRL)));
  }

  /** A part of a policy is found through the rules and policies that name it. */
  private static Set<Node> policiesAbove(Graph graph, Node part) {
    Set<Node> policies = new HashSet<>();
    Set<Node> seen = new HashSet<>(Set.of(part));
    List<Node> open = new ArrayList<>(seen);
    while (!open.isEmpty() && seen.size() < STEPS_MAX) {
      Node node = open.removeLast();
      if (OdrlReader.isPolicy(graph, node)) {
        policies.add(node);
      }
      graph.stream(Node.ANY, Node.ANY, node)
          .filter(t -> !t.getPredicate().getURI().equals(ODRL + "hasPolicy"))
          .map(t -> t.getSubject())
          .filter(seen::add)
          .forEach(open::add);
    }
    return policies;
  }
}
