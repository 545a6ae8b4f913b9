/** Tests of reassignment. */
@NullMarked
package eu.continuo.solver.reassign;

import org.jspecify.annotations.NullMarked;
