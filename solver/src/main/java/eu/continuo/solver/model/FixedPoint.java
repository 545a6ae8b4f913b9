package eu.continuo.solver.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal amounts as whole numbers of a smaller unit, so that sums are exact and do not depend on
 * their order. It goes through the shortest decimal of a double: 0.1 cores are 100 millicores, not
 * 101.
 */
final class FixedPoint {

  static final long MILLICORES_PER_CORE = 1_000;
  static final long MIB_PER_GIB = 1_024;

  private FixedPoint() {}

  static long up(double amount, long unitsPerOne) {
    return units(amount, unitsPerOne, RoundingMode.CEILING);
  }

  static long down(double amount, long unitsPerOne) {
    return units(amount, unitsPerOne, RoundingMode.FLOOR);
  }

  private static long units(double amount, long unitsPerOne, RoundingMode rounding) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(unitsPerOne))
        .setScale(0, rounding)
        .longValueExact();
  }
}
