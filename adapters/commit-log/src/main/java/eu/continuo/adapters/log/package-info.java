/** What was committed, in what order? RDF Patches in files, chained by their digests. */
@NullMarked
package eu.continuo.adapters.log;

import org.jspecify.annotations.NullMarked;
