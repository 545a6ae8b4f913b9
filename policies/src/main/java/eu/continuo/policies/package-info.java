/**
 * What is allowed: answers, with every reason, whether a component may run at a site, by policies
 * that are written in Rego, compiled to WebAssembly by the build, and evaluated here.
 *
 * <p>{@link eu.continuo.policies.Policies} is the front door. Guarded by {@code CasesTest}, {@code
 * LibraryTest}, {@code AgainstReferenceTest} and {@code OpaModuleTest}.
 */
@NullMarked
package eu.continuo.policies;

import org.jspecify.annotations.NullMarked;
