/**
 * May this change be kept? A verdict has no side effects: the gate never sees a store.
 */
@NullMarked
package eu.continuo.service.gate;

import org.jspecify.annotations.NullMarked;
