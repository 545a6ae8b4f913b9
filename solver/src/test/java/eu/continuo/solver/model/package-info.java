/** Is everything that is wrong with a request named? */
@NullMarked
package eu.continuo.solver.model;

import org.jspecify.annotations.NullMarked;
