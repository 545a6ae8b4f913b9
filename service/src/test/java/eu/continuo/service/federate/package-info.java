/** Guards of the exchange between instances. */
@NullMarked
package eu.continuo.service.federate;

import org.jspecify.annotations.NullMarked;
