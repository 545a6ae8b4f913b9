/**
 * What must an outside system offer us?
 *
 * @see eu.continuo.adapters.spi.GraphStore
 */
@NullMarked
package eu.continuo.adapters.spi;

import org.jspecify.annotations.NullMarked;
