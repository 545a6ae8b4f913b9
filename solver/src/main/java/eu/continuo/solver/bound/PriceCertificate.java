package eu.continuo.solver.bound;

import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices that prove a lower bound, in 1,024ths of a point, so that the check adds whole numbers.
 * What is not priced costs nothing. Any prices prove some bound; good ones prove a high one.
 *
 * @param capacity for a unit of what a site has free; never negative
 * @param crowding for each spread group, what a member pays for a failure domain; never negative
 * @param latency for each chain, the part of its latency that its first component pays at a site;
 *     the rest is left to its second one
 */
record PriceCertificate(
    Map<SiteId, UnitPrices> capacity,
    List<Map<FailureDomainId, Long>> crowding,
    List<Map<SiteId, Long>> latency) {

  /** Fractions of a point in which prices are counted. */
  static final long FRACTIONS = 1_024;

  PriceCertificate {
    capacity = Collections.unmodifiableMap(new LinkedHashMap<>(capacity));
    crowding = List.copyOf(crowding);
    latency = List.copyOf(latency);
  }

  /** For a millicore of virtual CPU, a MiB of memory and a GPU. */
  record UnitPrices(long millicore, long mebibyte, long gpu) {
    static final UnitPrices NONE = new UnitPrices(0, 0, 0);
  }
}
