package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.shacl.ShaclValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** RDF4J gives what the suite of the W3C expects, wherever it is trusted. */
@EnabledIfSystemProperty(
    named = "continuo.testsuites",
    matches = ".+",
    disabledReason =
        "The suites of the W3C are no part of this project; name their folder with"
            + " -Dcontinuo.testsuites=FOLDER.")
class TwoJudgesSuiteTest {
  /** As many tests of the suite have shapes that are trusted whole. */
  private static final int WHOLE = 44;

  private record Pair(ShaclSuite.Test test, SecondJudge judge) {
    @Override
    public String toString() {
      return test.id();
    }
  }

  @Test
  void givesTheExpectedReportOfEveryTestWithShapesThatAreTrustedWhole() {
    List<Pair> whole = core().stream().filter(pair -> pair.judge().unproved().isEmpty()).toList();
    assertThat(whole.size()).isEqualTo(WHOLE);
    assertThat(whole)
        .allSatisfy(
            pair -> {
              Graph found = Rdf4jJudge.report(pair.judge().graph(), pair.test().data()).graph();
              Graph expected = pair.test().report();
              assertThat(pair.judge().claims(found))
                  .as(pair.test().id())
                  .isEqualTo(pair.judge().claims(expected));
              assertThat(SuiteJudge.conforms(found)).isEqualTo(SuiteJudge.conforms(expected));
            });
  }

  @Test
  void agreesOnThePartThatIsTrustedOfEveryTest() {
    assertThat(core())
        .allSatisfy(
            pair ->
                assertThat(pair.judge().compare(pair.test().data()))
                    .as(pair.test().id())
                    .isInstanceOf(Comparison.Agreed.class));
  }

  private static List<Pair> core() {
    return new ShaclSuite(Path.of(System.getProperty("continuo.testsuites"), "shacl"))
        .tests().stream()
            .filter(test -> test.id().startsWith("core/") && !test.expectsFailure())
            .map(test -> new Pair(test, judge(test.shapes())))
            .toList();
  }

  private static SecondJudge judge(Graph shapes) {
    return new SecondJudge(ShaclValidator.get().parse(shapes), new Rdf4jTrust());
  }
}
