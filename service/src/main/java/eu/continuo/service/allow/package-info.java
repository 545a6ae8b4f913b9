/**
 * What is allowed where? The policies over the facts of a view.
 */
@NullMarked
package eu.continuo.service.allow;

import org.jspecify.annotations.NullMarked;
