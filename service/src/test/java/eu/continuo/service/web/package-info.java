/** Guards of the HTTP doors. */
@NullMarked
package eu.continuo.service.web;

import org.jspecify.annotations.NullMarked;
