package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.PolicySet.Member;
import eu.continuo.policies.PolicySet.Table;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is decided of many at once is what is decided of each, waivers included. */
class PolicySetTest {
  private static final Policy POLICY = Policies.packaged().sovereignty();

  @Test
  void tableAllowsWhatTheDecisionsAllow() {
    var random = new RandomContinuum(new Random(20261125));
    var waivers = List.of(waiver("urn:component:1", ""), waiver("", "urn:site:2"));
    var policies = new PolicySet(List.of(new Member(Level.FEDERATION, POLICY, true)), waivers);
    var waived = 0;
    for (var round = 0; round < 60; round++) {
      var continuum = random.continuum(2);
      var components = random.request().components();
      var sites = continuum.sites().keySet().stream().sorted().toList();
      var table =
          (Table.Decided)
              policies.table(continuum, components, RandomContinuum.NOW, new PolicySet.Known());
      var decisions =
          policies.decide(
              PolicyData.of(continuum),
              new DecisionRequest(components, sites),
              RandomContinuum.NOW);
      for (var decision : decisions.all()) {
        assertThat(table.allows(decision.component(), decision.site()))
            .as(decision.toString())
            .isEqualTo(decision.allow());
        waived += decision.waived().isEmpty() ? 0 : 1;
      }
    }
    assertThat(waived).isPositive();
  }

  private static Waiver waiver(String component, String site) {
    return new Waiver(
        component + site,
        "sovereignty",
        "residency.outside",
        component,
        site,
        "anna",
        "a trial",
        RandomContinuum.NOW,
        RandomContinuum.NOW.plus(Duration.ofDays(1)));
  }
}
