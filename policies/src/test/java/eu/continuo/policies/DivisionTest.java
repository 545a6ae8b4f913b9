package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.DecisionRequest.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every requirement has a judge, and the policies that judge a kind judge nothing else. */
class DivisionTest {
  private static final List<String> SITES = List.of("urn:site:safe", "urn:site:silent");
  private static final List<String> OWN =
      List.of("assurance", "attested-nodes", "keys", "operator-access", "sub-processors");

  @Test
  void eachPolicyAllowsWhatItsKindAllows() {
    var set = set(Stream.concat(Stream.of("sovereignty"), OWN.stream()).toList());
    assertThat(allowedAt(set, "urn:site:safe")).isEqualTo(components());
    assertThat(allowedAt(set, "urn:site:silent")).extracting(Component::iri).containsExactly("c0");
    assertThat(allowedInTheTable(set, "urn:site:safe")).isEqualTo(components());
    assertThat(allowedInTheTable(set, "urn:site:silent"))
        .extracting(Component::iri)
        .containsExactly("c0");
  }

  @Test
  void aKindWhosePolicyIsNotInForceIsRefused() {
    for (var missing : OWN) {
      var others = OWN.stream().filter(p -> !p.equals(missing));
      var set = set(Stream.concat(Stream.of("sovereignty"), others).toList());
      var refused = components();
      refused.removeAll(allowedAt(set, "urn:site:safe"));
      assertThat(refused)
          .singleElement()
          .satisfies(c -> assertThat(c.requirements().getFirst().kind()).isEqualTo(missing));
      assertThat(allowedInTheTable(set, "urn:site:safe")).doesNotContainAnyElementsOf(refused);
    }
  }

  @Test
  void whereNobodyElseIsInForceEveryoneJudgesTheOthers() {
    var set = set(List.of("assurance", "keys"));
    assertThat(allowedAt(set, "urn:site:safe"))
        .extracting(c -> c.requirements().getFirst().kind())
        .containsExactly("assurance", "keys");
  }

  @Test
  void aSetThatKnowsMoreKindsDecidesAnewWhatIsDividedOtherwise() {
    var known = new PolicySet.Known();
    var continuum = Safe.continuum();
    var before = set(List.of("sovereignty")).table(continuum, components(), Safe.NOW, known);
    var after = set(List.of("sovereignty", "keys")).table(continuum, components(), Safe.NOW, known);
    assertThat(((PolicySet.Table.Decided) before).allows("c2", "urn:site:safe")).isFalse();
    assertThat(((PolicySet.Table.Decided) after).allows("c2", "urn:site:safe")).isTrue();
  }

  /** The name of a package has an underscore where the kind has a hyphen. */
  @Test
  void aPackageIsNamedAfterAKindAsAFolderIs() {
    var division = Division.among(List.of("sovereignty", "operator_access"));
    assertThat(division.share("operator_access", components()))
        .flatExtracting(Component::requirements)
        .extracting(DecisionRequest.Requirement::kind)
        .containsExactly("operator-access");
    assertThat(division.share("sovereignty", components()))
        .flatExtracting(Component::requirements)
        .extracting(DecisionRequest.Requirement::kind)
        .doesNotContain("operator-access")
        .hasSize(OWN.size());
  }

  private static List<Component> components() {
    var components = new ArrayList<Component>();
    for (var i = 0; i < Safe.REQUIREMENTS.size(); i++) {
      components.add(new Component("c" + i, List.of(Safe.REQUIREMENTS.get(i))));
    }
    return components;
  }

  private static PolicySet set(List<String> policies) {
    return new PolicySet(
        policies.stream()
            .map(
                name ->
                    new PolicySet.Member(
                        Level.FEDERATION, Policies.packaged().find(name).orElseThrow(), false))
            .toList(),
        List.of());
  }

  private static List<Component> allowedAt(PolicySet set, String site) {
    var decisions =
        set.decide(
            PolicyData.of(Safe.continuum()), new DecisionRequest(components(), SITES), Safe.NOW);
    return components().stream()
        .filter(c -> decisions.of(c.iri(), site).orElseThrow().allow())
        .toList();
  }

  private static List<Component> allowedInTheTable(PolicySet set, String site) {
    var table = set.table(Safe.continuum(), components(), Safe.NOW, new PolicySet.Known());
    return components().stream()
        .filter(c -> ((PolicySet.Table.Decided) table).allows(c.iri(), site))
        .toList();
  }
}
