package eu.continuo.service.place;

import eu.continuo.service.place.Explained.Changed;
import eu.continuo.service.place.Explained.Scenario;
import eu.continuo.solver.Amounts;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.whatif.PlanDifference;
import eu.continuo.solver.whatif.WhatIf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans what was read of a view under fewer rules, or without sites, and says what that changes.
 */
final class Scenarios {
  /** Each goes on from the plan as it is, so it needs fewer moves than a plan from nothing. */
  private static final int MOVES_PER_COMPONENT = 1_000;

  private static final double HOURS_PER_DAY = 24;
  private static final double GRAMS_PER_KG = 1_000;
  private static final double CENT = 0.01;

  private final Reading.Read read;
  private final WhatIf whatIf;
  private final Amounts asItIs;
  private final double weighed;

  Scenarios(Reading.Read read, PlanAsItIs plan) {
    this.read = read;
    this.whatIf =
        new WhatIf(
            read.problem(),
            plan.plan().sites(),
            plan.bound(),
            new PlacerLimits(0, MOVES_PER_COMPONENT, PlacerLimits.DEFAULT.timeCap()));
    this.asItIs = plan.plan().totals();
    this.weighed = asItIs.weighedEuroPerMonth(read.problem().weights());
  }

  /** What a rule costs. */
  Scenario withoutRule(Requirements rule) {
    Scenario found = without(rule.name(), List.of(rule), Set.of()).orElseThrow();
    return new Scenario(
        found.without(),
        found.placed(),
        found.difference(),
        found.carbonKgPerDay(),
        found.weighedEuroPerMonth(),
        found.percent(),
        found.savesAtMostEuroPerMonth(),
        found.changes(),
        priceInWords(rule, found));
  }

  /**
   * What would be without some rules and without some sites; empty if no site is left.
   *
   * @param name how it is called
   */
  Optional<Scenario> without(String name, List<Requirements> rules, Set<SiteId> sites) {
    Set<String> waived = new HashSet<>();
    rules.forEach(rule -> waived.addAll(rule.iris()));
    PlacementRequest request =
        read.request()
            .allowing(read.projection().eligibility(read.decisions(), waived))
            .without(sites);
    return switch (request.check()) {
      case ProblemCheck.Refused refused -> Optional.empty();
      case ProblemCheck.Accepted(PlacementProblem other) ->
          Optional.of(scenario(name, whatIf.asked(other)));
    };
  }

  private Scenario scenario(String name, WhatIf.Answer answer) {
    PlanDifference difference = answer.difference();
    Amounts more = difference.difference();
    double kgPerDay = more.carbonGramsPerHour() * HOURS_PER_DAY / GRAMS_PER_KG;
    double percent = weighed == 0 ? 0 : 100 * difference.weighedEuroPerMonth() / weighed;
    int placed = answer.plan().assignments().size();
    List<Changed> changes = new ArrayList<>();
    for (PlanDifference.ComponentDifference c : difference.components()) {
      changes.add(
          new Changed(
              c.component().value(),
              c.before().map(SiteId::value).orElse(null),
              c.after().map(SiteId::value).orElse(null),
              c.difference().byName()));
    }
    return new Scenario(
        name,
        placed,
        more.byName(),
        kgPerDay,
        difference.weighedEuroPerMonth(),
        percent,
        answer.savesAtMostEuroPerMonth().isPresent()
            ? answer.savesAtMostEuroPerMonth().getAsDouble()
            : null,
        changes,
        String.format(
            Locale.ROOT,
            "Without %s: %+.2f euro a month, %+.2f kg CO2e a day, %+.1f ms of round trip; weighed,"
                + " %+.2f euro a month (%+.2f %%). %d of %d components move, %d have a site.",
            name,
            more.costEuroPerMonth(),
            kgPerDay,
            more.latencyMs(),
            difference.weighedEuroPerMonth(),
            percent,
            difference.moved().size(),
            read.problem().components().size(),
            placed));
  }

  /** What is saved without a rule is what it costs. */
  private String priceInWords(Requirements rule, Scenario found) {
    int more = found.placed() - whatIf.plan().size();
    if (more > 0) {
      return String.format(
          Locale.ROOT,
          "%s binds %d of %d components. Without it, %d more have a site, for %.2f euro a month.",
          rule.name(),
          rule.components(),
          read.problem().components().size(),
          more,
          found.difference().getOrDefault("costEuro", 0.0));
    }
    double cost = -found.difference().getOrDefault("costEuro", 0.0) + 0.0;
    double weighs = -found.weighedEuroPerMonth() + 0.0;
    @Nullable Double most = found.savesAtMostEuroPerMonth();
    return String.format(
        Locale.ROOT,
        "%s binds %d of %d components. It costs %.2f euro a month (%.2f %%) and %s %.2f kg CO2e a"
            + " day: without it, a plan was found that weighs %.2f euro a month less%s.",
        rule.name(),
        rule.components(),
        read.problem().components().size(),
        cost,
        100 * cost / Math.max(CENT, asItIs.costEuroPerMonth()),
        found.carbonKgPerDay() > 0 ? "saves" : "costs",
        Math.abs(found.carbonKgPerDay()),
        weighs,
        most == null
            ? ""
            : String.format(Locale.ROOT, ", and none weighs less by more than %.2f", most));
  }

  /** A plan as it was kept, with its proof. */
  record PlanAsItIs(PlacementPlan plan, Optional<PlacementBound> bound) {}
}
