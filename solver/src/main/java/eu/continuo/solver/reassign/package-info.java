/**
 * Reassignment of running processes to machines, as the ROADEF/EURO challenge 2012 poses it: the
 * yardstick by which our search is held against what others published.
 *
 * <p>A {@link eu.continuo.solver.reassign.Reassignment} is what came; {@link
 * eu.continuo.solver.reassign.ReassignmentProblem} is a sound one in arrays; {@link
 * eu.continuo.solver.reassign.Reassigner} finds a plan; {@link
 * eu.continuo.solver.reassign.ReassignmentEvaluator} counts any plan from nothing and is normative.
 */
@NullMarked
package eu.continuo.solver.reassign;

import org.jspecify.annotations.NullMarked;
