/** Is in force what was put into force? */
@NullMarked
package eu.continuo.service.govern;

import org.jspecify.annotations.NullMarked;
