/**
 * Over which command?
 */
@NullMarked
package eu.continuo.service.cli;

import org.jspecify.annotations.NullMarked;
