/** Tests of what would change. */
@NullMarked
package eu.continuo.solver.whatif;

import org.jspecify.annotations.NullMarked;
