package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a provider reads, whole, for one case of each concept. */
class FindingsTest {
  @Test
  void turnsAPercentageIntoARatio() {
    assertThat(findings("agreement/violates/availability-in-percent"))
        .containsExactly(
            new Finding(
                "shape.sparql",
                Severity.VIOLATION,
                "https://continuum.example/id/sla/gold/availability",
                "icra:threshold",
                "99.95",
                "https://w3id.org/icra/shapes/Objective-availability-ratio",
                "Availability is a ratio from 0 to 1, and 99.95 is not; as a percentage it would be"
                    + " 0.9995.",
                "99.95 percent are 0.9995."));
  }

  @Test
  void namesTheComponentOfAnotherApplication() {
    assertThat(findings("application/violates/link-to-another-application"))
        .containsExactly(
            new Finding(
                "shape.sparql",
                Severity.VIOLATION,
                "https://continuum.example/id/app/hotel/link",
                "icra:fromComponent|icra:toComponent",
                "https://continuum.example/id/app/shop/db",
                "https://w3id.org/icra/shapes/ChainLink-inside",
                "The component <https://continuum.example/id/app/shop/db> is not part of"
                    + " <https://continuum.example/id/app/hotel>, the application of this link.",
                "Link components of one application only."));
  }

  @Test
  void saysTheTypeThatWasFound() {
    assertThat(findings("capacity/violates/total-in-words"))
        .containsExactly(
            new Finding(
                "shape.datatype",
                Severity.VIOLATION,
                "https://continuum.example/id/capacity/hamburg-vcpu",
                "icra:total",
                "512 vCPU",
                "https://w3id.org/icra/shapes/Capacity-total",
                "A capacity has exactly one total, a decimal that is not negative. Found 512 vCPU"
                    + " (xsd:string).",
                "The total is what is installed."),
            new Finding(
                "shape.min-inclusive",
                Severity.VIOLATION,
                "https://continuum.example/id/capacity/hamburg-vcpu",
                "icra:total",
                "512 vCPU",
                "https://w3id.org/icra/shapes/Capacity-total",
                "A capacity has exactly one total, a decimal that is not negative. Found 512 vCPU.",
                "The total is what is installed."));
  }

  @Test
  void findsTheTermNearestToAMisspelledOne() {
    assertThat(findings("concept/violates/misspelled-property"))
        .containsExactly(
            new Finding(
                "shape.unknown-term",
                Severity.VIOLATION,
                "https://continuum.example/id/party/loire",
                "icra:ownerCuont",
                "1",
                "https://w3id.org/icra/shapes/KnownTerm",
                "\"ownerCuont\" is no property of the vocabulary.",
                "Did you mean ownerCount?"));
  }

  @Test
  void countsTheOwnersThatAreMissing() {
    assertThat(findings("control/violates/chain-incomplete"))
        .containsExactly(
            new Finding(
                "shape.sparql",
                Severity.WARNING,
                "https://continuum.example/id/party/loire",
                "icra:ownerCount",
                "2",
                "https://w3id.org/icra/shapes/OwnedParty-complete",
                "The chain of owners is incomplete: 1 of 2 named.",
                "Name the missing owners in \"controlledBy\"; until then no requirement of"
                    + " sovereignty is met."));
  }

  @Test
  void saysTheValueThatWasFound() {
    assertThat(findings("energy/violates/pue-below-one"))
        .containsExactly(
            new Finding(
                "shape.min-inclusive",
                Severity.VIOLATION,
                "https://continuum.example/id/energy/hamburg",
                "icra:pue",
                "0.77",
                "https://w3id.org/icra/shapes/EnergyProfile-pue",
                "An energy profile has exactly one PUE, a decimal of at least 1. Found 0.77.",
                "PUE is the energy of the facility divided by the energy of its IT (ISO/IEC"
                    + " 30134-2), so it cannot be below 1; its inverse is DCiE."));
  }

  @Test
  void asksHowAZonesIntensityIsKnown() {
    assertThat(findings("figure/violates/zone-intensity-without-basis"))
        .containsExactly(
            new Finding(
                "shape.sparql",
                Severity.VIOLATION,
                "https://continuum.example/id/zone/fr",
                "icra:carbonIntensityGramsPerKWh",
                "56",
                "https://w3id.org/icra/shapes/ZoneFigure-basis-given",
                "The zone gives a default intensity of 56 g/kWh and does not say how it is known.",
                "Add \"figureBasis\": \"measured\", \"modelled\" or \"default\"."));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(findings("graph/violates/no-visibility"))
        .containsExactly(
            new Finding(
                "shape.min-count",
                Severity.VIOLATION,
                "https://continuum.example/id/graph/nordlicht/declared",
                "icra:visibility",
                null,
                "https://w3id.org/icra/shapes/NamedGraph-visibility",
                "A named graph has exactly one visibility.",
                "Where in doubt, \"restricted\"."));
  }

  @Test
  void namesEveryPriceThatWouldDo() {
    assertThat(findings("offering/violates/no-price"))
        .containsExactly(
            new Finding(
                "shape.min-count",
                Severity.VIOLATION,
                "https://continuum.example/id/offering/nordlicht-machines",
                "((icra:priceVcpuHourEuro|icra:priceGibHourEuro)|icra:priceGpuHourEuro)|icra:pricePlan",
                null,
                "https://w3id.org/icra/shapes/Offering-price",
                "An offering has a price: of a vCPU hour, of a GiB hour, of a GPU hour, or by a"
                    + " price plan.",
                "Add \"priceVcpuHourEuro\"; what is free of charge costs 0."));
  }

  @Test
  void listsThePlacesThatAreKnown() {
    assertThat(findings("party/violates/jurisdiction-by-name"))
        .containsExactly(
            new Finding(
                "shape.node",
                Severity.VIOLATION,
                "https://continuum.example/id/party/loire",
                "icra:subjectToJurisdiction",
                "https://w3id.org/dpv/loc#France",
                "https://w3id.org/icra/shapes/Party-jurisdiction",
                "A party is subject to one jurisdiction, a concept of the scheme of jurisdictions."
                    + " Found <https://w3id.org/dpv/loc#France>.",
                "Name the country of its head office only; the countries of its owners stand on the"
                    + " owners. Known: AE, AT, AU, BE, BG, BR, CA, CH, CN, CY, CZ, DE, DK, EE, EEA,"
                    + " ES, EU, FI, FR, GB, GR, HR, HU, IE, IL, IN, IS, IT, JP, KR, LI, LT, LU, LV,"
                    + " MT, NL, NO, PL, PT, RO, SE, SG, SI, SK, US, ZA."));
  }

  @Test
  void namesBothAssignmentsOfAComponent() {
    assertThat(findings("plan/violates/component-placed-twice"))
        .containsExactly(
            new Finding(
                "shape.sparql",
                Severity.VIOLATION,
                "https://continuum.example/id/plan/1/web",
                "icra:forComponent",
                "https://continuum.example/id/app/shop/web",
                "https://w3id.org/icra/shapes/Assignment-once",
                "The assignment <https://continuum.example/id/plan/1/web-again> places the same"
                    + " component <https://continuum.example/id/app/shop/web> in the same plan"
                    + " <https://continuum.example/id/plan/1>.",
                "A component runs at one site; replicas are components of their own."),
            new Finding(
                "shape.sparql",
                Severity.VIOLATION,
                "https://continuum.example/id/plan/1/web-again",
                "icra:forComponent",
                "https://continuum.example/id/app/shop/web",
                "https://w3id.org/icra/shapes/Assignment-once",
                "The assignment <https://continuum.example/id/plan/1/web> places the same component"
                    + " <https://continuum.example/id/app/shop/web> in the same plan"
                    + " <https://continuum.example/id/plan/1>.",
                "A component runs at one site; replicas are components of their own."));
  }

  @Test
  void listsTheTiersThatAreKnown() {
    assertThat(findings("site/violates/tier-of-its-own"))
        .containsExactly(
            new Finding(
                "shape.node",
                Severity.VIOLATION,
                "https://continuum.example/id/site/berlin",
                "icra:tier",
                "https://w3id.org/icra/vocab/tiers/metro",
                "https://w3id.org/icra/shapes/Site-tier",
                "A site belongs to exactly one tier. Found"
                    + " <https://w3id.org/icra/vocab/tiers/metro>.",
                "Choose by the distance to users: \"tier\": \"edge\". Known: cloud, edge,"
                    + " far-edge."));
  }

  private static List<Finding> findings(String folder) {
    return Shapes.packaged()
        .judge(Cases.withNeighbours(Cases.ROOT.resolve(folder).resolve("input.jsonld")))
        .findings();
  }
}
