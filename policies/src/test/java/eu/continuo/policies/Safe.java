package eu.continuo.policies;

import eu.continuo.policies.DecisionRequest.Requirement;
import eu.continuo.policies.Safeguards.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A site with every safeguard, and requirements of every kind that it meets. */
final class Safe {
  static final Instant NOW = RandomContinuum.NOW;
  static final String OPERATOR = "urn:party:operator";

  private static final Validity VALID = new Validity(NOW, NOW.plusSeconds(1));
  private static final String FRANCE = "urn:place:FR";

  static final Continuum.Site SITE =
      new Continuum.Site(
          FRANCE,
          OPERATOR,
          new Safeguards(
              List.of(
                  new Safeguards.Certificate("urn:scheme", "high", "did:auditor", "valid", VALID)),
              List.of(
                  new Safeguards.Keys(
                      List.of(
                          new Safeguards.Key(
                              "urn:key", FRANCE, "urn:party:guest", Set.of("urn:party:guest"), 1)),
                      1,
                      VALID)),
              List.of(new Safeguards.Access(Set.of(FRANCE), 1, "customer", 30, true, VALID)),
              List.of(
                  new Safeguards.Node(
                      "urn:node",
                      List.of(new Safeguards.Result("did:verifier", "affirming", "tpm-2.0", NOW)))),
              1));

  static final Map<String, List<Safeguards.Processing>> PROCESSING =
      Map.of(
          OPERATOR,
          List.of(
              new Safeguards.Processing(
                  List.of(new Safeguards.SubProcessor("urn:party:mail", FRANCE)), 1, VALID)),
          "urn:party:mail",
          List.of(new Safeguards.Processing(List.of(), 0, VALID)));

  private static final List<String> PLACES = List.of(FRANCE);

  static final List<Requirement> REQUIREMENTS =
      List.of(
          Requirement.location("urn:r:location", PLACES),
          new Requirement(
              "urn:r:assurance",
              "assurance",
              List.of(),
              new RequirementTerms.Certificate(
                  "urn:scheme", List.of("high"), List.of("did:auditor"))),
          new Requirement(
              "urn:r:keys",
              "keys",
              PLACES,
              new RequirementTerms.KeyHolders(List.of("urn:party:guest"))),
          new Requirement(
              "urn:r:operator-access",
              "operator-access",
              PLACES,
              new RequirementTerms.Access(List.of("customer"), 60)),
          new Requirement(
              "urn:r:sub-processors",
              "sub-processors",
              PLACES,
              new RequirementTerms.SubProcessors("specific", List.of("urn:party:mail"))),
          new Requirement(
              "urn:r:attested-nodes",
              "attested-nodes",
              List.of(),
              new RequirementTerms.AttestedNodes(
                  List.of("did:verifier"),
                  List.of("tpm-2.0"),
                  (int) Duration.ofHours(1).toMinutes())));

  private Safe() {}

  /** The site beside one of which nothing is attested. */
  static Continuum continuum() {
    return new Continuum(
        Map.of(FRANCE, Set.of(FRANCE)),
        Map.of("urn:site:safe", SITE, "urn:site:silent", new Continuum.Site(FRANCE, "urn:party:x")),
        Map.of(),
        PROCESSING);
  }
}
