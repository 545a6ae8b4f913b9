/** What is one term worth in another? Terms in an order, and cost against carbon. */
@NullMarked
package eu.continuo.solver.tradeoff;

import org.jspecify.annotations.NullMarked;
