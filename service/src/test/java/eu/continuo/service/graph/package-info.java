/** Does a commit keep what it may, and nothing else? */
@NullMarked
package eu.continuo.service.graph;

import org.jspecify.annotations.NullMarked;
