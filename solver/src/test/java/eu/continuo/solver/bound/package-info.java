/** Tests of the lower bound. */
@NullMarked
package eu.continuo.solver.bound;

import org.jspecify.annotations.NullMarked;
