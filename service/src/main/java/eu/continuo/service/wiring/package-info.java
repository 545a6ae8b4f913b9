/**
 * What is wired to what?
 */
@NullMarked
package eu.continuo.service.wiring;

import org.jspecify.annotations.NullMarked;
