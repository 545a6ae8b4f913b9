/** Where is the graph kept? In Apache Jena TDB2, on disk or in memory. */
@NullMarked
package eu.continuo.adapters.tdb2;

import org.jspecify.annotations.NullMarked;
