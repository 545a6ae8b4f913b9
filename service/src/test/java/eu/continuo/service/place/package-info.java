/** Do question, policy and solver give one answer, and does a missing fact refuse? */
@NullMarked
package eu.continuo.service.place;

import org.jspecify.annotations.NullMarked;
