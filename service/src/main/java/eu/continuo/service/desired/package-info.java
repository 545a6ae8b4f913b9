/** What is to run where, as the graph and as files for whoever runs it? */
@NullMarked
package eu.continuo.service.desired;

import org.jspecify.annotations.NullMarked;
