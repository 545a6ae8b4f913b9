package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FocusGateTest {
  private static final int ITERATIONS = Integer.getInteger("continuo.shapes.fuzz-iterations", 200);
  private static final long SEED = Long.getLong("continuo.shapes.fuzz-seed", 1);

  @Test
  void saysWhatTheWholeGraphSaysAtEveryNodeThatAChangeCanAffect() {
    LongStream.range(SEED, SEED + ITERATIONS)
        .forEach(seed -> assertThat(FocusFuzz.difference(seed, Fault.NONE)).isEmpty());
  }
}
