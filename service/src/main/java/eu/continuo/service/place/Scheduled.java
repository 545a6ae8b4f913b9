package eu.continuo.service.place;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request for the hours of jobs that can wait. */
public sealed interface Scheduled {

  /**
   * The hours and sites of each job. Nothing is kept.
   *
   * @param from the first hour that is looked at
   * @param until the end of the last one
   * @param jobs a row for each component with a runtime and a deadline
   * @param costEuro what all that can be done cost
   * @param carbonGrams what they emit
   * @param weighedEuro both, weighed
   * @param leastEuro proven: no schedule of these jobs weighs less
   * @param words the same in a sentence
   */
  record Schedule(
      Instant from,
      Instant until,
      List<Job> jobs,
      double costEuro,
      double carbonGrams,
      double weighedEuro,
      double leastEuro,
      String words)
      implements Scheduled {
    public Schedule {
      jobs = List.copyOf(jobs);
    }
  }

  /** There was nothing that could be scheduled: why. */
  record NotScheduled(List<Finding> findings) implements Scheduled {
    public NotScheduled {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A job.
   *
   * @param hours how long it runs in all
   * @param interruptible whether it may stop and go on later
   * @param runs in the order of time; none where it cannot be done in time
   * @param missingHours how many hours it lacks
   * @param costEuro for all of its hours
   * @param carbonGrams for all of its hours; none in an hour of surplus
   * @param atOnce what it would come to if it began now, where that is best; null where it cannot
   * @param reasons in words
   */
  record Job(
      String component,
      Instant deadline,
      int hours,
      boolean interruptible,
      List<Run> runs,
      int missingHours,
      double costEuro,
      double carbonGrams,
      @Nullable AtOnce atOnce,
      List<String> reasons) {
    public Job {
      runs = List.copyOf(runs);
      reasons = List.copyOf(reasons);
    }
  }

  /** A stretch without a break at one site. */
  record Run(String site, Instant from, int hours) {}

  /** A job that does not wait. */
  record AtOnce(String site, double costEuro, double carbonGrams) {}
}
