/** Is the example whole, and does it say of each figure how it is known? */
@NullMarked
package eu.continuo.examples;

import org.jspecify.annotations.NullMarked;
