package eu.continuo.bench;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.NamedGraph;
import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.service.wiring.Settings;
import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one document of one provider costs before it is kept: reading it from JSON-LD, its canonical
 * form, and the verdict of the shapes on it together with the grid that it names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DocumentBenchmark {
  private final JsonLd jsonLd = new JsonLd(Settings.BASE);
  private final Graph provider;
  private final Graph judged = GraphFactory.createDefaultGraph();
  private final byte[] document;

  /** Made by JMH: the first provider of a generated continuum. */
  public DocumentBenchmark() {
    var continuum = new GeneratedContinuum(Settings.BASE, 1, 1);
    var graphs = continuum.graphs().map(NamedGraph::content).toList();
    this.provider = continuum.provider(0).content();
    this.document = jsonLd.write(provider, null).getBytes(StandardCharsets.UTF_8);
    graphs.forEach(g -> g.stream().forEach(judged::add));
  }

  /** From bytes to a graph. */
  @Benchmark
  public Reading read() {
    return jsonLd.read(document);
  }

  /** RDFC-1.0 and its digest. */
  @Benchmark
  public Canonical canonical() throws Canonical.TooComplex {
    return Canonical.of(provider);
  }

  /** All shapes on everything. */
  @Benchmark
  public Verdict judge() {
    return Shapes.packaged().judge(judged);
  }
}
