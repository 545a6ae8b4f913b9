package eu.continuo.solver.shift;

import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.SiteId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * When and where many jobs run that can wait, on sites whose room they share.
 *
 * <p>Each is given the hours and sites of least cost that the others leave, the earliest deadline
 * first; then each is taken out and planned again, as long as that helps. What the jobs would cost
 * if each were alone is less than any schedule costs, which tells how good this one is.
 */
public final class JobSchedule {
  /** More than any hour costs, and small enough that sums of it are still told apart. */
  private static final double BLOCKED = 1e12;

  private static final int ROUNDS = 5;

  /**
   * A job.
   *
   * @param figures what an hour costs at each site where it may run
   * @param costs what a break and a move cost, in the unit of the figures
   */
  public record Job(
      ComponentId id,
      Demand demand,
      DeferrableJob timing,
      Map<SiteId, HourlySeries> figures,
      ShiftCosts costs) {

    public Job {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
  }

  /** A stretch of a job at one site. */
  public record Run(SiteId site, Instant from, int hours) {}

  /**
   * What became of a job.
   *
   * @param runs in the order of time; none where it cannot be done in time
   * @param cost in the unit of the figures
   * @param missingHours how many hours it lacks; 0 where it can be done
   */
  public record Planned(ComponentId id, List<Run> runs, double cost, int missingHours) {
    public Planned {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A schedule.
   *
   * @param jobs in the order in which they were given
   * @param least what no schedule of those that can be done costs less than
   */
  public record Schedule(List<Planned> jobs, double least) {
    public Schedule {
      jobs = List.copyOf(jobs);
    }

    /** What all cost together. */
    public double cost() {
      return jobs.stream().mapToDouble(Planned::cost).sum();
    }
  }

  private final Map<SiteId, Capacity> free;
  private final Map<SiteId, Map<Instant, long[]>> taken = new LinkedHashMap<>();

  private JobSchedule(Map<SiteId, Capacity> free) {
    this.free = free;
  }

  /**
   * Plans jobs.
   *
   * @param free what is free at each site, in every hour
   */
  public static Schedule plan(List<Job> jobs, Map<SiteId, Capacity> free) {
    return new JobSchedule(free).plan(jobs);
  }

  private Schedule plan(List<Job> jobs) {
    double least = 0;
    Map<ComponentId, Planned> planned = new LinkedHashMap<>();
    for (Job job : jobs) {
      Planned alone = best(job);
      least += alone.cost();
      planned.put(job.id(), alone);
    }
    List<Job> order =
        jobs.stream().sorted(Comparator.comparing((Job job) -> job.timing().deadline())).toList();
    for (Job job : order) {
      Planned found = best(job);
      if (found.missingHours() > 0) {
        least -= alone(job).cost();
      }
      take(job, found, 1);
      planned.put(job.id(), found);
    }
    boolean better = true;
    for (int round = 0; better && round < ROUNDS; round++) {
      better = false;
      for (Job job : order) {
        Planned before = Objects.requireNonNull(planned.get(job.id()));
        take(job, before, -1);
        Planned after = best(job);
        boolean gains =
            before.missingHours() > 0
                ? after.missingHours() == 0
                : after.missingHours() == 0 && after.cost() < before.cost() - 1e-9;
        Planned chosen = gains ? after : before;
        if (gains && before.missingHours() > 0) {
          least += alone(job).cost();
        }
        take(job, chosen, 1);
        planned.put(job.id(), chosen);
        better |= gains;
      }
    }
    return new Schedule(List.copyOf(planned.values()), least);
  }

  private Planned alone(Job job) {
    return new JobSchedule(free).best(job);
  }

  /** The hours and sites of least cost that are left. */
  private Planned best(Job job) {
    List<SiteId> sites = List.copyOf(job.figures().keySet());
    List<HourlySeries> open = sites.stream().map(site -> open(job, site)).toList();
    Shift shift =
        sites.isEmpty()
            ? new Shift.TooShort(job.timing().hours())
            : Shifting.plan(job.timing(), open, job.costs());
    return switch (shift) {
      case Shift.TooShort(int missing) -> new Planned(job.id(), List.of(), 0, missing);
      case Shift.Planned shifted when shifted.cost() >= BLOCKED ->
          new Planned(job.id(), List.of(), 0, (int) Math.max(1, shifted.cost() / BLOCKED));
      case Shift.Planned shifted ->
          new Planned(
              job.id(),
              shifted.runs().stream()
                  .map(
                      run ->
                          new Run(
                              sites.get(run.zone()),
                              job.timing().release().plusSeconds(3600L * run.first()),
                              run.hours()))
                  .toList(),
              shifted.cost(),
              0);
    };
  }

  private HourlySeries open(Job job, SiteId site) {
    HourlySeries figures = job.figures().getOrDefault(site, new HourlySeries(Instant.EPOCH));
    double[] open = new double[figures.hours()];
    for (int hour = 0; hour < open.length; hour++) {
      Instant at = figures.from().plusSeconds(3600L * hour);
      open[hour] = hasRoom(job.demand(), site, at) ? figures.at(hour) : BLOCKED;
    }
    return new HourlySeries(figures.from(), open);
  }

  private boolean hasRoom(Demand demand, SiteId site, Instant hour) {
    Capacity capacity = free.get(site);
    long[] used = taken.getOrDefault(site, Map.of()).getOrDefault(hour, new long[] {0, 0, 0});
    return capacity != null
        && used[0] + demand.vcpuMillicores() <= capacity.vcpuMillicores()
        && used[1] + demand.memoryMiB() <= capacity.memoryMiB()
        && used[2] + demand.gpus().count() <= capacity.gpus().count();
  }

  private void take(Job job, Planned planned, long sign) {
    for (Run run : planned.runs()) {
      Map<Instant, long[]> hours = taken.computeIfAbsent(run.site(), site -> new LinkedHashMap<>());
      for (int hour = 0; hour < run.hours(); hour++) {
        long[] used =
            hours.computeIfAbsent(run.from().plusSeconds(3600L * hour), at -> new long[3]);
        used[0] += sign * job.demand().vcpuMillicores();
        used[1] += sign * job.demand().memoryMiB();
        used[2] += sign * job.demand().gpus().count();
      }
    }
  }
}
