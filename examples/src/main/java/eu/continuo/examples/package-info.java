/** A continuum of any size, made up in the likeness of the example of Europe. */
@NullMarked
package eu.continuo.examples;

import org.jspecify.annotations.NullMarked;
