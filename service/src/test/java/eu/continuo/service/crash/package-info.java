/** What outlives a service that is killed, and a disk that is full. */
@NullMarked
package eu.continuo.service.crash;

import org.jspecify.annotations.NullMarked;
