/** How far from the best can a plan be? A proven lower bound, its prices, and their check. */
@NullMarked
package eu.continuo.solver.bound;

import org.jspecify.annotations.NullMarked;
