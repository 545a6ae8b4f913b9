/** Guards of what the store promises. */
@NullMarked
package eu.continuo.adapters.tdb2;

import org.jspecify.annotations.NullMarked;
