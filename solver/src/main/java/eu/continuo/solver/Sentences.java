package eu.continuo.solver;

import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Maintenance;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/** The sentences of plans and recounts: one fact reads the same wherever it is told. */
final class Sentences {

  private Sentences() {}

  static String refused(ComponentId component, SiteId site, List<String> reasons) {
    return "Policy does not allow %s at %s: %s."
        .formatted(component, site, String.join("; ", reasons));
  }

  static String unknownSite(ComponentId component, SiteId site) {
    return "%s is at %s, which is not a site of this problem.".formatted(component, site);
  }

  static String unknownComponent(ComponentId component, SiteId site) {
    return "%s at %s is not a component of this problem.".formatted(component, site);
  }

  static String overfull(SiteId site, Resource resource, long needed, long free) {
    return "The components at %s need %d %s, %d are free."
        .formatted(site, needed, resource.unit(), free);
  }

  static String noRoom(SiteId site, Resource resource, long needed, long free, long others) {
    String taken =
        others == 0 ? "" : ", of which other components of this plan take %d".formatted(others);
    return "%s has %d %s free%s; %d are needed."
        .formatted(site, free, resource.unit(), taken, needed);
  }

  static String tooFar(Chain chain, SiteId from, SiteId to, OptionalDouble roundTripMs) {
    String where = "from %s at %s to %s at %s".formatted(chain.from(), from, chain.to(), to);
    String bound = number(chain.maxLatencyMs());
    return roundTripMs.isPresent()
        ? "The round trip %s is %s ms, at most %s ms are allowed."
            .formatted(where, number(roundTripMs.getAsDouble()), bound)
        : "The round trip %s is unknown, at most %s ms are allowed.".formatted(where, bound);
  }

  static String amount(ComponentId component, SiteId site, Term term, double amount) {
    return "%s at %s: %s %s.".formatted(component, site, number(amount), term.unit());
  }

  static String roundTrip(Chain chain, SiteId from, SiteId to, double roundTripMs) {
    return "From %s at %s to %s at %s: %s %s."
        .formatted(chain.from(), from, chain.to(), to, number(roundTripMs), Term.LATENCY_MS.unit());
  }

  static String sharedDomain(
      String group, ComponentId first, ComponentId second, FailureDomainId failureDomain) {
    return "%s and %s of group %s share failure domain %s."
        .formatted(first, second, group, failureDomain);
  }

  static String together(AntiAffinity pair, Site first, Site second) {
    return "%s at %s and %s at %s share %s, and must not fail together."
        .formatted(
            pair.first(),
            first.id(),
            pair.second(),
            second.id(),
            switch (pair.by()) {
              case SITE -> "the site";
              case FAILURE_DOMAIN -> "failure domain " + first.failureDomain();
              case PROVIDER -> "provider " + first.provider();
            });
  }

  static String maintained(ComponentId component, Maintenance window) {
    return "%s cannot run at %s, which is under maintenance %s."
        .formatted(
            component,
            window.site(),
            window.until().equals(Maintenance.OPEN)
                ? "without an end that is stated"
                : "until " + window.until());
  }

  static String overCeiling(Ceiling ceiling, double amount) {
    return "The plan amounts to %s %s, at most %s are allowed."
        .formatted(number(amount), ceiling.term().unit(), number(ceiling.amount()));
  }

  static String overBudget(int moves, int most) {
    return "The plan moves %d components that could stay, at most %d are allowed."
        .formatted(moves, most);
  }

  static String overBudgetOf(ApplicationId application, int moves, int most) {
    return "The plan moves %d components of %s that could stay, at most %d are allowed."
        .formatted(moves, application, most);
  }

  static String notPlaced(ComponentId component) {
    return "%s has no site.".formatted(component);
  }

  /** At most two digits after the point, none for nothing: 12.4, 0.03, 7. */
  static String number(double amount) {
    BigDecimal rounded =
        BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }
}
