/** Do the benchmarks measure what they say, on continuums that conform? */
@NullMarked
package eu.continuo.bench;

import org.jspecify.annotations.NullMarked;
