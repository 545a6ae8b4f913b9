/** Does what the documents show happen? */
@NullMarked
package eu.continuo.service.docs;

import org.jspecify.annotations.NullMarked;
