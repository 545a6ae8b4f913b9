/**
 * Which policies are in force, and who put them there?
 *
 * <p>{@link eu.continuo.service.govern.Governing} changes the book of policies, {@link
 * eu.continuo.service.govern.InForce} follows it.
 */
@NullMarked
package eu.continuo.service.govern;

import org.jspecify.annotations.NullMarked;
