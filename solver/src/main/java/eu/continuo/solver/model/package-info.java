/** What is to be placed, where could it go, and what counts? Plain records, no engine. */
@NullMarked
package eu.continuo.solver.model;

import org.jspecify.annotations.NullMarked;
