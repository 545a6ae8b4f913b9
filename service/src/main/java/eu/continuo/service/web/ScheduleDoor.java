package eu.continuo.service.web;

import eu.continuo.service.place.Scheduled;
import eu.continuo.service.place.Scheduling;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** When and where work runs that can wait. */
@RestController
class ScheduleDoor {
  private final Instance instance;
  private final Arguments arguments;

  ScheduleDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  /**
   * What is to be scheduled.
   *
   * @param applications IRIs or names of applications; every one where none is named
   * @param hours how far ahead is looked; two days where nothing is said
   * @param resumeEuro what it costs to go on after a break; nothing where it is left out
   */
  record ScheduleRequest(
      @Nullable List<String> applications,
      @Nullable Integer hours,
      @Nullable Double resumeEuro,
      @Nullable Map<String, Double> weights,
      @Nullable String now) {}

  @PostMapping("/placements:schedule")
  Scheduled.Schedule schedule(HttpServletRequest request, @RequestBody ScheduleRequest wish) {
    Scheduling.Wish wanted =
        new Scheduling.Wish(
            Arguments.given(wish.applications).stream().map(arguments::iri).toList(),
            wish.hours == null ? Scheduling.Wish.HOURS : wish.hours,
            wish.resumeEuro == null ? 0 : wish.resumeEuro,
            Arguments.aim(wish.weights, null, null).weights());
    return switch (instance
        .scheduling()
        .schedule(wanted, Token.principal(request), arguments.clock(wish.now))) {
      case Scheduled.Schedule schedule -> schedule;
      case Scheduled.NotScheduled(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }
}
