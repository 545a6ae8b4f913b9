/** Tests of placement at the grain of nodes: each thing counted in two ways. */
@NullMarked
package eu.continuo.solver.fleet;

import org.jspecify.annotations.NullMarked;
