package eu.continuo.solver.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShiftingTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final HourlySeries DAY = new HourlySeries(NOON, 5, 4, 9, 1, 9, 2, 3, 8);

  @Test
  void takesTheCheapestStretchAtOnce() {
    assertThat(Shifting.plan(job(2, 8, false), List.of(DAY), ShiftCosts.NONE))
        .isEqualTo(new Shift.Planned(List.of(new Shift.Run(0, 5, 2)), 5));
  }

  @Test
  void takesTheCheapestHoursInParts() {
    assertThat(Shifting.plan(job(3, 8, true), List.of(DAY), ShiftCosts.NONE))
        .isEqualTo(new Shift.Planned(List.of(new Shift.Run(0, 3, 1), new Shift.Run(0, 5, 2)), 6));
  }

  @Test
  void breaksOnlyWhereItPays() {
    assertThat(Shifting.plan(job(3, 8, true), List.of(DAY), new ShiftCosts(7, 0)))
        .isEqualTo(new Shift.Planned(List.of(new Shift.Run(0, 3, 3)), 12));
  }

  @Test
  void goesWhereItIsCheaperIfTheMovePays() {
    HourlySeries other = new HourlySeries(NOON, 9, 9, 9, 9, 1, 9, 9, 9);
    List<HourlySeries> zones = List.of(DAY, other);
    assertThat(Shifting.plan(job(2, 8, true), zones, ShiftCosts.NONE))
        .isEqualTo(new Shift.Planned(List.of(new Shift.Run(0, 3, 1), new Shift.Run(1, 4, 1)), 2));
    assertThat(Shifting.plan(job(2, 8, true), zones, ShiftCosts.STAY))
        .isEqualTo(new Shift.Planned(List.of(new Shift.Run(0, 3, 1), new Shift.Run(0, 5, 1)), 3));
  }

  @Test
  void saysByHowMuchAWindowIsTooShort() {
    assertThat(Shifting.plan(job(9, 8, true), List.of(DAY), ShiftCosts.NONE))
        .isEqualTo(new Shift.TooShort(1));
    assertThat(Shifting.plan(job(9, 24, true), List.of(DAY), ShiftCosts.NONE))
        .isEqualTo(new Shift.TooShort(1));
    assertThat(
            Shifting.plan(
                new DeferrableJob(NOON.minusSeconds(3600), 1, NOON, true),
                List.of(DAY),
                ShiftCosts.NONE))
        .isEqualTo(new Shift.TooShort(1));
  }

  /** Every way to run is tried. */
  @Test
  void noOtherWayIsCheaper() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      int window = random.nextInt(1, 8);
      int zones = random.nextInt(1, 4);
      DeferrableJob job = job(random.nextInt(1, window + 1), window, random.nextBoolean());
      ShiftCosts costs =
          new ShiftCosts(random.nextInt(4), random.nextInt(5) == 0 ? 1e9 : random.nextInt(4));
      List<HourlySeries> figures = new ArrayList<>();
      for (int zone = 0; zone < zones; zone++) {
        figures.add(
            new HourlySeries(NOON, random.doubles(window, 0, 10).map(Math::floor).toArray()));
      }
      Shift.Planned planned = (Shift.Planned) Shifting.plan(job, figures, costs);
      assertThat(planned.hours()).isEqualTo(job.hours());
      int[] places = places(planned, window);
      assertThat(cost(places, job, figures, costs)).isEqualTo(planned.cost(), within(1e-9));
      assertThat(planned.cost())
          .isEqualTo(cheapest(new int[window], 0, job, figures, costs), within(1e-9));
    }
  }

  private static double cheapest(
      int[] places, int hour, DeferrableJob job, List<HourlySeries> zones, ShiftCosts costs) {
    if (hour == places.length) {
      return cost(places, job, zones, costs);
    }
    double best = Double.POSITIVE_INFINITY;
    for (int place = -1; place < zones.size(); place++) {
      places[hour] = place;
      best = Math.min(best, cheapest(places, hour + 1, job, zones, costs));
    }
    return best;
  }

  /** The zone of each hour, or -1, counted from nothing. */
  private static double cost(
      int[] places, DeferrableJob job, List<HourlySeries> zones, ShiftCosts costs) {
    double cost = 0;
    int run = 0;
    int last = -1;
    for (int hour = 0; hour < places.length; hour++) {
      if (places[hour] < 0) {
        continue;
      }
      cost += zones.get(places[hour]).at(hour);
      if (last >= 0) {
        boolean moved = places[last] != places[hour];
        boolean broken = last + 1 < hour;
        if (!job.interruptible() && (moved || broken)) {
          return Double.POSITIVE_INFINITY;
        }
        cost += (moved ? costs.move() : 0) + (broken ? costs.resume() : 0);
      }
      last = hour;
      run++;
    }
    return run == job.hours() ? cost : Double.POSITIVE_INFINITY;
  }

  private static int[] places(Shift.Planned planned, int window) {
    int[] places = new int[window];
    java.util.Arrays.fill(places, -1);
    for (Shift.Run run : planned.runs()) {
      for (int hour = run.first(); hour < run.first() + run.hours(); hour++) {
        assertThat(places[hour]).isEqualTo(-1);
        places[hour] = run.zone();
      }
    }
    return places;
  }

  private static DeferrableJob job(int hours, int window, boolean interruptible) {
    return new DeferrableJob(NOON, hours, NOON.plus(Duration.ofHours(window)), interruptible);
  }
}
