package eu.continuo.examples;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;

/** Draws from a seed: the same seed and name give the same draws on every machine. */
public final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Draws that belong to one thing, whatever else is drawn. */
  public static Chance of(long seed, String name) {
    return new Chance(seed * 1_000_003 + name.hashCode());
  }

  /** A whole number from one to another, both included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A decimal from one to another, both in units of its last place. */
  public BigDecimal between(int least, int most, int scale) {
    return BigDecimal.valueOf(between(least, most), scale);
  }

  /** Whether something happens that does so in so many cases of a hundred. */
  public boolean percent(int cases) {
    return between(1, 100) <= cases;
  }

  /** One of these. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }
}
