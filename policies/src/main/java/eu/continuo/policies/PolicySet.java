package eu.continuo.policies;

import eu.continuo.policies.DecisionRequest.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All policies in force, as one judge: a component may run at a site when every one of them allows
 * it (XACML's deny-overrides). What a policy leaves open, and what goes wrong in it, denies.
 *
 * @param members in the order of their levels, and by name
 * @param waivers what does not count for a while
 */
public record PolicySet(List<Member> members, List<Waiver> waivers) {
  /** Reasons that say that a policy did not judge; nobody can waive the judgement itself. */
  private static final Set<String> NEVER_WAIVED = Set.of("policy.failed", "policy.unanswered");

  public PolicySet {
    members =
        members.stream()
            .sorted(Comparator.comparing(Member::level).thenComparing(m -> m.policy().name()))
            .toList();
    waivers = List.copyOf(waivers);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("No policy at all would allow everything.");
    }
  }

  /**
   * One policy in force.
   *
   * @param waivable whether waivers count against it
   */
  public record Member(Level level, Policy policy, boolean waivable) {}

  /** One policy alone, that nobody can waive. */
  public static PolicySet of(Policy policy) {
    return new PolicySet(List.of(new Member(Level.FEDERATION, policy, false)), List.of());
  }

  /**
   * Decides about every component at every site of the request.
   *
   * @param now the time at which validity is judged, in whole seconds
   * @return one decision for each pair, with the reasons of every policy that has one
   */
  public Decisions decide(PolicyData data, DecisionRequest request, Instant now) {
    var answers =
        members.stream()
            .map(m -> m.policy.decide(data, share(m.policy.name(), request), now))
            .toList();
    var combined = new ArrayList<Decision>();
    for (var first : answers.getFirst().all()) {
      var pair = new Decision.Pair(first.component(), first.site());
      combined.add(
          combined(
              pair,
              answers.stream().map(a -> a.of(pair.component(), pair.site()).orElseThrow()).toList(),
              now));
    }
    return new Decisions(revisions(), data.sha256(), now, combined);
  }

  /**
   * What a policy is asked of a question: the requirements of its kind, where it is named after
   * one, and those of all kinds that no policy in force is named after, where it is not.
   *
   * @param policy its name; one that is not in force is asked as if it were
   */
  public DecisionRequest share(String policy, DecisionRequest request) {
    var division =
        Division.among(Stream.concat(names().stream(), Stream.of(policy)).distinct().toList());
    return new DecisionRequest(division.share(policy, request.components()), request.sites());
  }

  /** The names of the policies, in the order of their levels. */
  public List<String> names() {
    return members.stream().map(m -> m.policy.name()).toList();
  }

  /** SHA-256 of each policy's module, by name. */
  private Map<String, String> revisions() {
    var revisions = new TreeMap<String, String>();
    members.forEach(m -> revisions.put(m.policy.name(), m.policy.sha256()));
    return revisions;
  }

  private Decision combined(Decision.Pair pair, List<Decision> answers, Instant now) {
    var reasons = new ArrayList<Reason>();
    var waived = new ArrayList<Decision.Waived>();
    for (var i = 0; i < answers.size(); i++) {
      for (var reason : answers.get(i).reasons()) {
        var waiver =
            waiversOf(members.get(i), now).stream()
                .filter(w -> w.covers(pair.component(), pair.site()) && w.waives(reason))
                .findFirst();
        if (waiver.isPresent() && !NEVER_WAIVED.contains(reason.code())) {
          waived.add(new Decision.Waived(reason, waiver.get()));
        } else {
          reasons.add(reason);
        }
      }
    }
    return new Decision(pair.component(), pair.site(), reasons.isEmpty(), reasons, waived);
  }

  private List<Waiver> waiversOf(Member member, Instant now) {
    return member.waivable
        ? waivers.stream()
            .filter(w -> w.policy().equals(member.policy.name()) && w.holds(now))
            .toList()
        : List.of();
  }

  /** Who may run where, without reasons. */
  public sealed interface Table {
    /** Everything is decided. */
    final class Decided implements Table {
      private final List<String> sites;
      private final List<Eligibility> tables;
      private final List<int[]> siteClasses;
      private final Set<Decision.Pair> waived;

      /**
       * What these tables say together.
       *
       * @param sites all sites, in the order in which answers are given
       * @param waived what is allowed only because of a waiver
       */
      Decided(List<String> sites, List<Eligibility> tables, Set<Decision.Pair> waived) {
        this.sites = List.copyOf(sites);
        this.tables = List.copyOf(tables);
        this.siteClasses = tables.stream().map(table -> table.classesOf(sites)).toList();
        this.waived = Set.copyOf(waived);
      }

      /** All sites, in the order of their IRIs. */
      public List<String> sites() {
        return sites;
      }

      /** Whether the component may run at the site. */
      public boolean allows(String component, String site) {
        return tables.stream().allMatch(table -> table.allows(component, site))
            || waived.contains(new Decision.Pair(component, site));
      }

      /** The positions of the sites at which the component may run. */
      public BitSet allowed(String component) {
        var allowed = new BitSet(sites.size());
        allowed.set(0, sites.size());
        for (var i = 0; i < tables.size(); i++) {
          allowed.and(tables.get(i).allowed(component, siteClasses.get(i)));
        }
        if (!waived.isEmpty()) {
          for (var i = allowed.nextClearBit(0); i < sites.size(); i = allowed.nextClearBit(i + 1)) {
            allowed.set(i, waived.contains(new Decision.Pair(component, sites.get(i))));
          }
        }
        return allowed;
      }
    }

    /** A policy could not be evaluated, so that nothing is allowed. */
    record Failed(Reason reason) implements Table {}
  }

  /**
   * What was decided of one continuum and the same components at one time, so that two sets of
   * policies decide once what they have in common. For one thread at a time.
   */
  public static final class Known {
    private record Asked(Policy policy, Division division) {}

    private final Map<Asked, Eligibility> tables = new HashMap<>();
  }

  /**
   * Decides about many components at all sites of a continuum, by classes of what the policies
   * read.
   *
   * @param known what was decided before; what this decides is added
   */
  public Table table(Continuum seen, List<Component> asked, Instant now, Known known) {
    var sites = seen.sites().keySet().stream().sorted().toList();
    var tables = new ArrayList<Eligibility>();
    var division = Division.among(names());
    for (var member : members) {
      var key = new Known.Asked(member.policy, division);
      var table = known.tables.get(key);
      if (table == null) {
        table = member.policy.eligibility();
        var share = division.share(member.policy.name(), asked);
        if (table.update(seen, share, now) instanceof Eligibility.Update.Failed(var reason)) {
          return new Table.Failed(reason);
        }
        known.tables.put(key, table);
      }
      tables.add(table);
    }
    return new Table.Decided(sites, tables, waived(seen, asked, now));
  }

  /** The pairs that are allowed because of a waiver: those it is about are decided one by one. */
  private Set<Decision.Pair> waived(Continuum seen, List<Component> asked, Instant now) {
    var allowed = new HashSet<Decision.Pair>();
    if (waivers.isEmpty()) {
      return allowed;
    }
    var data = PolicyData.of(seen);
    for (var member : members) {
      for (var waiver : waiversOf(member, now)) {
        var components =
            waiver.component().isEmpty()
                ? asked
                : asked.stream().filter(c -> c.iri().equals(waiver.component())).toList();
        var sites =
            seen.sites().keySet().stream()
                .filter(s -> waiver.site().isEmpty() || s.equals(waiver.site()))
                .toList();
        decide(data, new DecisionRequest(components, sites), now).all().stream()
            .filter(Decision::allow)
            .forEach(d -> allowed.add(new Decision.Pair(d.component(), d.site())));
      }
    }
    return allowed;
  }
}
