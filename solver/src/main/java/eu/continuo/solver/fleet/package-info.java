/**
 * Placement at the grain of nodes, for thousands of replicas, with a proven distance to the
 * optimum.
 *
 * <p>A {@link eu.continuo.solver.fleet.Fleet} is what came; {@link
 * eu.continuo.solver.fleet.FleetProblem} is a sound one in arrays; {@link
 * eu.continuo.solver.fleet.FleetPlanner} finds a plan; {@link
 * eu.continuo.solver.fleet.FleetEvaluator} counts any plan from nothing and is normative; {@link
 * eu.continuo.solver.fleet.BoundChecker} checks a proven bound and shares no code with who found
 * it.
 */
@NullMarked
package eu.continuo.solver.fleet;

import org.jspecify.annotations.NullMarked;
