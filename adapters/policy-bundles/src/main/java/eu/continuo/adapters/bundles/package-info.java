/**
 * Where do policies come from? Folders, git work trees and bundle servers, read and not believed.
 */
@NullMarked
package eu.continuo.adapters.bundles;

import org.jspecify.annotations.NullMarked;
