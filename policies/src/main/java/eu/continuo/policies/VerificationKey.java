package eu.continuo.policies;

/**
 * A key that verifies bundles, in the words of OPA's configuration.
 *
 * @param algorithm the only one by which it counts, such as {@code ES256}
 * @param key a public key or a certificate in PEM; the secret itself for an HMAC
 * @param scope what the signature has to say it is for; empty for nothing
 */
public record VerificationKey(String algorithm, String key, String scope) {}
