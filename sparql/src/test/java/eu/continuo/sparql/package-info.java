/** Guards of the questions and of the rules. */
@NullMarked
package eu.continuo.sparql;

import org.jspecify.annotations.NullMarked;
