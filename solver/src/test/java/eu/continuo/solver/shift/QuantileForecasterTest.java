package eu.continuo.solver.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileForecasterTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final int DAYS = 70;
  private final QuantileForecaster forecaster = new QuantileForecaster();

  @Test
  void knowsWhatComesBackEveryWeek() {
    HourlySeries year = series(0);
    Forecast forecast =
        forecaster.forecast(year.part(0, QuantileForecaster.HISTORY_HOURS_MIN), 14 * 24);
    for (int hour = 24; hour < 14 * 24; hour++) {
      double actual = year.at(QuantileForecaster.HISTORY_HOURS_MIN + hour);
      // It begins on a Monday: the Sunday before is 50 lower, and no guide for the first hours.
      assertThat(forecast.median().at(hour)).isEqualTo(actual, within(51 * Math.exp(-hour / 20.0)));
    }
  }

  @Test
  void eightHoursInTenLieBetweenLowAndHigh() {
    HourlySeries noisy = series(30);
    int inside = 0;
    int all = 0;
    for (int now = QuantileForecaster.HISTORY_HOURS_MIN; now + 48 <= noisy.hours(); now += 24) {
      Forecast forecast = forecaster.forecast(noisy.part(0, now), 48);
      for (int hour = 0; hour < 48; hour++) {
        double actual = noisy.at(now + hour);
        all++;
        inside += forecast.low().at(hour) <= actual && actual <= forecast.high().at(hour) ? 1 : 0;
      }
    }
    assertThat(inside / (double) all).isBetween(0.72, 0.88);
  }

  @Test
  void looksAtNothingThatCameLater() {
    HourlySeries noisy = series(30);
    int now = QuantileForecaster.HISTORY_HOURS_MIN;
    assertThat(forecaster.median(noisy, now, 48))
        .isEqualTo(forecaster.median(noisy.part(0, now), now, 48))
        .isEqualTo(forecaster.forecast(noisy.part(0, now), 48).median());
  }

  @Test
  void refusesAPastThatIsTooShort() {
    HourlySeries past = series(0).part(1, QuantileForecaster.HISTORY_HOURS_MIN);
    assertThatIllegalArgumentException().isThrownBy(() -> forecaster.forecast(past, 24));
  }

  private static HourlySeries series(double noise) {
    SplittableRandom random = new SplittableRandom(3);
    return new HourlySeries(
        MONDAY,
        IntStream.range(0, DAYS * 24)
            .mapToDouble(
                hour ->
                    200
                        + 50 * Math.sin(hour % 24 / 24.0 * 2 * Math.PI)
                        - (hour / 24 % 7 >= 5 ? 50 : 0)
                        + noise * random.nextGaussian())
            .toArray());
  }
}
