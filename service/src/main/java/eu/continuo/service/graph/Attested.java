package eu.continuo.service.graph;

import eu.continuo.adapters.trust.ControlClaim;
import eu.continuo.adapters.trust.SafeguardClaim;
import eu.continuo.ontology.Icra;
import java.util.Collection;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a claim says as statements of an attestation. What the claim leaves out is left out.
 *
 * @param graph where they are written
 * @param attestation their subject
 */
record Attested(Graph graph, Node attestation) {

  void says(ControlClaim claim) {
    type(attestation, Icra.CONTROL_ATTESTATION);
    name(attestation, Icra.OF_PARTY, claim.party());
    name(attestation, Icra.SUBJECT_TO_JURISDICTION, claim.jurisdiction());
    names(attestation, Icra.CONTROLLED_BY, claim.controlledBy());
    whole(attestation, Icra.OWNER_COUNT, claim.ownerCount());
  }

  void says(SafeguardClaim claim) {
    type(attestation, Icra.SAFEGUARD_ATTESTATION);
    graph.add(
        attestation, Icra.REQUIREMENT_KIND, Icra.concept("requirement-kinds", claim.kind().word()));
    name(
        attestation,
        claim instanceof SafeguardClaim.SubProcessors ? Icra.OF_PARTY : Icra.OF_SITE,
        claim.subject());
    switch (claim) {
      case SafeguardClaim.Certificate(var _, var scheme, var level, var outcome) -> {
        name(attestation, Icra.ASSURANCE_SCHEME, scheme);
        text(attestation, Icra.ASSURANCE_LEVEL, level);
        text(attestation, Icra.OUTCOME, outcome);
      }
      case SafeguardClaim.Keys(var _, var keys, var count) -> {
        whole(attestation, Icra.ITEM_COUNT, count);
        for (int i = 0; i < keys.size(); i++) {
          key(item(i), keys.get(i));
        }
      }
      case SafeguardClaim.OperatorAccess access -> {
        names(attestation, Icra.ACCESS_FROM, access.origins());
        whole(attestation, Icra.ITEM_COUNT, access.originCount());
        text(attestation, Icra.ACCESS_APPROVAL, access.approval());
        whole(attestation, Icra.MAX_SESSION_MINUTES, access.maxSessionMinutes());
        flag(attestation, Icra.ACCESS_RECORDED, access.recorded());
      }
      case SafeguardClaim.SubProcessors(var _, var subProcessors, var count) -> {
        whole(attestation, Icra.ITEM_COUNT, count);
        for (int i = 0; i < subProcessors.size(); i++) {
          Node item = item(i);
          name(item, Icra.OF_PARTY, subProcessors.get(i).party());
          name(item, Icra.COUNTRY, subProcessors.get(i).country());
        }
      }
      case SafeguardClaim.AttestedNodes(var _, var nodes, var count) -> {
        whole(attestation, Icra.ITEM_COUNT, count);
        for (int i = 0; i < nodes.size(); i++) {
          Node item = item(i);
          name(item, Icra.OF_RESOURCE, nodes.get(i).node());
          text(item, Icra.OUTCOME, nodes.get(i).outcome());
          text(item, Icra.ROOT_OF_TRUST, nodes.get(i).rootOfTrust());
        }
      }
    }
  }

  private void key(Node item, SafeguardClaim.Key key) {
    name(item, Icra.OF_RESOURCE, key.key());
    name(item, Icra.COUNTRY, key.country());
    name(item, Icra.HELD_BY, key.heldBy());
    names(item, Icra.USABLE_BY, key.usableBy());
    whole(item, Icra.USER_COUNT, key.userCount());
  }

  /** Two credentials may list the same key: each says its own of it. */
  private Node item(int position) {
    Node item = NodeFactory.createURI(attestation.getURI() + "/" + (position + 1));
    type(item, Icra.ATTESTED_ITEM);
    graph.add(attestation, Icra.LISTS_ITEM, item);
    return item;
  }

  private void type(Node subject, Node type) {
    graph.add(subject, RDF.type.asNode(), type);
  }

  private void names(Node subject, Node property, Collection<String> iris) {
    iris.forEach(iri -> name(subject, property, iri));
  }

  private void name(Node subject, Node property, @Nullable String iri) {
    if (iri != null) {
      graph.add(subject, property, NodeFactory.createURI(iri));
    }
  }

  private void text(Node subject, Node property, @Nullable String text) {
    if (text != null) {
      graph.add(subject, property, NodeFactory.createLiteralString(text));
    }
  }

  private void whole(Node subject, Node property, @Nullable Integer number) {
    if (number != null) {
      graph.add(
          subject,
          property,
          NodeFactory.createLiteralDT(number.toString(), XSDDatatype.XSDinteger));
    }
  }

  private void flag(Node subject, Node property, @Nullable Boolean flag) {
    if (flag != null) {
      graph.add(
          subject, property, NodeFactory.createLiteralDT(flag.toString(), XSDDatatype.XSDboolean));
    }
  }
}
