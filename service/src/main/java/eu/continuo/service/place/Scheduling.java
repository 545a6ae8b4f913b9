package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Scheduled.AtOnce;
import eu.continuo.service.place.Scheduled.NotScheduled;
import eu.continuo.service.place.Scheduled.Run;
import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import eu.continuo.solver.shift.DeferrableJob;
import eu.continuo.solver.shift.HourlySeries;
import eu.continuo.solver.shift.JobSchedule;
import eu.continuo.solver.shift.ShiftCosts;
import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives components that have a runtime and a deadline the hours and sites of least cost and carbon,
 * over a rolling horizon. Policy is asked as of now; an hour in which a site has surplus power for
 * the job emits nothing.
 */
public final class Scheduling {
  private static final int HOURS_MIN = 1;
  private static final int HOURS_MAX = 14 * 24;
  private static final double WATTS_PER_KILOWATT = 1_000;

  private final Continuum continuum;
  private final Allowing allowing;

  /** Schedules what is in this continuum as these policies allow. */
  public Scheduling(Continuum continuum, Allowing allowing) {
    this.continuum = continuum;
    this.allowing = allowing;
  }

  /**
   * What is to be scheduled.
   *
   * @param applications IRIs of applications; empty for every one that is seen
   * @param hours how far ahead is looked
   * @param resumeEuro what it costs to go on after a break
   */
  public record Wish(List<String> applications, int hours, double resumeEuro, Weights weights) {
    /** Two days. */
    public static final int HOURS = 48;

    public Wish {
      applications = List.copyOf(applications);
    }
  }

  /** Schedules, from the next full hour on. */
  public Scheduled schedule(Wish wish, Principal principal, Instant now) {
    if (wish.hours < HOURS_MIN || wish.hours > HOURS_MAX || !(wish.resumeEuro >= 0)) {
      return new NotScheduled(
          List.of(
              Finding.violation(
                  "place.bad-quantity",
                  "hours is %d, and going on after a break costs %s."
                      .formatted(wish.hours, wish.resumeEuro),
                  "Look %d to %d hours ahead; going on costs 0 or more."
                      .formatted(HOURS_MIN, HOURS_MAX))));
    }
    return continuum.read(
        principal,
        view -> {
          Graph seen = view.getDefaultGraph();
          return switch (Reading.of(seen, allowing, wish.applications, wish.weights, now)) {
            case Reading.Unreadable(List<Finding> findings) -> new NotScheduled(findings);
            case Reading.Read read -> new Hours(new Facts(seen), read, wish, now).scheduled();
          };
        });
  }

  /** One schedule in the making. */
  private static final class Hours {
    private final Facts facts;
    private final Reading.Read read;
    private final Wish wish;
    private final Instant from;
    private final GridHours grids;

    Hours(Facts facts, Reading.Read read, Wish wish, Instant now) {
      this.facts = facts;
      this.read = read;
      this.wish = wish;
      Instant hour = now.truncatedTo(ChronoUnit.HOURS);
      this.from = hour.equals(now) ? hour : hour.plus(Duration.ofHours(1));
      this.grids = new GridHours(facts, from, wish.hours);
    }

    Scheduled scheduled() {
      List<JobSchedule.Job> jobs = new ArrayList<>();
      for (Component component : read.problem().components()) {
        timing(component).ifPresent(timing -> jobs.add(job(component, timing)));
      }
      if (jobs.isEmpty()) {
        return new NotScheduled(
            List.of(
                Finding.violation(
                    "place.nothing-deferrable",
                    "No component has a runtime and a deadline.",
                    "State expectedRuntime and deadline, and preemptible where it may stop and go"
                        + " on.")));
      }
      Map<SiteId, Capacity> free = new LinkedHashMap<>();
      read.problem().sites().forEach(site -> free.put(site.id(), site.free()));
      return answer(jobs, JobSchedule.plan(jobs, free));
    }

    private Optional<DeferrableJob> timing(Component component) {
      Node node = NodeFactory.createURI(component.id().value());
      Optional<Long> hours = facts.text(node, Icra.EXPECTED_RUNTIME).flatMap(Hours::wholeHours);
      return hours.flatMap(
          runtime ->
              facts
                  .instant(node, Icra.DEADLINE)
                  .map(
                      deadline ->
                          new DeferrableJob(
                              from,
                              Math.toIntExact(runtime),
                              earlier(deadline, from.plus(Duration.ofHours(wish.hours))),
                              facts
                                  .text(node, Icra.PREEMPTIBLE)
                                  .filter("true"::equals)
                                  .isPresent())));
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }

    /** Started hours count whole. */
    private static Optional<Long> wholeHours(String duration) {
      try {
        Duration runtime = Duration.parse(duration);
        long hours = (runtime.toSeconds() + 3599) / 3600;
        return hours > 0 && hours <= HOURS_MAX ? Optional.of(hours) : Optional.empty();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    private JobSchedule.Job job(Component component, DeferrableJob timing) {
      Map<SiteId, HourlySeries> figures = new LinkedHashMap<>();
      double dearestMove = 0;
      for (Site site : read.problem().sites()) {
        Optional<GridHours.Told> grid = grids.at(site.id().value());
        if (read.problem().allows(component.id(), site.id()) && grid.isPresent()) {
          double[] euro = new double[wish.hours];
          for (int hour = 0; hour < wish.hours; hour++) {
            euro[hour] = weighed(euroPerHour(component, site), grams(component, site, hour));
          }
          figures.put(site.id(), new HourlySeries(from, euro));
          dearestMove = Math.max(dearestMove, moveEuro(component, site));
        }
      }
      return new JobSchedule.Job(
          component.id(),
          component.demand(),
          timing,
          figures,
          new ShiftCosts(wish.resumeEuro, dearestMove));
    }

    /** A job moves only where it is stated what it takes along, or what that costs. */
    private double moveEuro(Component component, Site site) {
      Node node = NodeFactory.createURI(component.id().value());
      boolean isStated =
          facts.graph().contains(node, Icra.MOVE_COST_EURO, Node.ANY)
              || facts.graph().contains(node, Icra.MOVES_GIGABYTES, Node.ANY);
      return isStated
          ? read.projection().moveEuro(component.id(), site.id()).orElse(Double.POSITIVE_INFINITY)
          : Double.POSITIVE_INFINITY;
    }

    /** What a weight is worth for a gram in an hour: a gram an hour is weighed for a month. */
    private double weighed(double euro, double grams) {
      return wish.weights.of(Term.COST_EURO) * euro
          + wish.weights.of(Term.CARBON_GRAMS) * grams / Site.HOURS_PER_MONTH;
    }

    private static double euroPerHour(Component component, Site site) {
      return site.costEuroPerMonth(component.demand()) / Site.HOURS_PER_MONTH;
    }

    private double grams(Component component, Site site, int hour) {
      double kilowatts =
          component.demand().vcpu().count()
              * site.energy().wattsPerVcpu()
              * site.energy().pue()
              / WATTS_PER_KILOWATT;
      Instant at = from.plus(Duration.ofHours(hour));
      if (grids.hasSurplus(site.id().value(), at, kilowatts)) {
        return 0;
      }
      return kilowatts
          * grids.at(site.id().value()).map(told -> told.gramsPerKWh().at(hour)).orElse(0.0);
    }

    private Scheduled.Schedule answer(List<JobSchedule.Job> jobs, JobSchedule.Schedule schedule) {
      List<Scheduled.Job> rows = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        rows.add(row(jobs.get(i), schedule.jobs().get(i)));
      }
      double cost = rows.stream().mapToDouble(Scheduled.Job::costEuro).sum();
      double grams = rows.stream().mapToDouble(Scheduled.Job::carbonGrams).sum();
      return new Scheduled.Schedule(
          from,
          from.plus(Duration.ofHours(wish.hours)),
          rows,
          cost,
          grams,
          schedule.cost(),
          schedule.least(),
          words(rows, cost, grams, schedule));
    }

    private static String words(
        List<Scheduled.Job> rows, double cost, double grams, JobSchedule.Schedule schedule) {
      double once = 0;
      double emitted = 0;
      for (Scheduled.Job row : rows) {
        @Nullable AtOnce atOnce = row.atOnce();
        if (atOnce != null && row.missingHours() == 0) {
          once += atOnce.costEuro();
          emitted += atOnce.carbonGrams();
        }
      }
      long done = rows.stream().filter(row -> row.missingHours() == 0).count();
      return String.format(
          Locale.ROOT,
          "%d of %d jobs can be done in time, for %.2f euro and %.0f g CO2e; begun at once they"
              + " would come to %.2f euro and %.0f g. Weighed, that is %.2f euro, and no schedule"
              + " weighs less than %.2f.",
          done,
          rows.size(),
          cost,
          grams,
          once,
          emitted,
          schedule.cost(),
          schedule.least());
    }

    private Scheduled.Job row(JobSchedule.Job job, JobSchedule.Planned planned) {
      Component component = read.problem().component(job.id()).orElseThrow();
      double cost = 0;
      double grams = 0;
      int surplus = 0;
      int guessed = 0;
      List<Run> runs = new ArrayList<>();
      for (JobSchedule.Run run : planned.runs()) {
        Site site = read.problem().site(run.site()).orElseThrow();
        int first = Math.toIntExact(Duration.between(from, run.from()).toHours());
        for (int hour = first; hour < first + run.hours(); hour++) {
          double emitted = grams(component, site, hour);
          cost += euroPerHour(component, site);
          grams += emitted;
          surplus += emitted == 0 ? 1 : 0;
        }
        GridHours.Told told = grids.at(site.id().value()).orElseThrow();
        guessed += told.stated() + told.forecast() < wish.hours ? 1 : 0;
        runs.add(new Run(run.site().value(), run.from(), run.hours()));
      }
      return new Scheduled.Job(
          job.id().value(),
          job.timing().deadline(),
          job.timing().hours(),
          job.timing().interruptible(),
          runs,
          planned.missingHours(),
          cost,
          grams,
          atOnce(job, component),
          reasons(job, planned, surplus, guessed));
    }

    private static List<String> reasons(
        JobSchedule.Job job, JobSchedule.Planned planned, int surplus, int guessed) {
      List<String> reasons = new ArrayList<>();
      if (job.figures().isEmpty()) {
        reasons.add("Policy allows no site of which the grid is known.");
      } else if (planned.missingHours() > 0) {
        reasons.add(
            "Of its %d hours, %d do not fit before %s on the %d sites that policy allows."
                .formatted(
                    job.timing().hours(),
                    planned.missingHours(),
                    job.timing().deadline(),
                    job.figures().size()));
      } else {
        reasons.add(
            "These hours weigh least of all before %s on %d sites."
                .formatted(job.timing().deadline(), job.figures().size()));
      }
      if (surplus > 0) {
        reasons.add("In %d of its hours a site has surplus power.".formatted(surplus));
      }
      if (guessed > 0) {
        reasons.add("Of a grid where it runs, some hours are only known on the whole.");
      }
      return reasons;
    }

    /** Begun in the first hour, at the site where that weighs least and there is room for it. */
    private @Nullable AtOnce atOnce(JobSchedule.Job job, Component component) {
      int hours = job.timing().hours();
      if (hours > wish.hours) {
        return null;
      }
      return read.problem().sites().stream()
          .filter(site -> job.figures().containsKey(site.id()) && fits(component, site))
          .map(
              site -> {
                double grams = 0;
                for (int hour = 0; hour < hours; hour++) {
                  grams += grams(component, site, hour);
                }
                return new AtOnce(site.id().value(), hours * euroPerHour(component, site), grams);
              })
          .min(Comparator.comparingDouble(o -> weighed(o.costEuro(), o.carbonGrams())))
          .orElse(null);
    }

    private static boolean fits(Component component, Site site) {
      return component.demand().vcpuMillicores() <= site.free().vcpuMillicores()
          && component.demand().memoryMiB() <= site.free().memoryMiB()
          && component.demand().gpus().count() <= site.free().gpus().count();
    }
  }
}
