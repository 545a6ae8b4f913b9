package eu.continuo.service.ask;

import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.GraphNames;
import eu.continuo.service.graph.Principal;
import eu.continuo.sparql.Question;
import eu.continuo.sparql.Questions;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.modify.request.QuadAcc;
import org.apache.jena.sparql.modify.request.QuadDataAcc;
import org.apache.jena.sparql.modify.request.UpdateDataInsert;
import org.apache.jena.sparql.modify.request.UpdateDeleteWhere;
import org.apache.jena.update.UpdateRequest;
import org.apache.jena.vocabulary.RDF;

/**
 * Questions of the operators' own. They lie in the graph, so that the log keeps when they were
 * saved, as SHACL has them: {@code sh:SPARQLSelectExecutable} (SHACL Advanced Features, §5.2). They
 * are asked of the asker's view as any other question is.
 */
public final class SavedQuestions {
  private static final String PATH = "id/question/";
  private static final String SHACL = "http://www.w3.org/ns/shacl#";
  private static final Node EXECUTABLE = NodeFactory.createURI(SHACL + "SPARQLSelectExecutable");
  private static final Node SELECT = NodeFactory.createURI(SHACL + "select");

  private final Continuum continuum;
  private final Questions questions;

  SavedQuestions(Continuum continuum, Questions questions) {
    this.continuum = continuum;
    this.questions = questions;
  }

  /** What became of a question that was to be saved. */
  public sealed interface Saved {
    /** It is a question, and this became of the commit that saves it. */
    record Committed(Question question, Commit commit) implements Saved {}

    /** It is none: why. */
    record Refused(List<Finding> findings) implements Saved {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** All of them, in the order of their names; none for who is no operator. */
  public List<Question> all(Principal principal) {
    String start = continuum.names().base() + PATH;
    return principal == Principal.ANYONE
        ? List.of()
        : continuum.read(
            principal,
            view ->
                view.getGraph(continuum.names().questions().node()).stream(
                        Node.ANY, SELECT, Node.ANY)
                    .map(
                        t ->
                            questions.read(
                                t.getSubject().getURI().substring(start.length()),
                                t.getObject().getLiteralLexicalForm()))
                    .flatMap(
                        read ->
                            read instanceof Questions.Reading.Parsed(Question question)
                                ? Stream.of(question)
                                : Stream.of())
                    .sorted(Comparator.comparing(Question::name))
                    .toList());
  }

  /** The question of a name. */
  public Optional<Question> named(String name, Principal principal) {
    return all(principal).stream().filter(q -> q.name().equals(name)).findFirst();
  }

  /**
   * Saves a question, in the place of the one of that name if there is one.
   *
   * @param text SELECT, with lines at its top as {@link Questions#read} has them
   */
  public Saved save(String name, String text, Instant now) {
    return switch (questions.read(name, text)) {
      case Questions.Reading.Refused(List<Finding> findings) -> new Saved.Refused(findings);
      case Questions.Reading.Parsed(Question question) -> {
        UpdateRequest update = forgetting(name);
        update.add(
            new UpdateDataInsert(
                new QuadDataAcc(
                    List.of(
                        quad(name, RDF.type.asNode(), EXECUTABLE),
                        quad(name, SELECT, NodeFactory.createLiteralString(text))))));
        yield new Saved.Committed(
            question, continuum.commit(new Change.Update(update), Principal.SERVICE, now));
      }
    };
  }

  /** Forgets a question, if there is one. */
  public Commit forget(String name, Instant now) {
    return continuum.commit(new Change.Update(forgetting(name)), Principal.SERVICE, now);
  }

  private UpdateRequest forgetting(String name) {
    QuadAcc pattern = new QuadAcc(List.of(quad(name, Var.alloc("p"), Var.alloc("o"))));
    return new UpdateRequest(new UpdateDeleteWhere(pattern));
  }

  private Quad quad(String name, Node property, Node value) {
    GraphNames names = continuum.names();
    return Quad.create(
        names.questions().node(),
        NodeFactory.createURI(names.base() + PATH + name),
        property,
        value);
  }
}
