/** Does the service keep the arrows of the design, and what do its tests load? */
@NullMarked
package eu.continuo.service;

import org.jspecify.annotations.NullMarked;
