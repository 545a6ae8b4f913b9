package eu.continuo.policies;

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
 * in nothing that the policy reads are one class, and only pairs of classes are evaluated. A policy
 * that judges each requirement by itself is asked about requirements, of which many components
 * share a few, and not about components. What was evaluated is kept as long as places, attestations
 * and time stay: a changed site, component or requirement costs its own pairs. For one thread at a
 * time.
 */
public final class Eligibility {
  /** So many pairs another engine is asked about in one evaluation. */
  private static final int PAIRS_PER_QUESTION = 500_000;

  private final Policy policy;
  private final Map<Requirement, Integer> requirementClasses = new HashMap<>();
  private final Classes requirements = new Classes();
  private final Map<Continuum.Site, Integer> siteClasses = new HashMap<>();
  private final Classes candidates = new Classes();
  private final Map<List<Integer>, Integer> componentClasses = new HashMap<>();
  private final List<List<Integer>> components = new ArrayList<>();

  /** For each class of components, the classes of sites where it may run. */
  private final List<BitSet> rows = new ArrayList<>();

  /** The classes of sites for each class of components, where the policy judges components. */
  private final KnownPairs eligible;

  /** The same for each class of requirements, where the policy judges these. */
  private final RequirementsMet met;

  private List<Component> lastAsked = List.of();
  private Map<String, Integer> classOfComponent = Map.of();
  private Map<String, Integer> classOfSite = Map.of();
  private @Nullable Continuum continuum;
  private @Nullable PolicyData data;
  private Instant now = Instant.MIN;

  Eligibility(Policy policy) {
    this.policy = policy;
    this.eligible = new KnownPairs(policy);
    this.met = new RequirementsMet(policy);
  }

  /** What came of an update. */
  public sealed interface Update {
    /**
     * Everything is decided.
     *
     * @param evaluatedPairs how many pairs were evaluated: of a class of components, or of
     *     requirements where the policy judges these, and a class of sites, or a trait of sites
     *     where it knows traits
     * @param componentClasses how many classes of components are known
     * @param siteClasses how many classes of sites are known
     */
    record Updated(long evaluatedPairs, int componentClasses, int siteClasses) implements Update {}

    /** The policy could not be evaluated: nothing is allowed until it can. */
    record Failed(Reason reason) implements Update {}
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
    var knownCandidates = candidates.size();
    var rowsByIri = asked.equals(lastAsked) ? classOfComponent : rowsOf(asked);
    var columnsByIri = HashMap.<String, Integer>newHashMap(seen.sites().size());
    seen.sites().forEach((iri, site) -> columnsByIri.put(iri, classOf(site)));
    var pairs =
        policy.judgesRequirements()
            ? judgeRequirements(knownComponents, knownCandidates)
            : judgeComponents();
    lastAsked = asked;
    classOfComponent = rowsByIri;
    classOfSite = columnsByIri;
    return new Update.Updated(pairs, components.size(), candidates.size());
  }

  private Map<String, Integer> rowsOf(List<Component> asked) {
    var rowsByIri = HashMap.<String, Integer>newHashMap(asked.size());
    asked.forEach(component -> rowsByIri.put(component.iri(), classOf(component)));
    return rowsByIri;
  }

  private void forget() {
    lastAsked = List.of();
    rows.clear();
    eligible.clear();
    met.clear();
    requirementClasses.clear();
    requirements.clear();
    components.clear();
    componentClasses.clear();
    classOfComponent = Map.of();
    classOfSite = Map.of();
    siteClasses.clear();
    candidates.clear();
    data = null;
  }

  /** What all pairs share: everything that the policy reads of the data, without the sites. */
  private PolicyData shared(Continuum seen) {
    var before = continuum;
    if (data != null
        && before != null
        && before.places().equals(seen.places())
        && before.attestations().equals(seen.attestations())
        && before.processing().equals(seen.processing())) {
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

  private long judgeComponents() {
    var pairs = eligible.extend(components.size(), candidates.size(), this::askAboutComponents);
    for (var i = 0; i < rows.size(); i++) {
      rows.set(i, eligible.row(i));
    }
    return pairs;
  }

  private List<int[]> askAboutComponents(int from, int to, int fromCandidate) {
    return policy.eligible(known(), Json.write(input(from, to, fromCandidate)), now);
  }

  /** Asks about requirements, and lets a component run where all of its own are met. */
  private long judgeRequirements(int knownComponents, int knownCandidates) {
    var pairs = met.extend(requirements, candidates, known(), now);
    var columns = candidates.size();
    for (var i = 0; i < rows.size(); i++) {
      var from = i < knownComponents ? knownCandidates : 0;
      if (from < columns) {
        meet(rows.get(i), components.get(i), from, columns);
      }
    }
    return pairs;
  }

  private void meet(BitSet row, List<Integer> asked, int from, int to) {
    if (from == 0) {
      row.set(0, to);
      asked.forEach(requirement -> row.and(met.candidates(requirement)));
    } else {
      for (var column = from; column < to; column++) {
        row.set(column, areMet(asked, column));
      }
    }
  }

  private boolean areMet(List<Integer> asked, int candidate) {
    for (var requirement : asked) {
      if (!met.candidates(requirement).get(candidate)) {
        return false;
      }
    }
    return true;
  }

  private PolicyData known() {
    return Objects.requireNonNull(data);
  }

  /**
   * A question that one evaluation answers, as JSON, so that another engine can be asked the same.
   *
   * @param components how many classes of components it is about
   * @param sites how many classes of sites it is about
   */
  public record Question(String data, String input, int components, int sites) {}

  /**
   * The first question about components that the last update asked, or would have asked if it had
   * known nothing and the policy judged whole components.
   *
   * @throws IllegalStateException before the first update
   */
  public Question firstQuestion() {
    if (data == null) {
      throw new IllegalStateException("Nothing was asked yet.");
    }
    var atOnce = Math.max(1, PAIRS_PER_QUESTION / Math.max(candidates.size(), 1));
    var to = Math.min(components.size(), atOnce);
    return new Question(
        new String(data.json(), StandardCharsets.UTF_8),
        input(0, to, 0).toString(),
        to,
        candidates.size());
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
                  asked.add(requirements.value(id));
                  return asked.size() - 1;
                }));
      }
    }
    input.set("candidates", candidates.from(fromCandidate));
    return input;
  }
}
