package eu.continuo.solver.shift;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A figure for each hour from an instant on, such as the carbon intensity of a grid zone in grams
 * per kWh. Hours are those of UTC; the figure of an hour holds from its first instant.
 */
public final class HourlySeries {
  private final Instant from;
  private final double[] values;

  /**
   * A series.
   *
   * @param from the first instant of an hour
   * @param values finite, one an hour
   * @throws IllegalArgumentException where the instant begins no hour or a value is not finite
   */
  public HourlySeries(Instant from, double... values) {
    if (from.getEpochSecond() % 3600 != 0 || from.getNano() != 0) {
      throw new IllegalArgumentException("No hour begins at " + from + ".");
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("A value is not finite.");
    }
    this.from = from;
    this.values = values.clone();
  }

  /** When its first hour begins. */
  public Instant from() {
    return from;
  }

  /** When its last hour ends. */
  public Instant until() {
    return from.plus(Duration.ofHours(values.length));
  }

  /** How many hours it has. */
  public int hours() {
    return values.length;
  }

  /** The value of the hour with this number, from 0. */
  public double at(int hour) {
    return values[hour];
  }

  /**
   * The number of the hour that holds an instant.
   *
   * @return below 0 or at least {@link #hours} where the series does not hold it
   */
  public int hourOf(Instant instant) {
    return Math.toIntExact(Math.floorDiv(instant.getEpochSecond() - from.getEpochSecond(), 3600L));
  }

  /**
   * A part of it.
   *
   * @param first the number of its first hour
   * @param end the number of the hour after its last
   */
  public HourlySeries part(int first, int end) {
    return new HourlySeries(
        from.plus(Duration.ofHours(first)), Arrays.copyOfRange(values, first, end));
  }

  /** The mean of all hours. */
  public double mean() {
    return Arrays.stream(values).average().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HourlySeries series
        && from.equals(series.from)
        && Arrays.equals(values, series.values);
  }

  @Override
  public int hashCode() {
    return 31 * from.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length + " hours from " + from;
  }
}
