package eu.continuo.solver;

import ai.timefold.solver.core.api.score.stream.ConstraintJustification;
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
import java.util.List;
import java.util.OptionalDouble;

/** Why a plan loses points at one place, with the values. */
sealed interface LostPoints extends ConstraintJustification {

  /** The reason as a sentence. */
  String words();

  record Refused(ComponentId component, SiteId site, List<String> reasons) implements LostPoints {

    @Override
    public String words() {
      return Sentences.refused(component, site, reasons);
    }
  }

  record Overfull(SiteId site, Resource resource, long needed, long free) implements LostPoints {

    @Override
    public String words() {
      return Sentences.overfull(site, resource, needed, free);
    }
  }

  record TooFar(Chain chain, SiteId fromSite, SiteId toSite, OptionalDouble roundTripMs)
      implements LostPoints {

    @Override
    public String words() {
      return Sentences.tooFar(chain, fromSite, toSite, roundTripMs);
    }
  }

  record Together(AntiAffinity pair, Site first, Site second) implements LostPoints {

    @Override
    public String words() {
      return Sentences.together(pair, first, second);
    }
  }

  record Maintained(ComponentId component, Maintenance window) implements LostPoints {

    @Override
    public String words() {
      return Sentences.maintained(component, window);
    }
  }

  record OverCeiling(Ceiling ceiling, double amount) implements LostPoints {

    @Override
    public String words() {
      return Sentences.overCeiling(ceiling, amount);
    }
  }

  record OverBudget(int moves, int most) implements LostPoints {

    @Override
    public String words() {
      return Sentences.overBudget(moves, most);
    }
  }

  record OverBudgetOf(ApplicationId application, int moves, int most) implements LostPoints {

    @Override
    public String words() {
      return Sentences.overBudgetOf(application, moves, most);
    }
  }

  record NotPlaced(ComponentId component) implements LostPoints {

    @Override
    public String words() {
      return Sentences.notPlaced(component);
    }
  }

  record Spent(ComponentId component, SiteId site, Term term, double amount) implements LostPoints {

    @Override
    public String words() {
      return Sentences.amount(component, site, term, amount);
    }
  }

  record Travelled(Chain chain, SiteId fromSite, SiteId toSite, double roundTripMs)
      implements LostPoints {

    @Override
    public String words() {
      return Sentences.roundTrip(chain, fromSite, toSite, roundTripMs);
    }
  }

  record SharedDomain(
      String group, ComponentId first, ComponentId second, FailureDomainId failureDomain)
      implements LostPoints {

    @Override
    public String words() {
      return Sentences.sharedDomain(group, first, second, failureDomain);
    }
  }
}
