/** What must move, and what pays to move, when what runs no longer fits what is? */
@NullMarked
package eu.continuo.solver.replan;

import org.jspecify.annotations.NullMarked;
