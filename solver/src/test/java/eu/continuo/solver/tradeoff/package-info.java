@NullMarked
package eu.continuo.solver.tradeoff;

import org.jspecify.annotations.NullMarked;
