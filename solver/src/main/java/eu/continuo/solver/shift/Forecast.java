package eu.continuo.solver.shift;

/**
 * What the next hours will be, as far as can be told.
 *
 * @param low so that one hour in ten is lower
 * @param median as many hours are higher as lower
 * @param high so that one hour in ten is higher
 */
public record Forecast(HourlySeries low, HourlySeries median, HourlySeries high) {}
