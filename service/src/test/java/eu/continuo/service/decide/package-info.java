@NullMarked
package eu.continuo.service.decide;

import org.jspecify.annotations.NullMarked;
