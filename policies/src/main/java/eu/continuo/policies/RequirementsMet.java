package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * For each class of requirements, the classes of sites that meet it, by a policy that judges each
 * requirement by itself.
 *
 * <p>Where the policy knows traits, such as the country of a site, a thousand sites share a few
 * dozen: a requirement is judged once for each trait, and a new site only has to be given its
 * traits. Where it knows none, each class of sites is a trait of its own.
 */
final class RequirementsMet {
  private final Policy policy;
  private final Classes traits = new Classes();

  /** For each class of sites, its traits. */
  private final List<int[]> traitsOf = new ArrayList<>();

  /** For each trait, the classes of sites that have it. */
  private final List<BitSet> having = new ArrayList<>();

  /** For each class of requirements, the traits that meet it. */
  private final KnownPairs byTrait;

  /** For each class of requirements, the classes of sites that meet it. */
  private final List<BitSet> met = new ArrayList<>();

  RequirementsMet(Policy policy) {
    this.policy = policy;
    this.byTrait = new KnownPairs(policy);
  }

  /** The classes of sites that meet a requirement, which nobody but this changes. */
  BitSet candidates(int requirement) {
    return met.get(requirement);
  }

  void clear() {
    traits.clear();
    traitsOf.clear();
    having.clear();
    byTrait.clear();
    met.clear();
  }

  /**
   * Judges what is new of requirements and candidates.
   *
   * @return how many pairs of a requirement and a trait were evaluated
   * @throws PolicyFailedException when the policy cannot be evaluated; this is of no use then
   */
  long extend(Classes requirements, Classes candidates, PolicyData data, Instant now) {
    var knownCandidates = traitsOf.size();
    if (knownCandidates < candidates.size()) {
      addTraits(candidates.from(knownCandidates), data, now);
    }
    KnownPairs.Asking asking =
        (from, to, fromTrait) ->
            policy.met(
                data,
                Json.write(
                    input(now)
                        .<ObjectNode>set("requirements", requirements.between(from, to))
                        .set(
                            policy.knowsTraits() ? "traits" : "candidates",
                            traits.from(fromTrait))),
                now);
    if (requirements.size() == 0) {
      // What is broken allows nothing, also where nothing is required.
      policy.checkAnswered(asking.ask(0, 0, 0).size(), 0);
    }
    var pairs = byTrait.extend(requirements.size(), traits.size(), asking);
    for (var known = 0; known < met.size(); known++) {
      for (var candidate = knownCandidates; candidate < traitsOf.size(); candidate++) {
        met.get(known).set(candidate, isMet(byTrait.row(known), traitsOf.get(candidate)));
      }
    }
    while (met.size() < requirements.size()) {
      var all = new BitSet(traitsOf.size());
      byTrait.row(met.size()).stream().forEach(trait -> all.or(having.get(trait)));
      met.add(all);
    }
    return pairs;
  }

  private static boolean isMet(BitSet meeting, int[] has) {
    for (var trait : has) {
      if (meeting.get(trait)) {
        return true;
      }
    }
    return false;
  }

  private void addTraits(ArrayNode fresh, PolicyData data, Instant now) {
    if (!policy.knowsTraits()) {
      fresh.forEach(candidate -> has(List.of(candidate)));
      return;
    }
    var answer = policy.traits(data, Json.write(input(now).set("candidates", fresh)), now);
    policy.checkAnswered(answer.size(), fresh.size());
    answer.forEach(this::has);
  }

  /** What the next class of sites has. */
  private void has(Iterable<JsonNode> shared) {
    var numbers = new ArrayList<Integer>();
    for (var trait : shared) {
      var number = traits.of(trait);
      while (having.size() < traits.size()) {
        having.add(new BitSet());
      }
      having.get(number).set(traitsOf.size());
      numbers.add(number);
    }
    traitsOf.add(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private static ObjectNode input(Instant now) {
    return Json.object().put("nowEpochS", now.getEpochSecond());
  }
}
