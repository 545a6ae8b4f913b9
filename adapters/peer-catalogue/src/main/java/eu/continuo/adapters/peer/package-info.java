/**
 * What do other instances offer? A peer's catalogue is fetched, and believed only as far as its
 * signature goes.
 *
 * @see eu.continuo.adapters.peer.PeerClient
 */
@NullMarked
package eu.continuo.adapters.peer;

import org.jspecify.annotations.NullMarked;
