@NullMarked
package eu.continuo.solver.replan;

import org.jspecify.annotations.NullMarked;
