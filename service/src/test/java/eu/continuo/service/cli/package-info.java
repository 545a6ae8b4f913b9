/** Guards of the command line. */
@NullMarked
package eu.continuo.service.cli;

import org.jspecify.annotations.NullMarked;
