package eu.continuo.solver.shift;

import java.util.Arrays;

/**
 * A baseline forecaster of hourly figures: intensity, price, surplus. It knows the past of the
 * series and the calendar, and no weather; whoever has better forecasts uses those.
 *
 * <p>The median of an hour is drawn from two sides: the last day at the same time of day, which
 * knows how windy it is just now, and the median of the same hour of like days of the last four
 * weeks, which knows the season; the further ahead, the less the first counts. How far it errs is
 * taken from how far the same rule erred in these weeks, lead by lead (split conformal prediction,
 * Lei et al., JASA 2018).
 */
public final class QuantileForecaster {
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final int SEASON_DAYS = 28;

  /**
   * So many hours of the past it has to know: four weeks to err in, each with four weeks before.
   */
  public static final int HISTORY_HOURS_MIN = 2 * SEASON_DAYS * DAY;

  /** Further ahead the calendar is all that is known. */
  public static final int AHEAD_HOURS_MAX = SEASON_DAYS / 2 * DAY;

  /** After so many hours the last day counts e times less. */
  private static final double FADES_HOURS = 20;

  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /**
   * Forecasts the hours after the last one of the past.
   *
   * @param past at least {@link #HISTORY_HOURS_MIN} hours
   * @param hours how many, at most {@link #AHEAD_HOURS_MAX}
   */
  public Forecast forecast(HourlySeries past, int hours) {
    if (past.hours() < HISTORY_HOURS_MIN) {
      throw new IllegalArgumentException(
          "The past has " + past.hours() + " hours, and " + HISTORY_HOURS_MIN + " are needed.");
    }
    if (hours > AHEAD_HOURS_MAX) {
      throw new IllegalArgumentException(hours + " hours ahead cannot be told.");
    }
    int now = past.hours();
    double[] median = medians(past, now, hours);
    double[] low = new double[hours];
    double[] high = new double[hours];
    for (int day = 0; day * DAY < hours; day++) {
      double[] errors = errors(past, now, day);
      for (int hour = day * DAY; hour < Math.min(hours, (day + 1) * DAY); hour++) {
        low[hour] = median[hour] + quantile(errors, LOW);
        high[hour] = median[hour] + quantile(errors, HIGH);
      }
    }
    return new Forecast(
        new HourlySeries(past.until(), low),
        new HourlySeries(past.until(), median),
        new HourlySeries(past.until(), high));
  }

  /**
   * The medians alone, as they would have been told at an hour of the past.
   *
   * @param now the number of the first hour that was not known then, at least four weeks on
   */
  public HourlySeries median(HourlySeries series, int now, int hours) {
    return new HourlySeries(series.part(now, now).from(), medians(series, now, hours));
  }

  /** How far the rule erred in the last four weeks, so many days ahead; sorted. */
  private static double[] errors(HourlySeries past, int now, int daysAhead) {
    int ends = SEASON_DAYS - daysAhead;
    double[] errors = new double[ends * DAY];
    for (int issued = 0; issued < ends; issued++) {
      int then = now - (daysAhead + 1 + issued) * DAY;
      for (int hour = 0; hour < DAY; hour++) {
        int lead = daysAhead * DAY + hour;
        errors[issued * DAY + hour] = past.at(then + lead) - told(past, then, lead);
      }
    }
    Arrays.sort(errors);
    return errors;
  }

  private static double[] medians(HourlySeries past, int now, int hours) {
    double[] medians = new double[hours];
    for (int lead = 0; lead < hours; lead++) {
      medians[lead] = told(past, now, lead);
    }
    return medians;
  }

  private static double told(HourlySeries past, int now, int lead) {
    double weight = Math.exp(-lead / FADES_HOURS);
    int yesterday = now - DAY + lead % DAY;
    return weight * past.at(yesterday) + (1 - weight) * seasonal(past, now, lead);
  }

  /** The median at the same time of like days: working days, or days of the weekend. */
  private static double seasonal(HourlySeries past, int now, int lead) {
    boolean weekend = isWeekend(past, now + lead);
    double[] like = new double[SEASON_DAYS];
    int found = 0;
    for (int day = 1; day <= SEASON_DAYS; day++) {
      int hour = now + lead % DAY - day * DAY;
      if (isWeekend(past, hour) == weekend) {
        like[found++] = past.at(hour);
      }
    }
    double[] sorted = Arrays.copyOf(like, found);
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  private static boolean isWeekend(HourlySeries series, int hour) {
    // The first of January 1970 was a Thursday.
    long hours = series.from().getEpochSecond() / 3600 + hour + 3L * DAY;
    return Math.floorMod(hours, (long) WEEK) >= 5L * DAY;
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
