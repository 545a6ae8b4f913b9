/** What was decided, on what grounds, and is it decided so again? */
@NullMarked
package eu.continuo.service.decide;

import org.jspecify.annotations.NullMarked;
