@NullMarked
package eu.continuo.adapters.bundles;

import org.jspecify.annotations.NullMarked;
