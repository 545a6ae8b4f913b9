/** Does the judge find what the cases of each concept say, and nothing else? */
@NullMarked
package eu.continuo.shapes;

import org.jspecify.annotations.NullMarked;
