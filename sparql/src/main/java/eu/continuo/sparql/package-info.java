/**
 * What can be asked, and what follows?
 *
 * @see eu.continuo.sparql.Questions
 * @see eu.continuo.sparql.Rules
 */
@NullMarked
package eu.continuo.sparql;

import org.jspecify.annotations.NullMarked;
