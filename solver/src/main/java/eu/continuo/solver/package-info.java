/** Where and when should it run? Records in, a plan out; no RDF. */
@NullMarked
package eu.continuo.solver;

import org.jspecify.annotations.NullMarked;
