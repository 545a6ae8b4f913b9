package eu.continuo.service.graph;

import eu.continuo.adapters.trust.ControlClaim;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.SafeguardClaim;
import eu.continuo.adapters.trust.Verification;
import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.Icra;
import eu.continuo.sparql.Reads;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * What the credentials in the graph prove. A credential lies in its provider's graph byte for byte,
 * as an enveloped credential of VC 2.0 (section 4.13), whose IRI is the signed text itself. Only
 * what a trusted issuer signed becomes an attestation; when it ends is left to the clock of whoever
 * asks.
 */
final class Attestations {
  private static final Node ENVELOPED =
      NodeFactory.createURI("https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential");
  private static final Node ISSUER =
      NodeFactory.createURI("https://www.w3.org/2018/credentials#issuer");

  /** A credential that came or went. */
  static final Reads READS = Reads.of(Node.ANY, RDF.type.asNode(), ENVELOPED);

  private static final String MEDIA = "data:application/vc+jwt,";
  private static final int REMEMBERED_MAX = 100_000;

  private final CredentialVerifier verifier;
  private final String base;
  // A verification reads no clock, so that its outcome never changes for the same text.
  private final Map<String, Verification> remembered = new ConcurrentHashMap<>();

  Attestations(CredentialVerifier verifier, String base) {
    this.verifier = verifier;
    this.base = base;
  }

  /** A verification result for each credential, and an attestation for each that is verified. */
  Graph derive(Graph asserted) {
    Graph derived = GraphFactory.createDefaultGraph();
    asserted.stream(Node.ANY, RDF.type.asNode(), ENVELOPED)
        .forEach(t -> derive(t.getSubject(), derived));
    return derived;
  }

  /** Verifies with all processors, and remembers, what is verified one by one otherwise. */
  void verifyAtOnce(Graph asserted) {
    asserted.stream(Node.ANY, RDF.type.asNode(), ENVELOPED).toList().parallelStream()
        .forEach(t -> verification(t.getSubject()));
  }

  private void derive(Node credential, Graph derived) {
    String key = Canonical.digest(credential.getURI()).substring(0, 26);
    Node result = NodeFactory.createURI(base + "id/verification/" + key);
    derived.add(result, RDF.type.asNode(), Icra.VERIFICATION_RESULT);
    derived.add(result, Icra.OF_CREDENTIAL, credential);
    switch (verification(credential)) {
      case Verification.Rejected(String outcome, var findings) ->
          derived.add(result, Icra.OUTCOME, NodeFactory.createLiteralString(outcome));
      case Verification.Verified verified -> {
        derived.add(result, Icra.OUTCOME, NodeFactory.createLiteralString("verified"));
        derived.add(result, ISSUER, NodeFactory.createLiteralString(verified.issuerDid()));
        Node attestation = NodeFactory.createURI(base + "id/attestation/" + key);
        derived.add(attestation, Icra.ATTESTED_BY, credential);
        Attested attested = new Attested(derived, attestation);
        switch (verified.claim()) {
          case ControlClaim claim -> attested.says(claim);
          case SafeguardClaim claim -> attested.says(claim);
        }
        addInstant(derived, attestation, Icra.VALID_FROM, verified.validFrom());
        addInstant(derived, attestation, Icra.VALID_UNTIL, verified.validUntil());
      }
    }
  }

  private Verification verification(Node credential) {
    String iri = credential.getURI();
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(
        iri, i -> verifier.verify(i.startsWith(MEDIA) ? i.substring(MEDIA.length()) : ""));
  }

  private static void addInstant(
      Graph graph, Node subject, Node property, @Nullable Instant instant) {
    if (instant != null) {
      graph.add(
          Triple.create(
              subject,
              property,
              NodeFactory.createLiteralDT(instant.toString(), XSDDatatype.XSDdateTime)));
    }
  }
}
