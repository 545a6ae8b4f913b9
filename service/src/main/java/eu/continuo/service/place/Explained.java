package eu.continuo.service.place;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a plan is as it is, what its rules cost, and what would be otherwise. */
public sealed interface Explained {

  /**
   * An explanation by the facts of the plan's clock as they are known now.
   *
   * @param plan the IRI of the plan
   * @param at the clock of the plan
   * @param totals the amount of each term, by name
   * @param weighedEuroPerMonth the weighed sum
   * @param bound what any plan weighs at least; null where a component has no site
   * @param broken the rules that the plan breaks by the facts as they are known now, in words
   * @param changedGraphs graphs that it was made from and that have changed since
   * @param components a row for each component with a site
   * @param unplaced the others, each with what must give way
   * @param binding the capacities that keep components from sites they could otherwise have
   * @param rules what each rule of policy costs, the dearest first
   * @param whatIf what would be otherwise, as it was asked
   */
  record Explanation(
      String plan,
      Instant at,
      Map<String, Double> totals,
      double weighedEuroPerMonth,
      Placed.@Nullable Bound bound,
      List<String> broken,
      List<String> changedGraphs,
      List<Why> components,
      List<WhyNot> unplaced,
      List<Binding> binding,
      List<Scenario> rules,
      List<Scenario> whatIf)
      implements Explained {
    public Explanation {
      totals = ordered(totals);
      broken = List.copyOf(broken);
      changedGraphs = List.copyOf(changedGraphs);
      components = List.copyOf(components);
      unplaced = List.copyOf(unplaced);
      binding = List.copyOf(binding);
      rules = List.copyOf(rules);
      whatIf = List.copyOf(whatIf);
    }
  }

  /** There was nothing to explain: why. */
  record NotExplained(List<Finding> findings) implements Explained {
    public NotExplained {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A component and its site.
   *
   * @param amounts what it amounts to there, by term
   * @param alternatives the best other sites that would break no rule
   * @param excluded every other site, with each rule that excludes it
   */
  record Why(
      String component,
      String site,
      Map<String, Double> amounts,
      List<String> reasons,
      List<Alternative> alternatives,
      List<Excluded> excluded) {
    public Why {
      amounts = ordered(amounts);
      reasons = List.copyOf(reasons);
      alternatives = List.copyOf(alternatives);
      excluded = List.copyOf(excluded);
    }
  }

  /** Another site, and how much more of each term the plan would amount to there. */
  record Alternative(String site, Map<String, Double> difference, double weighedEuroPerMonth) {
    public Alternative {
      difference = ordered(difference);
    }
  }

  /** A site, and a rule that keeps the component from it while all others stay. */
  record Excluded(String site, String rule, String words) {}

  /** A component without a site, why, and what must give way, the least first. */
  record WhyNot(String component, List<String> reasons, List<Relaxed> relaxations) {
    public WhyNot {
      reasons = List.copyOf(reasons);
      relaxations = List.copyOf(relaxations);
    }
  }

  /**
   * What must give way at a site.
   *
   * @param rules the rules that stand against it there, by name
   * @param words each of them with its values
   * @param weighedEuroPerMonth what the component would then add to the weighed sum
   */
  record Relaxed(String site, List<String> rules, List<String> words, double weighedEuroPerMonth) {
    public Relaxed {
      rules = List.copyOf(rules);
      words = List.copyOf(words);
    }
  }

  /**
   * A capacity that binds.
   *
   * @param rule the rule of the capacity, by name
   * @param components how many components it alone keeps from the site while all others stay
   * @param shadowPriceEuroPerMonth what one vCPU, GiB or GPU more would save at the margin, as the
   *     proof of the bound has it
   */
  record Binding(String site, String rule, long components, double shadowPriceEuroPerMonth) {}

  /**
   * The plan of a continuum that differs in one thing, against the plan as it is.
   *
   * @param without what is not there: a rule, or sites
   * @param placed how many components have a site then
   * @param difference how much more of each term
   * @param carbonKgPerDay how much more CO2e in a day, in kg
   * @param weighedEuroPerMonth how much more the plan weighs
   * @param percent that, in hundredths of what the plan as it is weighs
   * @param savesAtMostEuroPerMonth proven: no plan without it weighs less than the plan as it is by
   *     more; null where nothing is proven
   * @param changes the components whose site or amounts differ
   * @param words the same in a sentence
   */
  record Scenario(
      String without,
      int placed,
      Map<String, Double> difference,
      double carbonKgPerDay,
      double weighedEuroPerMonth,
      double percent,
      @Nullable Double savesAtMostEuroPerMonth,
      List<Changed> changes,
      String words) {
    public Scenario {
      difference = ordered(difference);
      changes = List.copyOf(changes);
    }
  }

  /** A component in two plans; null where it has no site. */
  record Changed(
      String component,
      @Nullable String before,
      @Nullable String after,
      Map<String, Double> difference) {
    public Changed {
      difference = ordered(difference);
    }
  }

  private static Map<String, Double> ordered(Map<String, Double> amounts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
  }
}
