package eu.continuo.shapes;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.eclipse.rdf4j.sail.SailException;

/** Random shapes and data, judged by both engines. */
final class JudgesFuzz {
  private JudgesFuzz() {}

  /** What a seed gives: shapes over the values of data, or over every way to read it. */
  private record Given(String shapes, Graph data) {
    static Given of(long seed) {
      Random random = new Random(seed);
      if (seed % 2 == 0) {
        RandomCoreShapes core = new RandomCoreShapes(random);
        return new Given(core.turtle(), core.data());
      }
      String shapes = new RandomShapes(random).turtle();
      return new Given(shapes, new RandomGraphs(random).union());
    }
  }

  /** The first thing that is wrong with this seed, with all that is needed to see it again. */
  static Optional<String> wrong(long seed, Trust trust) {
    Given given = Given.of(seed);
    Shapes shapes = FocusFuzz.parse(given.shapes());
    SecondJudge judge = new SecondJudge(shapes, trust);
    return wrong(shapes, judge, given.data())
        .map(what -> "seed %d%n%s%n%s%n%s".formatted(seed, given.shapes(), given.data(), what));
  }

  /** The components of which this seed gives results that are compared. */
  static Set<Node> componentsCompared(long seed, Trust trust) {
    Given given = Given.of(seed);
    SecondJudge judge = new SecondJudge(FocusFuzz.parse(given.shapes()), trust);
    return results(ShaclValidator.get().parse(judge.graph()), given.data()).stream()
        .map(Result::component)
        .collect(Collectors.toSet());
  }

  private static Optional<Object> wrong(Shapes shapes, SecondJudge judge, Graph data) {
    Set<Result> part = results(ShaclValidator.get().parse(judge.graph()), data);
    part.removeAll(results(shapes, data));
    if (!part.isEmpty()) {
      return Optional.of(part);
    }
    try {
      return judge.compare(data) instanceof Comparison.Differ differ
          ? Optional.of(differ.differences())
          : Optional.empty();
    } catch (SailException e) {
      return Optional.of(e);
    }
  }

  private static Set<Result> results(Shapes shapes, Graph data) {
    return new HashSet<>(Result.of(ShaclValidator.get().validate(shapes, data).getGraph()));
  }
}
