/**
 * ODRL 2.2 as far as the profile goes: reads policies from RDF, refuses what the profile does not
 * know, and gives them as values that the Rego in {@code policies/odrl} decides by.
 */
@NullMarked
package eu.continuo.policies.odrl;

import org.jspecify.annotations.NullMarked;
