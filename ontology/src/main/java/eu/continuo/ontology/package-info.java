/**
 * What do our words mean? The vocabulary, its JSON-LD context, and the forms in which documents
 * come in and go out.
 *
 * @see eu.continuo.ontology.Icra
 * @see eu.continuo.ontology.JsonLd
 */
@NullMarked
package eu.continuo.ontology;

import org.jspecify.annotations.NullMarked;
