package eu.continuo.examples;

import eu.continuo.adapters.trust.ControlClaim;
import eu.continuo.adapters.trust.DidKey;
import eu.continuo.adapters.trust.TrustList;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues the credentials of a generated continuum. Its key pair is the first test vector of RFC
 * 8032, section 7.1: everyone knows it, so that the same seed signs the same bytes everywhere and a
 * signature is worth nothing outside of a benchmark.
 */
final class TrustOffice {
  private static final byte[] SECRET =
      HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  private static final DidKey KEY =
      DidKey.of(
          HexFormat.of()
              .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
  private static final JsonMapper JSON = new JsonMapper();

  private final PrivateKey secret;
  private final Instant validFrom;
  private final Instant validUntil;

  /** An office whose credentials hold from one instant, inclusive, until another, exclusive. */
  TrustOffice(Instant validFrom, Instant validUntil) {
    this.validFrom = validFrom;
    this.validUntil = validUntil;
    try {
      this.secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, SECRET));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whom an instance must trust for these credentials to count. */
  static TrustList.Issuer issuer() {
    return new TrustList.Issuer(
        KEY.did(), "Generated Trust Office", Set.of(ControlClaim.CREDENTIAL_TYPE));
  }

  /**
   * An enveloped credential (VC 2.0, section 4.13): the IRI is the signed text.
   *
   * @param owners every party that controls the party
   */
  Node credential(Node party, Land jurisdiction, List<Node> owners) {
    ObjectNode header =
        JSON.createObjectNode().put("alg", "EdDSA").put("kid", KEY.url()).put("typ", "vc+jwt");
    ObjectNode payload = JSON.createObjectNode();
    payload.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    payload.putArray("type").add("VerifiableCredential").add(ControlClaim.CREDENTIAL_TYPE);
    payload
        .put("issuer", KEY.did())
        .put("validFrom", validFrom.toString())
        .put("validUntil", validUntil.toString());
    ObjectNode subject =
        payload
            .putObject("credentialSubject")
            .put("id", party.getURI())
            .put("subjectToJurisdiction", jurisdiction.node().getURI())
            .put("ownerCount", owners.size());
    owners.forEach(o -> subject.withArray("controlledBy").add(o.getURI()));
    String signed = encoded(header) + "." + encoded(payload);
    return NodeFactory.createURI("data:application/vc+jwt," + signed + "." + signature(signed));
  }

  private String signature(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(JsonNode json) {
    return base64(JSON.writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
