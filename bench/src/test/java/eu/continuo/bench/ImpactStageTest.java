package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImpactStageTest {
  @Test
  void assessesAPolicyByWhichSomethingWouldHaveToMove() throws Exception {
    RegoTool tool = RegoTool.find(Path.of("../policies/target/rego"), "");
    assumeTrue(tool.run("version", List.of()) instanceof RegoAnswer.Passed, "Needs Go.");
    List<PolicyStages.Row> rows =
        PolicyStages.impact(new ImpactStage(120, 20, 1, tool, step -> {}));
    assertThat(rows).extracting(PolicyStages.Row::stage).containsExactly("impact-cold", "impact");
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.components()).isEqualTo(120);
              assertThat(row.moves()).isPositive();
            });
  }
}
