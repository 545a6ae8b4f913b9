package eu.continuo.policies;

import static eu.continuo.policies.PolicySchemas.closed;
import static eu.continuo.policies.PolicySchemas.iri;
import static eu.continuo.policies.PolicySchemas.list;
import static eu.continuo.policies.PolicySchemas.ref;
import static eu.continuo.policies.PolicySchemas.text;
import static eu.continuo.policies.PolicySchemas.validFrom;
import static eu.continuo.policies.PolicySchemas.validUntil;
import static eu.continuo.policies.PolicySchemas.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The part of {@link PolicySchemas} that is about {@link Safeguards}. */
final class SafeguardsSchemas {
  private SafeguardsSchemas() {}

  static void define(ObjectNode defs) {
    defs.set("certificate", certificate());
    defs.set("keys", keys());
    defs.set("key", key());
    defs.set("access", access());
    defs.set("node", node());
    defs.set("processing", processing());
  }

  private static ObjectNode certificate() {
    return closed(
        Map.of(
            "scheme", iri("the scheme of assurance"),
            "level", text("the scheme's own word for how much it assures"),
            "issuer", iri("who signed, a DID"),
            "status", text("valid where the certificate stands"),
            "validFromEpochS", validFrom(),
            "validUntilEpochS", validUntil()));
  }

  private static ObjectNode keys() {
    return closed(
        Map.of(
            "keys", list(ref("key")),
            "keyCount", whole("how many keys there are"),
            "validFromEpochS", validFrom(),
            "validUntilEpochS", validUntil()));
  }

  private static ObjectNode key() {
    return closed(
        Map.of(
            "key", iri("the key"),
            "country", iri("the place that it lies in"),
            "holder", iri("the party that keeps it"),
            "users", list(iri("a party that may have data decrypted with it")),
            "userCount", whole("how many users there are")));
  }

  private static ObjectNode access() {
    return closed(
        Map.of(
            "origins", list(iri("a place from which the site can be reached")),
            "originCount", whole("how many origins there are"),
            "approval", text("who approves of access, such as customer"),
            "sessionMinutes", whole("how long one access lasts at most"),
            "recordKept",
                PolicySchemas.of("boolean")
                    .put("description", "whether the customer gets a record of each access"),
            "validFromEpochS", validFrom(),
            "validUntilEpochS", validUntil()));
  }

  private static ObjectNode node() {
    return closed(
        Map.of(
            "node", iri("the node"),
            "results",
                list(
                    closed(
                        Map.of(
                            "verifier", iri("who signed, a DID"),
                            "result", text("affirming where the node is sound"),
                            "rootOfTrust", text("such as tpm-2.0"),
                            "attestedEpochS", whole("when it was attested")))),
            "resultCount", whole("how many results there are")));
  }

  private static ObjectNode processing() {
    return closed(
        Map.of(
            "subProcessors",
                list(
                    closed(
                        Map.of(
                            "party", iri("who processes"),
                            "country", iri("the place where it processes")))),
            "subProcessorCount", whole("how many sub-processors there are"),
            "validFromEpochS", validFrom(),
            "validUntilEpochS", validUntil()));
  }
}
