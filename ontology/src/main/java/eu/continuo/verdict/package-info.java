/**
 * How do we say no? One small vocabulary of findings for every judge: readers, shapes, policies,
 * peers.
 */
@NullMarked
package eu.continuo.verdict;

import org.jspecify.annotations.NullMarked;
