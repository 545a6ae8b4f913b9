/** What would change if …? Another problem planned from a plan on, and how the two differ. */
@NullMarked
package eu.continuo.solver.whatif;

import org.jspecify.annotations.NullMarked;
