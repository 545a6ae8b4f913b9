/** Who is told that something has changed, and how? */
@NullMarked
package eu.continuo.service.notify;

import org.jspecify.annotations.NullMarked;
