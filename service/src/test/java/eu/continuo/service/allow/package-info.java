/** Is what may be done with an asset what its policies say? */
@NullMarked
package eu.continuo.service.allow;

import org.jspecify.annotations.NullMarked;
