/**
 * What do we show to others, and what do they show us?
 */
@NullMarked
package eu.continuo.service.federate;

import org.jspecify.annotations.NullMarked;
