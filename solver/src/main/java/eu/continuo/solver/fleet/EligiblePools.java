package eu.continuo.solver.fleet;

import java.util.BitSet;

/**
 * The pools where policy allows a group to run, as a set of positions in the fleet's list of pools.
 * Groups of one class of eligibility share one instance.
 */
public final class EligiblePools {

  private final BitSet positions;

  private EligiblePools(BitSet positions) {
    this.positions = positions;
  }

  /** A copy of the set. */
  public static EligiblePools of(BitSet positions) {
    return new EligiblePools((BitSet) positions.clone());
  }

  /** Whether policy allows the pool at this position. */
  public boolean allows(int position) {
    return positions.get(position);
  }

  /** How many pools are allowed. */
  public int count() {
    return positions.cardinality();
  }

  /** One more than the last position allowed. */
  int length() {
    return positions.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EligiblePools that && positions.equals(that.positions);
  }

  @Override
  public int hashCode() {
    return positions.hashCode();
  }

  @Override
  public String toString() {
    return positions.toString();
  }
}
