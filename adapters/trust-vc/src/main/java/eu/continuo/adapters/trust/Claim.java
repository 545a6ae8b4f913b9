package eu.continuo.adapters.trust;

/**
 * What a credential says. What it does not say stays missing, and the policy decides what follows:
 * it must be able to tell "none" from "nothing said".
 */
public sealed interface Claim permits ControlClaim, SafeguardClaim {
  /** The IRI of what it is about. */
  String subject();

  /** The type of a credential that makes such a claim; issuers are trusted for types. */
  String credentialType();
}
