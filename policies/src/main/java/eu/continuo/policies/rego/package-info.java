/**
 * The values that Rego computes with, as OPA orders, prints and reads them.
 *
 * <p>{@link eu.continuo.policies.rego.RegoValue} is the front door. Guarded by {@code
 * RegoTextTest}.
 */
@NullMarked
package eu.continuo.policies.rego;

import org.jspecify.annotations.NullMarked;
