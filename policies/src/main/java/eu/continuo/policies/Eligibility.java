package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of many components may run at which of many sites, by one policy, kept up to date.
 *
 * <p>Reasons are left out: ask {@link Policy#decide} about a pair. Components and sites that differ
 * in nothing that the policy reads are one class, and only pairs of classes are evaluated. What was
 * evaluated is kept as long as places, attestations and time stay: a changed site, component or
 * requirement costs its own pairs. For one thread at a time.
 */
public final class Eligibility {
  /** So many that what an evaluation does once is shared. */
  private static final int COMPONENTS_PER_EVALUATION = 20_000;

  /** So many pairs another engine is asked about in one evaluation. */
  private static final int PAIRS_PER_QUESTION = 500_000;

  /** What the first evaluation is about: a module that has not run yet takes far longer. */
  private static final int FIRST_PAIRS = 20_000;

  /** Evaluations are made larger until they take so long, far from where they are ended. */
  private static final long EVALUATION_NS = 500_000_000;

  private final Policy policy;
  private final Map<Requirement, Integer> requirementClasses = new HashMap<>();
  private final Classes requirements = new Classes();
  private final Map<Continuum.Site, Integer> siteClasses = new HashMap<>();
  private final Classes candidates = new Classes();
  private final Map<List<Integer>, Integer> componentClasses = new HashMap<>();
  private final List<List<Integer>> components = new ArrayList<>();

  /** For each class of components, the classes of sites; no entry where nothing is known yet. */
  private final List<BitSet> rows = new ArrayList<>();

  private List<Component> lastAsked = List.of();
  private Map<String, Integer> classOfComponent = Map.of();
  private Map<String, Integer> classOfSite = Map.of();
  private @Nullable Continuum continuum;
  private @Nullable PolicyData data;
  private Instant now = Instant.MIN;

  Eligibility(Policy policy) {
    this.policy = policy;
  }

  /** What came of an update. */
  public sealed interface Update {
    /**
     * Everything is decided.
     *
     * @param evaluatedPairs how many pairs of classes were evaluated
     * @param componentClasses how many classes of components are known
     * @param siteClasses how many classes of sites are known
     */
    record Updated(long evaluatedPairs, int componentClasses, int siteClasses) implements Update {}

    /** The policy could not be evaluated: nothing is allowed until it can. */
    record Failed(Reason reason) implements Update {}
  }

  /** Values of one kind, each once, by what of them is read. */
  private static final class Classes {
    private final Map<JsonNode, Integer> ids = new HashMap<>();
    private final List<JsonNode> values = new ArrayList<>();

    int of(JsonNode read) {
      return ids.computeIfAbsent(
          read,
          value -> {
            values.add(value);
            return values.size() - 1;
          });
    }
  }

  /** Whether the component may run at the site; false for what was not in the last update. */
  public boolean allows(String component, String site) {
    var row = classOfComponent.get(component);
    var column = classOfSite.get(site);
    return row != null && column != null && rows.get(row).get(column);
  }

  /** The class of each of these sites, for {@link #allowed}; -1 for what was not in the update. */
  int[] classesOf(List<String> sites) {
    return sites.stream().mapToInt(site -> classOfSite.getOrDefault(site, -1)).toArray();
  }

  /**
   * At which sites a component may run.
   *
   * @param siteClasses what {@link #classesOf} gave
   * @return positions of sites in that list
   */
  BitSet allowed(String component, int[] siteClasses) {
    var allowed = new BitSet(siteClasses.length);
    var row = classOfComponent.get(component);
    if (row != null) {
      var classes = rows.get(row);
      for (var i = 0; i < siteClasses.length; i++) {
        if (siteClasses[i] >= 0 && classes.get(siteClasses[i])) {
          allowed.set(i);
        }
      }
    }
    return allowed;
  }

  /**
   * Decides about all of these components at all sites of the continuum.
   *
   * @param asked each once
   * @param at the time at which validity is judged, in whole seconds
   */
  public Update update(Continuum seen, List<Component> asked, Instant at) {
    try {
      return updated(seen, List.copyOf(asked), at);
    } catch (PolicyFailedException e) {
      forget();
      return new Update.Failed(e.reason());
    }
  }

  private Update updated(Continuum seen, List<Component> asked, Instant at) {
    var shared = shared(seen);
    if (data == null || !at.equals(now) || !shared.sha256().equals(data.sha256())) {
      forget();
    }
    continuum = seen;
    data = shared;
    now = at;
    var knownComponents = components.size();
    var knownCandidates = candidates.values.size();
    var rowsByIri = asked.equals(lastAsked) ? classOfComponent : rowsOf(asked);
    var columnsByIri = HashMap.<String, Integer>newHashMap(seen.sites().size());
    seen.sites().forEach((iri, site) -> columnsByIri.put(iri, classOf(site)));
    var pairs = evaluate(0, knownComponents, knownCandidates);
    pairs += evaluate(knownComponents, components.size(), 0);
    lastAsked = asked;
    classOfComponent = rowsByIri;
    classOfSite = columnsByIri;
    return new Update.Updated(pairs, components.size(), candidates.values.size());
  }

  private Map<String, Integer> rowsOf(List<Component> asked) {
    var rowsByIri = HashMap.<String, Integer>newHashMap(asked.size());
    asked.forEach(component -> rowsByIri.put(component.iri(), classOf(component)));
    return rowsByIri;
  }

  private void forget() {
    lastAsked = List.of();
    rows.clear();
    components.clear();
    componentClasses.clear();
    classOfComponent = Map.of();
    classOfSite = Map.of();
    siteClasses.clear();
    candidates.ids.clear();
    candidates.values.clear();
    data = null;
  }

  /** What all pairs share: everything that the policy reads of the data, without the sites. */
  private PolicyData shared(Continuum seen) {
    var before = continuum;
    if (data != null
        && before != null
        && before.places().equals(seen.places())
        && before.attestations().equals(seen.attestations())) {
      return data;
    }
    var all = Json.object().set("continuum", PolicyData.projection(seen));
    return PolicyData.of(Json.write(policy.reads().ofData(all)));
  }

  private int classOf(Component component) {
    var asked = component.requirements().stream().map(this::classOf).sorted().distinct().toList();
    return componentClasses.computeIfAbsent(
        asked,
        key -> {
          components.add(key);
          rows.add(new BitSet());
          return components.size() - 1;
        });
  }

  private int classOf(Requirement requirement) {
    return requirementClasses.computeIfAbsent(
        requirement,
        key ->
            requirements.of(policy.reads().ofInput(Policy.requirement(key), "requirements", "*")));
  }

  private int classOf(Continuum.Site site) {
    return siteClasses.computeIfAbsent(
        site,
        key -> {
          var facts = Json.object();
          PolicyData.write(facts, key);
          return candidates.of(policy.reads().ofInput(facts, "candidates", "*"));
        });
  }

  /** Evaluates some classes of components at the classes of sites from one on. */
  private long evaluate(int fromComponent, int toComponent, int fromCandidate) {
    var columns = candidates.values.size() - fromCandidate;
    if (columns == 0) {
      return 0;
    }
    var most = Math.clamp(FIRST_PAIRS / columns, 1, COMPONENTS_PER_EVALUATION);
    var from = fromComponent;
    while (from < toComponent) {
      var to = Math.min(from + most, toComponent);
      var began = System.nanoTime();
      evaluateSome(from, to, fromCandidate);
      var took = System.nanoTime() - began;
      if (took < EVALUATION_NS / 2) {
        most = Math.min(2 * most, COMPONENTS_PER_EVALUATION);
      } else if (took > 2 * EVALUATION_NS) {
        most = Math.max(1, most / 2);
      }
      from = to;
    }
    return (long) (toComponent - fromComponent) * columns;
  }

  private void evaluateSome(int from, int to, int fromCandidate) {
    var input = input(from, to, fromCandidate);
    var answer = policy.eligible(Objects.requireNonNull(data), Json.write(input), now);
    if (answer.size() != to - from) {
      throw new PolicyFailedException(
          policy.failure("it answers about another number of components"));
    }
    for (var i = 0; i < answer.size(); i++) {
      for (var position : answer.get(i)) {
        rows.get(from + i).set(fromCandidate + position);
      }
    }
  }

  /**
   * A question that one evaluation answers, as JSON, so that another engine can be asked the same.
   *
   * @param components how many classes of components it is about
   * @param sites how many classes of sites it is about
   */
  public record Question(String data, String input, int components, int sites) {}

  /**
   * The first question that the last update asked, or would have asked if it had known nothing.
   *
   * @throws IllegalStateException before the first update
   */
  public Question firstQuestion() {
    if (data == null) {
      throw new IllegalStateException("Nothing was asked yet.");
    }
    var atOnce = Math.max(1, PAIRS_PER_QUESTION / Math.max(candidates.values.size(), 1));
    var to = Math.min(components.size(), atOnce);
    return new Question(
        new String(data.json(), StandardCharsets.UTF_8),
        input(0, to, 0).toString(),
        to,
        candidates.values.size());
  }

  private ObjectNode input(int from, int to, int fromCandidate) {
    var input = Json.object().put("nowEpochS", now.getEpochSecond());
    var asked = input.putArray("requirements");
    var asks = new HashMap<Integer, Integer>();
    var lists = input.putArray("components");
    for (var component : components.subList(from, to)) {
      var list = lists.addArray();
      for (var requirement : component) {
        list.add(
            asks.computeIfAbsent(
                requirement,
                id -> {
                  asked.add(requirements.values.get(id));
                  return asked.size() - 1;
                }));
      }
    }
    var facts = input.putArray("candidates");
    candidates.values.subList(fromCandidate, candidates.values.size()).forEach(facts::add);
    return input;
  }
}
