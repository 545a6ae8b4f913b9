/**
 * What is known? Every write becomes one judged commit, every read a view.
 *
 * @see eu.continuo.service.graph.Continuum
 */
@NullMarked
package eu.continuo.service.graph;

import org.jspecify.annotations.NullMarked;
