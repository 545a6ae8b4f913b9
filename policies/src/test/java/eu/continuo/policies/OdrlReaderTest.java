package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlReading;
import eu.continuo.verdict.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a policy, and what is refused by name. */
class OdrlReaderTest {
  private static final String OFFER =
      """
      {"@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Offer", "uid": "urn:x:offer",
       "profile": "https://w3id.org/icra/odrl/", "conflict": "prohibit",
       "assigner": "urn:x:provider", "target": "urn:x:offering",
       "permission": [{
         "uid": "urn:x:may",
         "action": {"rdf:value": {"@id": "https://w3id.org/icra/odrl/deploy"},
                    "refinement": {"uid": "urn:x:n", "leftOperand": "count", "operator": "lteq", "rightOperand": 3}},
         "constraint": [
           {"uid": "urn:x:c", "leftOperand": "purpose", "operator": "isAnyOf", "rightOperand": {"@list": ["research", "teaching"]}},
           {"uid": "urn:x:j", "or": {"@list": [
             {"uid": "urn:x:j1", "leftOperand": "dateTime", "operator": "lt", "rightOperand": {"@value": "2027-01-01", "@type": "xsd:date"}},
             {"uid": "urn:x:j2", "leftOperand": "spatial", "operator": "isPartOf", "rightOperand": {"@id": "urn:x:eu"}}]}}],
         "duty": {"uid": "urn:x:pay", "action": "compensate", "consequence": {"uid": "urn:x:more", "action": "compensate"}}}],
       "prohibition": {"uid": "urn:x:not", "action": "distribute", "remedy": {"uid": "urn:x:del", "action": "delete"}},
       "obligation": {"uid": "urn:x:tell", "action": "inform", "assignee": "urn:x:consumer"}}
      """;

  @Test
  void readsEveryPartOfAPolicy() {
    var policy = OdrlDocument.policy(OdrlDocument.jsonLd(OFFER));
    assertThat(policy.type()).isEqualTo(OdrlPolicy.Type.OFFER);
    assertThat(policy.conflict()).isEqualTo(OdrlPolicy.Conflict.PROHIBIT);
    var may = policy.permissions().getFirst();
    assertThat(may.targets()).extracting(OdrlPolicy.Subject::iri).containsExactly("urn:x:offering");
    assertThat(may.assignees()).isEmpty();
    assertThat(may.actions().getFirst().action()).isEqualTo("deploy");
    assertThat(may.actions().getFirst().refinements()).hasSize(1);
    assertThat(may.constraints()).hasSize(2);
    var purpose = (Comparison) may.constraints().getFirst();
    assertThat(purpose.right())
        .containsExactly(
            new OdrlPolicy.Value.Text("research"), new OdrlPolicy.Value.Text("teaching"));
    var either = (Joined) may.constraints().getLast();
    assertThat(either.join()).isEqualTo(OdrlPolicy.Join.OR);
    assertThat(either.members().getFirst().right())
        .containsExactly(new OdrlPolicy.Value.Figure(java.math.BigDecimal.valueOf(1_798_761_600L)));
    assertThat(may.duties().getFirst().consequences()).hasSize(1);
    assertThat(policy.prohibitions().getFirst().duties().getFirst().id()).isEqualTo("urn:x:del");
    assertThat(policy.obligations().getFirst().assignees()).hasSize(1);
  }

  @Test
  void inheritsTheRulesOfParents() {
    var policy =
        OdrlDocument.policy(
            OdrlDocument.turtle(
                """
                :child a odrl:Set ; odrl:inheritFrom :parent ;
                  odrl:permission [ odrl:action odrl:use ; odrl:target :a ] .
                :parent odrl:inheritFrom :grandparent ; odrl:conflict odrl:perm .
                :grandparent odrl:target :b ; odrl:prohibition [ odrl:action odrl:sell ] .
                """));
    assertThat(policy.uid()).isEqualTo("urn:x:child");
    assertThat(policy.permissions()).hasSize(1);
    assertThat(policy.prohibitions().getFirst().targets().getFirst().iri()).isEqualTo("urn:x:b");
    assertThat(policy.conflict()).isEqualTo(OdrlPolicy.Conflict.PERM);
  }

  @Test
  void takesTheSourceOfACollectionAndItsRefinement() {
    var policy =
        OdrlDocument.policy(
            OdrlDocument.turtle(
                """
                :p a odrl:Set ; odrl:permission [ odrl:action odrl:use ; odrl:target
                  [ a odrl:AssetCollection ; odrl:source :all ; odrl:refinement
                    [ odrl:leftOperand odrl:fileFormat ; odrl:operator odrl:eq ; odrl:rightOperand "image/png" ] ] ] .
                """));
    var target = policy.permissions().getFirst().targets().getFirst();
    assertThat(target.iri()).isEqualTo("urn:x:all");
    assertThat(target.refinements()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:spacial ; odrl:operator odrl:eq ; odrl:rightOperand :fr ] | odrl.operand-unknown | spatial
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:eq ; odrl:rightOperand "P1D" ] | odrl.operand-unknown | It knows
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:isAnyOff ; odrl:rightOperand :x ] | odrl.operator-unknown | isAnyOf
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:isA ; odrl:rightOperand :x ] | odrl.operator-unknown | eq
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:lt ; odrl:rightOperand :x ] | odrl.operator-unknown | compared by
          odrl:action odrl:playy ; odrl:target :a | odrl.action-unknown | play
          odrl:action odrl:play | odrl.incomplete | asset
          odrl:target :a | odrl.incomplete | Name one
          odrl:action odrl:play ; odrl:target :a ; odrl:constraints :c | odrl.unsupported | constraint
          odrl:action odrl:play ; odrl:target :a ; odrl:remedy :c | odrl.unsupported | Say it
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperandReference :x ] | odrl.unsupported | Say it
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand :x , :y ] | odrl.value | isAnyOf
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand "three" ] | odrl.value | number
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "soon" ] | odrl.value | xsd:date
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:eq ; odrl:rightOperand "France" ] | odrl.value | IRI of a place
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand own:attested ; odrl:operator odrl:eq ; odrl:rightOperand "often" ] | odrl.value | true or false
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:andSequence ( :c :d ) ] | odrl.unsupported | duty
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:or ( [ odrl:or ( :c ) ] ) ] | odrl.unsupported | out
          odrl:action odrl:play ; odrl:target :a ; odrl:constraint [ odrl:leftOperand odrl:count ] | odrl.incomplete | exactly one
          odrl:action own:deploy ; odrl:target :a | odrl.profile | profile
          """)
  void refusesARuleByName(String rule, String code, String hint) {
    var findings =
        refused(OdrlDocument.turtle(":p a odrl:Set ; odrl:permission [ %s ] .".formatted(rule)));
    assertThat(findings)
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(code);
              assertThat(f.hint()).contains(hint);
              assertThat(f.focus()).isNotNull();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          :p a odrl:Ticket ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.unsupported
          :p a odrl:Set . | odrl.incomplete
          :p a odrl:Set ; odrl:profile :theirs ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.profile
          :p a odrl:Set ; odrl:conflict odrl:ask ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.value
          :p a odrl:Set ; odrl:inheritFrom :p ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.inheritance
          :p a odrl:Set ; odrl:inheritFrom :q ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.inheritance
          :p a odrl:Set ; odrl:conflict odrl:perm ; odrl:inheritFrom :q ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . :q odrl:conflict odrl:prohibit . | odrl.value
          :p a odrl:Offer ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.incomplete
          :p a odrl:Agreement ; odrl:assigner :o ; odrl:permission [ odrl:action odrl:play ; odrl:target :a ] . | odrl.incomplete
          :p a odrl:Set ; odrl:obligation :d . :d odrl:action odrl:inform ; odrl:consequence :d . | odrl.value
          :p a odrl:Set ; odrl:obligation [ ] . | odrl.incomplete
          """)
  void refusesAPolicyByName(String policy, String code) {
    assertThat(refused(OdrlDocument.turtle(policy))).extracting(Finding::code).contains(code);
  }

  @Test
  void saysEverythingThatIsWrong() {
    assertThat(
            refused(
                OdrlDocument.turtle(
                    """
                    :p a odrl:Set ; odrl:permission
                      [ odrl:action odrl:fly ; odrl:target :a ], [ odrl:action odrl:swim ; odrl:target :a ] .
                    """)))
        .hasSize(2);
  }

  private static List<Finding> refused(OdrlReading reading) {
    return switch (reading) {
      case OdrlReading.Refused(var findings) -> findings;
      case OdrlReading.Read(var policy) -> throw new AssertionError("was read: " + policy);
    };
  }
}
