package eu.continuo.service.cli;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Scheduled;
import eu.continuo.service.place.Scheduling;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description =
        "Gives components with a runtime and a deadline the hours and sites of least cost and"
            + " carbon; nothing is kept.",
    footer = {
      "",
      "Examples:",
      "  continuo schedule",
      "  continuo schedule application/lindenhof/imaging --hours 72 --resume-cost 0.2"
    })
final class Schedule implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Option(
      names = "--hours",
      defaultValue = "48",
      description = "How far ahead is looked; default: ${DEFAULT-VALUE}.")
  int hours = Scheduling.Wish.HOURS;

  @Option(
      names = "--resume-cost",
      paramLabel = "EURO",
      defaultValue = "0",
      description = "What it costs to go on after a break; default: ${DEFAULT-VALUE}.")
  double resumeCost;

  @Parameters(paramLabel = "APPLICATION")
  List<String> applications = List.of();

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      String ids = instance.continuum().names().base() + "id/";
      Scheduled scheduled =
          instance
              .scheduling()
              .schedule(
                  new Scheduling.Wish(
                      applications.stream().map(a -> a.contains(":") ? a : ids + a).toList(),
                      hours,
                      resumeCost,
                      Weights.DEFAULT),
                  Principal.OPERATOR,
                  instance.clock().instant());
      return switch (scheduled) {
        case Scheduled.NotScheduled(var findings) -> home.refused(findings);
        case Scheduled.Schedule schedule -> {
          if (home.json()) {
            home.write(schedule);
          } else {
            print(schedule);
          }
          yield schedule.jobs().stream().allMatch(job -> job.missingHours() == 0) ? 0 : 1;
        }
      };
    }
  }

  private void print(Scheduled.Schedule schedule) {
    for (Scheduled.Job job : schedule.jobs()) {
      home.out()
          .printf(
              Locale.ROOT,
              "  %s, %d h before %s: %.2f euro, %.0f g CO2e%n",
              Place.last(job.component(), 2),
              job.hours(),
              job.deadline(),
              job.costEuro(),
              job.carbonGrams());
      for (Scheduled.Run run : job.runs()) {
        home.out()
            .printf(
                "    %s to %s at %s%n",
                run.from(),
                run.from().plus(Duration.ofHours(run.hours())),
                Place.last(run.site(), 1));
      }
      job.reasons().forEach(reason -> home.out().println("    " + reason));
    }
    home.out().println("  " + schedule.words());
  }
}
