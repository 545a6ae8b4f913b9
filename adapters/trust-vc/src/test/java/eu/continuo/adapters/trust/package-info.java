/** Does only a trusted issuer's own, unchanged word count? */
@NullMarked
package eu.continuo.adapters.trust;

import org.jspecify.annotations.NullMarked;
