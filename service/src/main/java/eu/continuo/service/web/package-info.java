/**
 * Over which HTTP door?
 */
@NullMarked
package eu.continuo.service.web;

import org.jspecify.annotations.NullMarked;
