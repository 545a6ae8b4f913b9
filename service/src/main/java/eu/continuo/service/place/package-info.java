/**
 * Where should it run? From a view to a problem, from a plan back to the graph.
 */
@NullMarked
package eu.continuo.service.place;

import org.jspecify.annotations.NullMarked;
