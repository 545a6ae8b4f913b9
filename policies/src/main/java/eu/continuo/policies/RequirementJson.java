package eu.continuo.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the terms of a requirement as the policy of its kind reads them. */
final class RequirementJson {
  private RequirementJson() {}

  static void write(RequirementTerms terms, ObjectNode node) {
    switch (terms) {
      case RequirementTerms.PlacesAlone() -> {}
      case RequirementTerms.Certificate(var scheme, var levels, var issuers) -> {
        var schemes = node.putArray("schemes");
        if (scheme != null) {
          var entry = schemes.addObject().put("scheme", scheme);
          list(entry, "levels", levels);
          list(entry, "issuers", issuers);
        }
      }
      case RequirementTerms.KeyHolders(var holders) -> list(node, "holders", holders);
      case RequirementTerms.Access(var approvals, var maxSessionMinutes) -> {
        list(node, "approvals", approvals);
        if (maxSessionMinutes != null) {
          node.put("maxSessionMinutes", maxSessionMinutes);
        }
      }
      case RequirementTerms.SubProcessors(var authorisation, var approved) -> {
        if (authorisation != null) {
          node.put("authorisation", authorisation);
        }
        list(node, "approved", approved);
      }
      case RequirementTerms.AttestedNodes(var verifiers, var rootsOfTrust, var maxAgeMinutes) -> {
        list(node, "verifiers", verifiers);
        list(node, "rootsOfTrust", rootsOfTrust);
        if (maxAgeMinutes != null) {
          node.put("maxAgeMinutes", maxAgeMinutes);
        }
      }
    }
  }

  private static void list(ObjectNode node, String field, List<String> values) {
    values.forEach(node.putArray(field)::add);
  }
}
