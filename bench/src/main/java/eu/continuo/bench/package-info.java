/** How fast is it, at which size, and against whom? */
@NullMarked
package eu.continuo.bench;

import org.jspecify.annotations.NullMarked;
