/** Who vouches for a claim? */
@NullMarked
package eu.continuo.adapters.trust;

import org.jspecify.annotations.NullMarked;
