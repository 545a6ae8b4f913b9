/** Does the solver keep its promises? */
@NullMarked
package eu.continuo.solver;

import org.jspecify.annotations.NullMarked;
