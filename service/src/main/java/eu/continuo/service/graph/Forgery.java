package eu.continuo.service.graph;

import eu.continuo.ontology.Icra;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/**
 * Tells a statement that only the service may make: about attestations, paths of control and
 * verifications.
 */
final class Forgery {
  private static final Set<Node> CLASSES =
      Set.of(
          Icra.CONTROL_ATTESTATION,
          Icra.SAFEGUARD_ATTESTATION,
          Icra.ATTESTED_ITEM,
          Icra.CONTROL_PATH,
          Icra.VERIFICATION_RESULT,
          Icra.COMPOSED_PROMISE,
          Icra.SITE_CARBON);
  private static final Set<Node> PROPERTIES =
      Set.of(
          Icra.WITHIN,
          Icra.OWNERS_COMPLETE,
          Icra.OF_PARTY,
          Icra.ATTESTED_BY,
          Icra.LISTS_ITEM,
          Icra.OF_CREDENTIAL,
          Icra.OUTCOME,
          Icra.OBJECTIVE_MET);

  private Forgery() {}

  static boolean is(Quad quad, String base) {
    String subject = quad.getSubject().toString();
    return PROPERTIES.contains(quad.getPredicate())
        || (quad.getPredicate().equals(RDF.type.asNode()) && CLASSES.contains(quad.getObject()))
        || subject.startsWith(base + "id/attestation/")
        || subject.startsWith(base + "id/verification/")
        || subject.startsWith("urn:sha256:");
  }
}
