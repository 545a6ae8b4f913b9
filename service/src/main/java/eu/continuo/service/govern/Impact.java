package eu.continuo.service.govern;

import eu.continuo.policies.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the latest bundle of a policy would change, were it in force.
 *
 * @param policy its name
 * @param sha256 of the bundle
 * @param at the clock of the assessment
 * @param components how many were asked about
 * @param sites at how many sites
 * @param allowed how many pairs are allowed now
 * @param lost how many of these would no longer be
 * @param gained how many would be allowed that are not now
 * @param nowhere components that would have no site left
 * @param unlawful placed components that may stay where they are now, and could not
 * @param withdrawn offerings at sites where nothing that may run there now could
 * @param agreements about these
 * @param cost of what the unlawful ones would have to do; null where there are none
 */
public record Impact(
    String policy,
    String sha256,
    Instant at,
    int components,
    int sites,
    long allowed,
    long lost,
    long gained,
    List<String> nowhere,
    List<Unlawful> unlawful,
    List<String> withdrawn,
    List<String> agreements,
    @Nullable Cost cost) {
  public Impact {
    nowhere = List.copyOf(nowhere);
    unlawful = List.copyOf(unlawful);
    withdrawn = List.copyOf(withdrawn);
    agreements = List.copyOf(agreements);
  }

  /** A component that could not stay at its site, and why. */
  public record Unlawful(String component, String site, List<Reason> reasons) {
    public Unlawful {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What complying again costs: the difference between the best sites that are found for the
   * unlawful components under the policy and those that are found without it, while the rest stays.
   *
   * @param euroPerMonth more than without it; less than zero where it gets cheaper
   * @param carbonGramsPerHour more than without it
   * @param unplaced components for which a site is found without the policy and none with it
   * @param uncounted unlawful components of applications of which a fact is missing
   * @param moves what would go elsewhere, and where to
   */
  public record Cost(
      double euroPerMonth,
      double carbonGramsPerHour,
      List<String> unplaced,
      List<String> uncounted,
      List<Move> moves) {
    public Cost {
      unplaced = List.copyOf(unplaced);
      uncounted = List.copyOf(uncounted);
      moves = List.copyOf(moves);
    }
  }

  /** A component that goes from one site to another. */
  public record Move(String component, String from, String to) {}
}
