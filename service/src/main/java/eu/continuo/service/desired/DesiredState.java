package eu.continuo.service.desired;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.desired.Target.Deployed;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Condition;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.graph.Snapshot;
import eu.continuo.service.place.Finishing;
import eu.continuo.service.place.KeptPlan;
import eu.continuo.service.place.LastWord;
import eu.continuo.service.place.Upheld;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * What is to run: the assignments of the plans that were applied last, in a graph of each consumer.
 * The assignments are those of the plan, so that nobody counts them twice.
 */
public final class DesiredState {
  private static final int MILLICORES_PER_CORE = 1_000;
  private static final int MIB_PER_GIB = 1_024;

  /** As often as others may come first before one is told to try again. */
  private static final int TRIES_MAX = 20;

  private final Continuum continuum;
  private final Allowing allowing;
  private final LastWord lastWord;

  /**
   * Desired state of this continuum.
   *
   * @param lastWord is asked about each plan before it is applied
   */
  public DesiredState(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.lastWord = lastWord;
  }

  /** What became of a wish about desired state. */
  public sealed interface Answer {
    /** It is desired: in these graphs, by this commit. */
    record Desired(List<String> graphs, Commit commit) implements Answer {
      public Desired {
        graphs = List.copyOf(graphs);
      }
    }

    /** It is written so. */
    record Rendered(String yaml) implements Answer {}

    /** There is no such plan, or it cannot be applied: why. */
    record Refused(List<Finding> findings) implements Answer {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Makes what a plan says the desired state of its applications. What else a consumer desires
   * stays, also where somebody else applies another plan at the same time. A plan that breaks a
   * rule at this instant, or that the policies in force do not allow any more, is refused.
   *
   * @param plan its IRI
   */
  public Answer apply(String plan, Principal principal, Instant now) {
    for (int tries = 1; ; tries++) {
      Answer answer =
          switch (continuum.look(principal, snapshot -> read(snapshot, plan, now))) {
            case Read.Refused(List<Finding> findings) -> new Answer.Refused(findings);
            case Read.Ready ready -> apply(ready, principal, now);
          };
      boolean crossed =
          answer instanceof Answer.Refused(List<Finding> findings)
              && findings.stream().anyMatch(f -> f.code().equals(Condition.CHANGED));
      if (!crossed || tries == TRIES_MAX) {
        return answer;
      }
    }
  }

  /** What is read of the graph before anything is written. */
  private sealed interface Read {
    /**
     * It can be applied, if it breaks no rule, the policies allow it, and these graphs still have
     * these versions then.
     */
    record Ready(
        List<Finding> broken,
        Map<GraphName, Change.Replace> changes,
        Map<GraphName, Long> versions,
        LastWord.Finished finished)
        implements Read {}

    record Refused(List<Finding> findings) implements Read {}
  }

  private Read read(Snapshot snapshot, String iri, Instant now) {
    DatasetGraph view = snapshot.view();
    Facts facts = new Facts(view.getDefaultGraph());
    Optional<KeptPlan> kept = KeptPlan.of(facts, Optional.of(iri));
    if (kept.isEmpty()) {
      return new Read.Refused(List.of(KeptPlan.unknown(Optional.of(iri))));
    }
    KeptPlan plan = kept.get();
    Map<GraphName, Change.Replace> changes = changes(view, facts, plan);
    Map<GraphName, Long> versions = new HashMap<>();
    changes.keySet().forEach(graph -> versions.put(graph, 0L));
    snapshot.known().stream()
        .filter(row -> changes.containsKey(row.name()))
        .forEach(row -> versions.put(row.name(), row.version()));
    return new Read.Ready(
        Upheld.findings(view.getDefaultGraph(), allowing, plan, now),
        changes,
        versions,
        Finishing.plan(LastWord.Purpose.APPLY, view.getDefaultGraph(), plan.sites()));
  }

  private Answer apply(Read.Ready ready, Principal principal, Instant now) {
    Change change = new Change.All(List.copyOf(ready.changes.values()));
    Commit commit =
        allowing.committed(
            () ->
                Stream.of(ready.broken, lastWord.about(ready.finished, principal, now))
                    .flatMap(List::stream)
                    .toList(),
            still ->
                continuum.commit(
                    change,
                    Principal.SERVICE,
                    now,
                    still.and(Condition.unchanged(ready.versions))));
    return commit instanceof Commit.NotKept refused
        ? new Answer.Refused(refused.findings())
        : new Answer.Desired(
            ready.changes.keySet().stream().map(GraphName::iri).sorted().toList(), commit);
  }

  /**
   * Writes what a plan says for those who run it.
   *
   * @param plan its IRI
   * @param site the IRI of the only site that is meant; empty for all of the plan
   */
  public Answer render(
      String plan, Rendering rendering, Optional<String> site, Principal principal) {
    return continuum.read(
        principal,
        view -> {
          Facts facts = new Facts(view.getDefaultGraph());
          return KeptPlan.of(facts, Optional.of(plan))
              .<Answer>map(kept -> new Answer.Rendered(rendering.yaml(targets(facts, kept, site))))
              .orElseGet(() -> new Answer.Refused(List.of(KeptPlan.unknown(Optional.of(plan)))));
        });
  }

  private Map<GraphName, Change.Replace> changes(DatasetGraph view, Facts facts, KeptPlan plan) {
    Map<GraphName, Change.Replace> changes = new LinkedHashMap<>();
    for (String iri : plan.applications()) {
      Node application = NodeFactory.createURI(iri);
      String consumer =
          facts
              .object(application, Icra.CONSUMER)
              .map(Node::getURI)
              .orElse(continuum.names().base() + "id/party/operator");
      GraphName name = continuum.names().desired(consumer.substring(1 + consumer.lastIndexOf('/')));
      Graph content =
          changes
              .computeIfAbsent(
                  name,
                  graph ->
                      new Change.Replace(
                          graph,
                          others(view, graph, facts, plan),
                          new Change.Declaration(consumer, Change.Visibility.RESTRICTED, null)))
              .content();
      Set<Node> components = new HashSet<>(facts.objects(application, Icra.HAS_COMPONENT));
      for (Node assignment : facts.subjects(Icra.IN_PLAN, plan.plan())) {
        if (facts.object(assignment, Icra.FOR_COMPONENT).filter(components::contains).isPresent()) {
          facts.graph().stream(assignment, Node.ANY, Node.ANY).forEach(content::add);
        }
      }
    }
    return changes;
  }

  /** What is desired of applications that the plan does not place. */
  private static Graph others(DatasetGraph view, GraphName name, Facts facts, KeptPlan plan) {
    Set<Node> replaced = new HashSet<>();
    plan.applications()
        .forEach(a -> replaced.addAll(facts.objects(NodeFactory.createURI(a), Icra.HAS_COMPONENT)));
    Graph others = GraphFactory.createDefaultGraph();
    Facts before = new Facts(view.getGraph(name.node()));
    for (Node assignment : before.instances(Icra.ASSIGNMENT)) {
      if (before
          .object(assignment, Icra.FOR_COMPONENT)
          .filter(c -> !replaced.contains(c))
          .isPresent()) {
        before.graph().stream(assignment, Node.ANY, Node.ANY).forEach(others::add);
      }
    }
    return others;
  }

  private static List<Target> targets(Facts facts, KeptPlan plan, Optional<String> only) {
    Map<String, List<Deployed>> bySite = new TreeMap<>();
    plan.sites()
        .forEach(
            (component, site) -> {
              if (only.isEmpty() || only.get().equals(site.value())) {
                bySite
                    .computeIfAbsent(site.value(), k -> new ArrayList<>())
                    .add(deployed(facts, component.value()));
              }
            });
    List<Target> targets = new ArrayList<>();
    bySite.forEach(
        (site, components) ->
            targets.add(new Target(site, site.substring(1 + site.lastIndexOf('/')), components)));
    return targets;
  }

  private static Deployed deployed(Facts facts, String iri) {
    Node component = NodeFactory.createURI(iri);
    String[] parts = iri.split("/", -1);
    String name =
        String.join("-", List.of(parts).subList(Math.max(0, parts.length - 2), parts.length));
    return new Deployed(
        iri,
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"),
        up(facts, component, Icra.REQUESTS_VCPU, MILLICORES_PER_CORE),
        up(facts, component, Icra.REQUESTS_MEMORY_GIB, MIB_PER_GIB),
        (int) up(facts, component, Icra.REQUESTS_GPU, 1));
  }

  private static long up(Facts facts, Node component, Node property, int units) {
    return facts
        .number(component, property)
        .map(n -> (long) Math.ceil(n.doubleValue() * units - 1e-9))
        .orElse(0L);
  }
}
