package eu.continuo.policies;

import eu.continuo.policies.Continuum.Attestation;
import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the policy {@code sovereignty} once more, in plain Java and one pair at a time;
 * reasons without words.
 */
final class SovereigntyReference {
  private final Continuum continuum;
  private final Instant now;

  SovereigntyReference(Continuum continuum, Instant now) {
    this.continuum = continuum;
    this.now = now;
  }

  /** A reason without its message. */
  record Against(String code, String requirement, Map<String, String> values) {
    static Against of(Reason reason) {
      return new Against(reason.code(), reason.requirement(), reason.values());
    }
  }

  Set<Against> reasons(Component component, String site) {
    var reasons = new HashSet<Against>();
    if (!continuum.sites().containsKey(site)) {
      reasons.add(new Against("site.unknown", "", Map.of("site", site)));
    }
    for (var requirement : component.requirements()) {
      check(requirement, site, reasons);
    }
    return reasons;
  }

  private void check(Requirement requirement, String iri, Set<Against> reasons) {
    var understood = Set.of("location", "sovereignty").contains(requirement.kind());
    if (!understood) {
      add(reasons, requirement, "requirement.kind-unknown", Map.of("kind", requirement.kind()));
    }
    if (requirement.places().isEmpty()) {
      add(reasons, requirement, "requirement.places-missing", Map.of());
    }
    var site = continuum.sites().get(iri);
    if (!understood || requirement.places().isEmpty() || site == null) {
      return;
    }
    if (requirement.kind().equals("location")) {
      checkCountry(requirement, iri, site.country(), reasons);
    } else if (site.operator() == null) {
      add(reasons, requirement, "control.operator-unknown", Map.of("site", iri));
    } else {
      checkControl(requirement, site.operator(), reasons);
    }
  }

  private void checkCountry(
      Requirement requirement, String site, @Nullable String country, Set<Against> reasons) {
    if (country == null) {
      add(reasons, requirement, "residency.country-unknown", Map.of("site", site));
    } else if (!continuum.places().containsKey(country)) {
      add(
          reasons,
          requirement,
          "residency.country-unknown",
          Map.of("site", site, "country", country));
    } else if (!within(country, requirement)) {
      var values = Map.of("site", site, "country", country, "places", listed(requirement));
      add(reasons, requirement, "residency.outside", values);
    }
  }

  private void checkControl(Requirement requirement, String operator, Set<Against> reasons) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(operator));
    while (!open.isEmpty()) {
      var party = open.pop();
      if (!seen.add(party)) {
        continue;
      }
      var attestations =
          continuum.attestations().getOrDefault(party, List.of()).stream()
              .filter(this::isValid)
              .toList();
      if (attestations.isEmpty()) {
        add(reasons, requirement, "control.unattested", Map.of("party", party));
      }
      for (var attestation : attestations) {
        checkAttestation(requirement, party, attestation, reasons);
        open.addAll(attestation.controllers());
      }
    }
  }

  private void checkAttestation(
      Requirement requirement, String party, Attestation attestation, Set<Against> reasons) {
    var attested = attestation.controllers().size();
    if (attestation.ownerCount() == null) {
      add(reasons, requirement, "control.owners-incomplete", Map.of("party", party));
    } else if (attestation.ownerCount() != attested) {
      var values =
          Map.of(
              "party", party, "owners", "" + attestation.ownerCount(), "attested", "" + attested);
      add(reasons, requirement, "control.owners-incomplete", values);
    }
    var jurisdiction = attestation.jurisdiction();
    if (jurisdiction == null) {
      add(reasons, requirement, "control.jurisdiction-unknown", Map.of("party", party));
    } else if (!continuum.places().containsKey(jurisdiction)) {
      var values = Map.of("party", party, "jurisdiction", jurisdiction);
      add(reasons, requirement, "control.jurisdiction-unknown", values);
    } else if (!within(jurisdiction, requirement)) {
      var values =
          Map.of("party", party, "jurisdiction", jurisdiction, "places", listed(requirement));
      add(reasons, requirement, "control.outside", values);
    }
  }

  private boolean isValid(Attestation attestation) {
    return attestation.validFrom() != null
        && attestation.validUntil() != null
        && !now.isBefore(attestation.validFrom())
        && now.isBefore(attestation.validUntil());
  }

  private boolean within(String place, Requirement requirement) {
    return continuum.places().getOrDefault(place, Set.of()).stream()
        .anyMatch(requirement.places()::contains);
  }

  private static String listed(Requirement requirement) {
    return String.join(" or ", requirement.places());
  }

  private static void add(
      Set<Against> reasons, Requirement requirement, String code, Map<String, String> values) {
    reasons.add(new Against(code, requirement.iri(), values));
  }
}
