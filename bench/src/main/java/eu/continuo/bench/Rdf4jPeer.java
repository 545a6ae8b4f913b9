package eu.continuo.bench;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.service.wiring.Settings;
import eu.continuo.sparql.Question;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.eclipse.rdf4j.common.transaction.IsolationLevels;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.eclipse.rdf4j.query.QueryEvaluationException;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.sail.nativerdf.NativeStore;

/**
 * The same quads in RDF4J's NativeStore, whose default graph is the union of all graphs, asked the
 * same queries.
 */
final class Rdf4jPeer implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ValueFactory VALUES = SimpleValueFactory.getInstance();
  private static final int LIMIT_S = 30;

  /** By subject, predicate, object and graph, so that no pattern is a scan. */
  private static final String INDEXES = "spoc,posc,ospc,cspo";

  private final SailRepository repository;

  private Rdf4jPeer(SailRepository repository) {
    this.repository = repository;
  }

  /** A store in a folder with these quads. */
  static Rdf4jPeer of(Path folder, Iterator<Quad> quads) {
    SailRepository repository = new SailRepository(new NativeStore(folder.toFile(), INDEXES));
    try (RepositoryConnection connection = repository.getConnection()) {
      connection.begin(IsolationLevels.NONE);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        connection.add(
            (Resource) value(quad.getSubject()),
            (IRI) value(quad.getPredicate()),
            value(quad.getObject()),
            (Resource) value(quad.getGraph()));
      }
      connection.commit();
    }
    return new Rdf4jPeer(repository);
  }

  /**
   * An answer.
   *
   * @param rows how many; -1 where it was given up or the engine cannot ask it
   */
  record Answered(double cpuMs, long rows) {}

  /** Asks a question at the time for which the continuum was generated. */
  Answered ask(Question question, Map<String, String> arguments) {
    long before = THREADS.getCurrentThreadCpuTime();
    long rows = 0;
    try (RepositoryConnection connection = repository.getConnection()) {
      TupleQuery query = connection.prepareTupleQuery(question.text());
      query.setMaxExecutionTime(LIMIT_S);
      query.setBinding(
          "now", VALUES.createLiteral(GeneratedContinuum.NOW.toString(), XSD.DATETIME));
      for (Question.Parameter parameter : question.parameters()) {
        String text = arguments.getOrDefault(parameter.name(), parameter.fallback());
        if (!text.isEmpty() && !text.equals("required")) {
          query.setBinding(
              parameter.name(),
              switch (parameter.type()) {
                case IRI -> VALUES.createIRI(Settings.BASE + "id/" + text);
                case DECIMAL -> VALUES.createLiteral(new BigDecimal(text));
                case STRING, POINT -> VALUES.createLiteral(text);
              });
        }
      }
      try (TupleQueryResult result = query.evaluate()) {
        while (result.hasNext()) {
          result.next();
          rows++;
        }
      }
    } catch (QueryEvaluationException e) {
      rows = -1;
    }
    return new Answered((THREADS.getCurrentThreadCpuTime() - before) / 1e6, rows);
  }

  @Override
  public void close() {
    repository.shutDown();
  }

  private static Value value(Node node) {
    if (node.isURI()) {
      return VALUES.createIRI(node.getURI());
    }
    String text = node.getLiteralLexicalForm();
    return node.getLiteralLanguage().isEmpty()
        ? VALUES.createLiteral(text, VALUES.createIRI(node.getLiteralDatatypeURI()))
        : VALUES.createLiteral(text, node.getLiteralLanguage());
  }
}
