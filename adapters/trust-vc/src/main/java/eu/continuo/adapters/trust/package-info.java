/**
 * Who vouches for a claim? Credentials are verified against a local list of trusted issuers, and a
 * catalogue is signed with this instance's own key; nothing here opens a connection or asks a
 * clock.
 *
 * @see eu.continuo.adapters.trust.CredentialVerifier
 */
@NullMarked
package eu.continuo.adapters.trust;

import org.jspecify.annotations.NullMarked;
