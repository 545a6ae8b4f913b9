/**
 * When should work run that can wait, and where at that time?
 *
 * <p>A {@link eu.continuo.solver.shift.DeferrableJob} is given the hours of least cost within its
 * window, in one zone or over several ({@link eu.continuo.solver.shift.Shifting}); what an hour
 * will cost is told by a {@link eu.continuo.solver.shift.QuantileForecaster} or by whoever knows
 * better. Cost is any figure for an hour: grams of carbon, euro, or both weighed.
 */
@NullMarked
package eu.continuo.solver.shift;

import org.jspecify.annotations.NullMarked;
