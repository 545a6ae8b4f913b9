package eu.continuo.bench;

import eu.continuo.solver.fleet.Fleet;
import java.util.Locale;

/**
 * Makes fleets from a seed: the same size and seed give the same fleet on every machine, so that
 * figures of different days can be compared.
 */
enum PlaceGenerator {
  /**
   * Many small sites of eight countries, two thirds of them at the edge; every second group must
   * stay in some countries, a third calls another one, and four in five replicas run already.
   */
  CONTINUUM,
  /**
   * A few large regions of three zones each, five kinds of nodes, demands with a heavy tail, groups
   * of up to eight replicas, and nothing runs yet.
   */
  REGIONS;

  /** Its name as rows and options have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Fleet fleet(PlaceSize size, long seed) {
    return switch (this) {
      case CONTINUUM -> new PlaceContinuum(size, seed).fleet();
      case REGIONS -> new PlaceRegions(size, seed).fleet();
    };
  }
}
