/** Guards of the words and of the doors of JSON-LD. */
@NullMarked
package eu.continuo.ontology;

import org.jspecify.annotations.NullMarked;
