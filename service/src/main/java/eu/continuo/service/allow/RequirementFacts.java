package eu.continuo.service.allow;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.DecisionRequest.Requirement;
import eu.continuo.policies.RequirementTerms;
import eu.continuo.service.graph.Facts;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.jena.graph.Node;

/** What a requirement of the graph asks for, as the policies read it. */
final class RequirementFacts {
  private static final String KINDS = Icra.SCHEMES + "requirement-kinds/";

  private RequirementFacts() {}

  /**
   * Reads one of many.
   *
   * @param objects how its kind and its places are read, which every requirement may have
   */
  static Requirement requirement(
      Facts facts, BiFunction<Node, Node, List<Node>> objects, Node requirement) {
    String kind = kind(objects.apply(requirement, Icra.REQUIREMENT_KIND));
    return new Requirement(
        requirement.getURI(),
        kind,
        objects.apply(requirement, Icra.REQUIRED_PLACE).stream().map(Node::getURI).toList(),
        terms(facts, requirement, kind));
  }

  /** The word of the kind that a requirement is of, or an attestation answers; empty for none. */
  static String kind(List<Node> stated) {
    return stated.size() == 1 && stated.getFirst().getURI().startsWith(KINDS)
        ? stated.getFirst().getURI().substring(KINDS.length())
        : "";
  }

  private static RequirementTerms terms(Facts facts, Node requirement, String kind) {
    return switch (kind) {
      case "assurance" ->
          new RequirementTerms.Certificate(
              facts.object(requirement, Icra.ASSURANCE_SCHEME).map(Node::getURI).orElse(null),
              facts.texts(requirement, Icra.ASSURANCE_LEVEL),
              accepted(facts, requirement));
      case "keys" -> new RequirementTerms.KeyHolders(accepted(facts, requirement));
      case "operator-access" ->
          new RequirementTerms.Access(
              facts.texts(requirement, Icra.ACCESS_APPROVAL),
              facts.whole(requirement, Icra.MAX_SESSION_MINUTES).orElse(null));
      case "sub-processors" ->
          new RequirementTerms.SubProcessors(
              facts.text(requirement, Icra.AUTHORISATION).orElse(null),
              accepted(facts, requirement));
      case "attested-nodes" ->
          new RequirementTerms.AttestedNodes(
              accepted(facts, requirement),
              facts.texts(requirement, Icra.ROOT_OF_TRUST),
              facts.whole(requirement, Icra.MAX_AGE_MINUTES).orElse(null));
      default -> new RequirementTerms.PlacesAlone();
    };
  }

  private static List<String> accepted(Facts facts, Node requirement) {
    return facts.objects(requirement, Icra.ACCEPTED_PARTY).stream().map(Node::getURI).toList();
  }
}
