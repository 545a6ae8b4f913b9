/**
 * How does a document come in?
 */
@NullMarked
package eu.continuo.service.intake;

import org.jspecify.annotations.NullMarked;
