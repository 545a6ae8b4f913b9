/**
 * The builtins of Rego that OPA's compiler leaves to the host of a WebAssembly module, each equal
 * to OPA's own.
 *
 * <p>{@link eu.continuo.policies.builtins.Builtins} is the front door. Guarded by {@code
 * AgainstNativeBuiltinsTest}, which compares each with native OPA over generated operands.
 */
@NullMarked
package eu.continuo.policies.builtins;

import org.jspecify.annotations.NullMarked;
