/** Tests of asking the whole example. */
@NullMarked
package eu.continuo.service.ask;

import org.jspecify.annotations.NullMarked;
