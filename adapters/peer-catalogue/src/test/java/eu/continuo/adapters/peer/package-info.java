/** Is a peer believed exactly as far as its signature goes? */
@NullMarked
package eu.continuo.adapters.peer;

import org.jspecify.annotations.NullMarked;
