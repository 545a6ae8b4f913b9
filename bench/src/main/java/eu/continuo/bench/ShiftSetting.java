package eu.continuo.bench;

import eu.continuo.solver.shift.DeferrableJob;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The ad-hoc jobs of Wiesner et al., "Let's Wait Awhile" (Middleware 2021, section 5.2): 3,387
 * trainings of 4 to 90 hours, begun in 2020 on working days between 9 and 17 o'clock. Here they
 * begin and end on the hour, for our series are hourly, and are drawn by a generator of our own.
 */
final class ShiftSetting {
  private static final int JOBS = 3_387;
  private static final int HOURS_MIN = 4;
  private static final int HOURS_END = 90;
  private static final int OPENS = 9;
  private static final int CLOSES = 17;

  private ShiftSetting() {}

  /** By when a job has to be done. */
  enum Deadline {
    /**
     * A job that would end outside of working hours may end until 9 o'clock of the next day, or of
     * Monday where it would end on a Saturday or Sunday. As in the authors' code, the day after
     * Friday is Saturday.
     */
    NEXT_WORKDAY,
    /** Every job may end until 9 o'clock of the next Monday or Thursday. */
    SEMI_WEEKLY;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All jobs, in the order in which they are released. */
  static List<DeferrableJob> jobs(Deadline deadline, boolean interruptible, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LocalDate> days =
        LocalDate.of(2020, 1, 1)
            .datesUntil(LocalDate.of(2021, 1, 1))
            .filter(day -> day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue())
            .toList();
    List<DeferrableJob> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      LocalDate day = days.get(random.nextInt(days.size()));
      Instant release =
          day.atTime(LocalTime.of(random.nextInt(OPENS, CLOSES), 0)).toInstant(ZoneOffset.UTC);
      int hours = random.nextInt(HOURS_MIN, HOURS_END);
      ZonedDateTime end = release.plus(Duration.ofHours(hours)).atZone(ZoneOffset.UTC);
      jobs.add(new DeferrableJob(release, hours, latest(end, deadline).toInstant(), interruptible));
    }
    jobs.sort(Comparator.comparing(DeferrableJob::release));
    return jobs;
  }

  private static ZonedDateTime latest(ZonedDateTime end, Deadline deadline) {
    return switch (deadline) {
      case NEXT_WORKDAY -> nextWorkday(end);
      case SEMI_WEEKLY -> semiWeekly(end);
    };
  }

  private static ZonedDateTime nextWorkday(ZonedDateTime end) {
    ZonedDateTime opening = end.withHour(OPENS);
    if (end.getDayOfWeek() == DayOfWeek.SATURDAY) {
      return opening.plusDays(2);
    }
    if (end.getDayOfWeek() == DayOfWeek.SUNDAY || end.getHour() > CLOSES) {
      return opening.plusDays(1);
    }
    return end.getHour() < OPENS ? opening : end;
  }

  private static ZonedDateTime semiWeekly(ZonedDateTime end) {
    ZonedDateTime opening = end.withHour(OPENS);
    while (opening.isBefore(end)
        || (opening.getDayOfWeek() != DayOfWeek.MONDAY
            && opening.getDayOfWeek() != DayOfWeek.THURSDAY)) {
      opening = opening.plusDays(1);
    }
    return opening;
  }
}
