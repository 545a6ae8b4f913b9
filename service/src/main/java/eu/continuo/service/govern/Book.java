package eu.continuo.service.govern;

import eu.continuo.policies.Level;
import eu.continuo.policies.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was published, what is in force, what is waived, and every step that led there.
 *
 * @param packs by the name of the policy
 * @param waivers also those that have ended
 * @param history in the order in which it happened
 */
public record Book(SortedMap<String, Pack> packs, List<Waiver> waivers, List<Step> history) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static final Book EMPTY = new Book(new TreeMap<>(), List.of(), List.of());

  public Book {
    packs = new TreeMap<>(packs);
    waivers = List.copyOf(waivers);
    history = List.copyOf(history);
  }

  /**
   * A policy and its revisions.
   *
   * @param level who speaks by it
   * @param published every revision, the latest last
   * @param stage what is done with which revision now
   * @param before what was done before, the latest last: what a rollback returns to
   * @param approvals signed approvals of the next activation
   */
  public record Pack(
      Level level,
      List<Revision> published,
      Stage stage,
      List<Stage> before,
      List<Approval> approvals) {
    public Pack {
      published = List.copyOf(published);
      before = List.copyOf(before);
      approvals = List.copyOf(approvals);
    }

    /** The revision with this digest. */
    Revision revision(String sha256) {
      return published.stream()
          .filter(r -> r.sha256.equals(sha256))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No revision " + sha256 + " is kept."));
    }

    Pack at(Stage next) {
      List<Stage> path = new ArrayList<>(before);
      path.add(stage);
      return new Pack(level, published, next, path, List.of());
    }

    Pack back() {
      return new Pack(
          level, published, before.getLast(), before.subList(0, before.size() - 1), List.of());
    }

    Pack approved(Approval approval) {
      List<Approval> all = new ArrayList<>(approvals);
      all.removeIf(a -> a.by.equals(approval.by));
      all.add(approval);
      return new Pack(level, published, stage, before, all);
    }

    /** What is done with a revision, in a word. */
    public String state(Revision revision) {
      String sha256 = revision.sha256;
      if (sha256.equals(stage.enforced)) {
        return "enforced";
      }
      if (sha256.equals(stage.shadow)) {
        return "shadow";
      }
      return before.stream().anyMatch(s -> sha256.equals(s.enforced)) ? "retired" : "published";
    }
  }

  /**
   * A bundle.
   *
   * @param sha256 of the bundle
   * @param revision as its author calls it
   * @param keyId who signed it
   * @param at when it was published
   */
  public record Revision(String sha256, String revision, String keyId, Instant at) {}

  /**
   * What is done with a policy, each a digest of a bundle.
   *
   * @param shadow is asked and noted, and decides nothing
   * @param enforced decides
   */
  public record Stage(@Nullable String shadow, @Nullable String enforced) {
    static final Stage NONE = new Stage(null, null);
  }

  /**
   * Somebody's signed word that a bundle may be enforced.
   *
   * @param by the name of the key
   * @param token what was signed
   */
  public record Approval(String by, String token) {}

  /** One step: who did what with which policy, or which bundle of it. */
  public record Step(Instant at, String did, String policy, String what) {}

  Book with(String policy, Pack pack, Step step) {
    SortedMap<String, Pack> next = new TreeMap<>(packs);
    next.put(policy, pack);
    return new Book(next, waivers, and(step));
  }

  Book waiving(List<Waiver> next, Step step) {
    return new Book(packs, next, and(step));
  }

  private List<Step> and(Step step) {
    List<Step> steps = new ArrayList<>(history);
    steps.add(step);
    return steps;
  }
}
