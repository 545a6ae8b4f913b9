package eu.continuo.service.place;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request for a quote. */
public sealed interface Quoted {

  /**
   * The best offers that go together. Services may be left without one: then it says why, and what
   * must give way.
   *
   * @param at the clock of the prices
   * @param lines an offer for each service
   * @param euroPerMonth what all of them cost together for a month of 730 hours: virtual CPUs,
   *     memory and GPUs
   * @param carbonGramsPerHour what all of them emit
   * @param bound what any such choice weighs at least; null where a service has no offer
   * @param unmet the services without an offer
   * @param leftOut sites that could not be considered, with the facts that they lack
   */
  record Quote(
      Instant at,
      List<Line> lines,
      double euroPerMonth,
      double carbonGramsPerHour,
      Placed.@Nullable Bound bound,
      List<Explained.WhyNot> unmet,
      List<Placed.LeftOut> leftOut)
      implements Quoted {
    public Quote {
      lines = List.copyOf(lines);
      unmet = List.copyOf(unmet);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** There is nothing that could be quoted: why. */
  record NotQuoted(List<Finding> findings) implements Quoted {
    public NotQuoted {
      findings = List.copyOf(findings);
    }
  }

  /** A service and the offer for it. */
  record Line(
      String service,
      String offering,
      String site,
      String provider,
      String country,
      double euroPerMonth,
      double carbonGramsPerHour) {}
}
