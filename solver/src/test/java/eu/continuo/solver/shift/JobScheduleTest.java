package eu.continuo.solver.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.shift.JobSchedule.Job;
import eu.continuo.solver.shift.JobSchedule.Planned;
import eu.continuo.solver.shift.JobSchedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs share sites: no hour has more than there is, and none could be cheaper by itself. */
class JobScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final int HORIZON = 12;

  @Test
  void noSiteIsFullerThanItIsAndNoScheduleIsCheaperThanTheLeast() {
    int whole = 0;
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<SiteId> sites = List.of(new SiteId("a"), new SiteId("b"));
      Map<SiteId, Capacity> free = new LinkedHashMap<>();
      sites.forEach(
          site ->
              free.put(
                  site,
                  new Capacity(new Cores(4), new MemoryGiB(64), new Gpus(random.nextInt(3)))));
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        jobs.add(job(random, "job-" + i, sites));
      }
      Schedule schedule = JobSchedule.plan(jobs, free);

      assertThat(schedule.jobs())
          .extracting(Planned::id)
          .isEqualTo(jobs.stream().map(Job::id).toList());
      assertThat(schedule.cost()).isGreaterThanOrEqualTo(schedule.least() - 1e-6);
      assertThatAllFits(jobs, schedule, free);
      for (int i = 0; i < jobs.size(); i++) {
        Planned planned = schedule.jobs().get(i);
        if (planned.missingHours() == 0) {
          whole++;
          assertThat(recounted(jobs.get(i), planned)).isCloseTo(planned.cost(), within(1e-6));
        }
      }
    }
    assertThat(whole).isGreaterThan(300);
  }

  private static Job job(Random random, String id, List<SiteId> sites) {
    Map<SiteId, HourlySeries> figures = new LinkedHashMap<>();
    for (SiteId site : sites) {
      if (figures.isEmpty() || random.nextBoolean()) {
        double[] hours = random.doubles(HORIZON, 1, 10).toArray();
        figures.put(site, new HourlySeries(NOW, hours));
      }
    }
    return new Job(
        new ComponentId(id),
        new Demand(new Cores(1 + random.nextInt(3)), new MemoryGiB(8), new Gpus(random.nextInt(2))),
        new DeferrableJob(
            NOW,
            1 + random.nextInt(5),
            NOW.plus(Duration.ofHours(6 + random.nextInt(7))),
            random.nextBoolean()),
        figures,
        random.nextBoolean() ? ShiftCosts.NONE : new ShiftCosts(0.5, 2));
  }

  private static void assertThatAllFits(
      List<Job> jobs, Schedule schedule, Map<SiteId, Capacity> free) {
    Map<String, Double> vcpu = new HashMap<>();
    Map<String, Integer> gpus = new HashMap<>();
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      Planned planned = schedule.jobs().get(i);
      int ran = 0;
      for (JobSchedule.Run run : planned.runs()) {
        for (int hour = 0; hour < run.hours(); hour++) {
          Instant at = run.from().plus(Duration.ofHours(hour));
          assertThat(at).isBefore(job.timing().deadline());
          vcpu.merge(run.site() + " " + at, job.demand().vcpu().count(), Double::sum);
          gpus.merge(run.site() + " " + at, job.demand().gpus().count(), Integer::sum);
          ran++;
        }
      }
      assertThat(ran).isEqualTo(planned.missingHours() > 0 ? 0 : job.timing().hours());
      if (!job.timing().interruptible()) {
        assertThat(planned.runs()).hasSizeLessThanOrEqualTo(1);
      }
    }
    vcpu.values().forEach(used -> assertThat(used).isLessThanOrEqualTo(4));
    gpus.forEach(
        (at, used) ->
            assertThat(used)
                .isLessThanOrEqualTo(
                    Objects.requireNonNull(free.get(new SiteId(at.substring(0, at.indexOf(' ')))))
                        .gpus()
                        .count()));
  }

  private static double recounted(Job job, Planned planned) {
    double cost = 0;
    JobSchedule.@Nullable Run before = null;
    for (JobSchedule.Run run : planned.runs()) {
      HourlySeries figures = Objects.requireNonNull(job.figures().get(run.site()));
      for (int hour = 0; hour < run.hours(); hour++) {
        cost += figures.at(figures.hourOf(run.from()) + hour);
      }
      if (before != null) {
        boolean broke = !before.from().plus(Duration.ofHours(before.hours())).equals(run.from());
        cost += broke ? job.costs().resume() : 0;
        cost += before.site().equals(run.site()) ? 0 : job.costs().move();
      }
      before = run;
    }
    return cost;
  }

  @Test
  void aJobThatHasNowhereToGoLacksItsHours() {
    Job job =
        new Job(
            new ComponentId("train"),
            new Demand(new Cores(1), new MemoryGiB(1), new Gpus(0)),
            new DeferrableJob(NOW, 4, NOW.plus(Duration.ofHours(10)), true),
            Map.of(),
            ShiftCosts.NONE);
    assertThat(JobSchedule.plan(List.of(job), Map.of()).jobs().getFirst().missingHours())
        .isEqualTo(4);
  }
}
