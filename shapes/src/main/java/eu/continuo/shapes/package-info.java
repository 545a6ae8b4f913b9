/**
 * What is well formed? The shapes of all concepts, and the judge that says of a graph what is wrong
 * with it.
 *
 * @see eu.continuo.shapes.Shapes
 */
@NullMarked
package eu.continuo.shapes;

import org.jspecify.annotations.NullMarked;
