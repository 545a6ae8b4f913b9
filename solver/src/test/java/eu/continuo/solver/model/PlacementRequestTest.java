package eu.continuo.solver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.continuo.solver.model.Violation.Code;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementRequestTest {

  private static final Eligibility NOTHING_ALLOWED = new Eligibility(Map.of(), List.of());
  private static final Latencies NO_LATENCIES = new Latencies(Map.of());

  @Test
  void listsAllThatIsWrongAtOnce() {
    SiteId north = new SiteId("north");
    SiteId nowhere = new SiteId("nowhere");
    ComponentId web = new ComponentId("web");
    ComponentId ghost = new ComponentId("ghost");
    Map<SitePair, Double> roundTripMs = new LinkedHashMap<>();
    roundTripMs.put(new SitePair(north, nowhere), Double.POSITIVE_INFINITY);

    ProblemCheck check =
        new PlacementRequest(
                List.of(site("north", 8, 1.5), site("north", Double.NaN, 0.9)),
                List.of(component("web", -1), component(" ", 1e12)),
                new Eligibility(
                    Map.of(web, Set.of(north)),
                    List.of(
                        new Eligibility.RefusedPair(web, north, List.of("no")),
                        new Eligibility.RefusedPair(ghost, north, List.of("no")))),
                List.of(new Chain(web, web, -5)),
                new Latencies(roundTripMs),
                List.of(
                    new SpreadGroup("alone", List.of(web)),
                    new SpreadGroup("twice", List.of(web, web))),
                new Weights(1, Double.NaN, 1, 1, 1))
            .check();

    String range = "State a number from 0 to 1000000000.";
    assertThat(check)
        .isEqualTo(
            new ProblemCheck.Refused(
                List.of(
                    new Violation(
                        Code.DUPLICATE_ID,
                        "site north",
                        "There is more than one site north.",
                        "Name it once."),
                    new Violation(Code.BAD_QUANTITY, "site north", "free vcpu is NaN.", range),
                    new Violation(
                        Code.BAD_QUANTITY,
                        "site north",
                        "pue is 0.9.",
                        "State a number from 1 to 1000000000."),
                    new Violation(Code.BAD_QUANTITY, "component web", "vcpu is -1.0.", range),
                    new Violation(
                        Code.BLANK_ID,
                        "component  ",
                        "The field id is blank.",
                        "Give it an identifier."),
                    new Violation(Code.BAD_QUANTITY, "component  ", "vcpu is 1.0E12.", range),
                    new Violation(
                        Code.CONTRADICTION,
                        "refusal of web at north",
                        "Policy both allows and refuses component web at site north.",
                        "Leave the pair out of the allowed sites or out of the refusals."),
                    new Violation(
                        Code.UNKNOWN_ID,
                        "refusal of ghost at north",
                        "Component ghost is not among the 2 components of the request.",
                        "Add the component, or correct the identifier."),
                    new Violation(
                        Code.BAD_QUANTITY, "chain web → web", "maxLatencyMs is -5.0.", range),
                    new Violation(
                        Code.CONTRADICTION,
                        "chain web → web",
                        "Component web is chained to itself.",
                        "A chain links two components."),
                    new Violation(
                        Code.UNKNOWN_ID,
                        "latency north – nowhere",
                        "Site nowhere is not among the 1 sites of the request.",
                        "Add the site, or correct the identifier."),
                    new Violation(
                        Code.BAD_QUANTITY,
                        "latency north – nowhere",
                        "roundTripMs is Infinity.",
                        range),
                    new Violation(
                        Code.EMPTY,
                        "spread group alone",
                        "The group has 1 members.",
                        "Name at least two components to spread, or leave the group out."),
                    new Violation(
                        Code.DUPLICATE_ID,
                        "spread group twice",
                        "Component web is named twice.",
                        "Name each member once."),
                    new Violation(Code.BAD_QUANTITY, "weights", "carbonGrams is NaN.", range))));
  }

  @Test
  void refusesARequestWithNothingInIt() {
    assertThat(request(List.of(), List.of(), Weights.DEFAULT).check())
        .isEqualTo(
            new ProblemCheck.Refused(
                List.of(
                    new Violation(
                        Code.EMPTY, "sites", "The request has no site.", "Name at least one site."),
                    new Violation(
                        Code.EMPTY,
                        "components",
                        "The request has no component.",
                        "Name at least one component."))));
  }

  @Test
  void refusesWhatCannotBeCountedExactly() {
    assertThat(
            request(
                    List.of(site("north", 1e9, 1.5)),
                    List.of(component("web", 1e9)),
                    new Weights(1e9, 0, 0, 0, 0))
                .check())
        .isEqualTo(
            new ProblemCheck.Refused(
                List.of(
                    new Violation(
                        Code.BAD_QUANTITY,
                        "weights",
                        "The dearest plan would weigh 7.30e+18 euro a month, more than can be"
                            + " counted exactly (4.61e+13).",
                        "Lower the weights, prices or demands."))));
  }

  @Test
  void allowsNothingThatIsNotNamed() {
    PlacementRequest request =
        request(List.of(site("north", 8, 1.5)), List.of(component("web", 1)), Weights.DEFAULT);

    assertThat(request.check()).isInstanceOf(ProblemCheck.Accepted.class);
    assertThat(NOTHING_ALLOWED.allows(new ComponentId("web"), new SiteId("north"))).isFalse();
  }

  @Test
  void knowsARoundTripFromEitherEndAndNoOther() {
    SiteId a = new SiteId("a");
    SiteId b = new SiteId("b");
    SiteId c = new SiteId("c");
    Latencies latencies = new Latencies(Map.of(new SitePair(b, a), 12.0));

    assertThat(latencies.roundTripMs(a, b)).hasValue(12);
    assertThat(latencies.roundTripMs(b, a)).hasValue(12);
    assertThat(latencies.roundTripMs(a, a)).hasValue(0);
    assertThat(latencies.roundTripMs(a, c)).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void roundsDemandUpAndCapacityDown() {
    Demand demand = new Demand(new Cores(0.1), new MemoryGiB(0.0001), new Gpus(0));
    Capacity capacity = new Capacity(new Cores(0.1009), new MemoryGiB(0.0001), new Gpus(0));

    assertThat(demand.vcpuMillicores()).isEqualTo(100);
    assertThat(demand.memoryMiB()).isEqualTo(1);
    assertThat(capacity.vcpuMillicores()).isEqualTo(100);
    assertThat(capacity.memoryMiB()).isZero();
  }

  @Test
  void pairsAndMaintenanceAreOfWhatIsThereAndNamedOnce() {
    ComponentId web = new ComponentId("web");
    ComponentId ghost = new ComponentId("ghost");
    Instant until = Instant.parse("2026-12-01T04:00:00Z");
    Maintenance window = new Maintenance(new SiteId("nowhere"), until);

    ProblemCheck check =
        request(List.of(site("north", 8, 1.5)), List.of(component("web", 1)), Weights.DEFAULT)
            .with(
                List.of(
                    new AntiAffinity(web, web, AntiAffinity.Apart.SITE),
                    new AntiAffinity(web, ghost, AntiAffinity.Apart.PROVIDER)),
                List.of(window, window))
            .check();

    assertThat(((ProblemCheck.Refused) check).violations())
        .extracting(Violation::code, Violation::subject)
        .containsExactly(
            tuple(Code.CONTRADICTION, "anti-affinity of web and web"),
            tuple(Code.UNKNOWN_ID, "anti-affinity of web and ghost"),
            tuple(Code.UNKNOWN_ID, "maintenance of nowhere"),
            tuple(Code.UNKNOWN_ID, "maintenance of nowhere"),
            tuple(Code.DUPLICATE_ID, "maintenance of nowhere"));
  }

  private static PlacementRequest request(
      List<Site> sites, List<Component> components, Weights weights) {
    return new PlacementRequest(
        sites, components, NOTHING_ALLOWED, List.of(), NO_LATENCIES, List.of(), weights);
  }

  private static Site site(String id, double vcpu, double pue) {
    return new Site(
        new SiteId(id),
        new ProviderId("provider"),
        "Testland",
        new FailureDomainId("domain"),
        new Capacity(new Cores(vcpu), new MemoryGiB(32), new Gpus(0)),
        new Prices(0.01, 0, 0),
        new Energy(10, pue, 200));
  }

  private static Component component(String id, double vcpu) {
    return new Component(
        new ComponentId(id),
        new ApplicationId("shop"),
        new Demand(new Cores(vcpu), new MemoryGiB(1), new Gpus(0)));
  }
}
