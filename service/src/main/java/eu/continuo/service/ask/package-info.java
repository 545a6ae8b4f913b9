/**
 * What can be asked?
 */
@NullMarked
package eu.continuo.service.ask;

import org.jspecify.annotations.NullMarked;
