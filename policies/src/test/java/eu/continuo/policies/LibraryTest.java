package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every policy of the library, tried on what its cases can be changed into. */
class LibraryTest {
  private static final long SEED = 20261125;

  /** How many changed cases of each policy are asked in both engines; a campaign asks 10,000. */
  private static final int INPUTS = Integer.getInteger("continuo.policy-inputs", 40);

  /** So many are in memory at once. */
  private static final int INPUTS_AT_ONCE = 500;

  /** One fact in so many is removed; 1 removes each. */
  private static final int REMOVALS_EACH = Integer.getInteger("continuo.removals-each", 17);

  /** How many mutants there are in all; a campaign makes 200. */
  private static final int MUTANTS = Integer.getInteger("continuo.policy-mutants", 6);

  private static final int CAMPAIGN_OF_MUTANTS = 200;

  static List<String> policies() {
    return LibraryPolicy.names();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void answersWhateverIsAskedAsNativeOpaDoes(String name, @TempDir Path scratch)
      throws IOException {
    LibraryPolicy.assumeOwnTool();
    var policy = LibraryPolicy.of(name);
    var cases = PolicyCase.of(name);
    var random = new Random(SEED);
    for (var left = INPUTS; left > 0; left -= INPUTS_AT_ONCE) {
      var questions = new ArrayList<ObjectNode>();
      for (var i = Math.min(left, INPUTS_AT_ONCE); i > 0; i--) {
        var question = cases.get(random.nextInt(cases.size())).question();
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
          question = JsonChanges.changed(question, random);
        }
        questions.add(question);
      }
      var wanted = policy.inNativeOpa(scratch, questions);
      for (var i = 0; i < questions.size(); i++) {
        var question = questions.get(i);
        assertThat(policy.inWasmOrFailed(question.path("data"), question.path("input")))
            .as("%s", question)
            .isEqualTo(wanted.get(i));
      }
    }
  }

  /**
   * In data everything is a fact. In the input lists say what is asked, and asking about less is no
   * missing fact; members are facts.
   */
  @ParameterizedTest
  @MethodSource("policies")
  void neverTurnsARefusalIntoAnAllowWhenAFactIsRemoved(String name) throws IOException {
    var policy = LibraryPolicy.of(name);
    var which = 0;
    for (var each : PolicyCase.of(name)) {
      var before = LibraryPolicy.verdicts(each.wanted());
      for (var fact : facts(each)) {
        which++;
        if (before.containsValue(false) && which % REMOVALS_EACH == 0) {
          assertThat(turned(policy, each, before, fact)).as("%s without %s", each, fact).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void saysWhichRemovalsNobodyCanNotice(String name) throws IOException {
    var policy = LibraryPolicy.of(name);
    for (var each : PolicyCase.of(name)) {
      var before = LibraryPolicy.verdicts(each.wanted());
      for (var pointer : each.unnoticed()) {
        assertThat(turned(policy, each, before, JsonPointer.compile(pointer)))
            .as("%s without %s", each, pointer)
            .isNotEmpty();
      }
    }
  }

  @Test
  void hasTestsThatNoticeWhatIsChangedInARule() {
    LibraryPolicy.assumeOwnTool();
    var arguments = new ArrayList<>(List.of("--format", "json", "--at-most", "" + MUTANTS));
    arguments.addAll(policies());
    var report =
        switch (LibraryPolicy.TOOL.run("mutants", arguments)) {
          case RegoAnswer.Passed(var output, _) ->
              Json.read(output.getBytes(StandardCharsets.UTF_8));
          case RegoAnswer other -> throw new AssertionError(other.toString());
        };
    var made = report.path("mutants").asInt();
    assertThat(made).isGreaterThanOrEqualTo(MUTANTS);
    // Of a few, two that change nothing at all would be too many by themselves.
    var share = MUTANTS >= CAMPAIGN_OF_MUTANTS ? 0.9 : 0.7;
    assertThat(report.path("killed").asInt())
        .as("%s", report)
        .isGreaterThanOrEqualTo((int) Math.ceil(share * made));
  }

  private static List<JsonPointer> facts(PolicyCase policyCase) {
    var question = policyCase.question();
    return JsonChanges.places(question).stream()
        .filter(place -> !place.head().matches())
        .filter(place -> isOfData(place) || question.at(place.head()).isObject())
        .filter(place -> policyCase.unnoticed().stream().noneMatch(isAbove(place)))
        .toList();
  }

  private static boolean isOfData(JsonPointer place) {
    return place.getMatchingProperty().equals("data");
  }

  private static Predicate<String> isAbove(JsonPointer place) {
    return pointer -> (place + "/").startsWith(pointer + "/");
  }

  /** Who was refused before and is allowed without the fact. */
  private static List<String> turned(
      LibraryPolicy policy, PolicyCase policyCase, Map<String, Boolean> before, JsonPointer fact) {
    JsonNode question = JsonChanges.without(policyCase.question(), fact);
    var after =
        LibraryPolicy.verdicts(
            policy.inWasmOrFailed(question.path("data"), question.path("input")));
    return before.entrySet().stream()
        .filter(subject -> !subject.getValue())
        .map(Map.Entry::getKey)
        .filter(subject -> after.getOrDefault(subject, false))
        .toList();
  }
}
