package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.irix.IRIs;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.jspecify.annotations.Nullable;

/**
 * The named questions of the jar, and how they are asked: over a view, at an instant, within
 * limits.
 */
public final class Questions {
  private static final Var NOW = Var.alloc("now");
  private static final String WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";

  private static final Pattern NAME = Pattern.compile("(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern VARIABLE = Pattern.compile("(?!now$)[A-Za-z][A-Za-z0-9]*");

  private final Map<String, Question> questions;

  private Questions(Map<String, Question> questions) {
    this.questions = questions;
  }

  /** The questions of {@code sparql/questions}. */
  public static Questions packaged() {
    RoundTrip.register();
    Searching.register();
    Product.register();
    return new Questions(
        Packaged.read("questions").stream()
            .map(Questions::parse)
            .collect(
                Collectors.toMap(
                    Question::name, q -> q, (a, b) -> a, java.util.LinkedHashMap::new)));
  }

  /** All, in the order of their names. */
  public List<Question> all() {
    return List.copyOf(questions.values());
  }

  /** The question of a name. */
  public Optional<Question> named(String name) {
    return Optional.ofNullable(questions.get(name));
  }

  /**
   * Asks one question.
   *
   * @param question which
   * @param view what the asker may see; its default graph is what is asked
   * @param arguments values of parameters by name; other names are refused
   * @param now the clock of the question, bound to {@code ?now}: the same view and clock give the
   *     same answer
   * @param base what relative IRIs among the arguments are resolved against
   */
  public Asked ask(
      Question question,
      DatasetGraph view,
      Map<String, String> arguments,
      Instant now,
      String base) {
    List<Finding> findings = new ArrayList<>();
    BindingBuilder bound = BindingFactory.builder();
    bound.add(NOW, NodeFactory.createLiteralDT(now.toString(), XSDDatatype.XSDdateTime));
    for (Question.Parameter parameter : question.parameters()) {
      String given = arguments.get(parameter.name());
      if (given == null && parameter.required()) {
        findings.add(
            Finding.violation(
                "question.parameter-missing",
                "The question " + question.name() + " needs " + parameter.name() + ".",
                parameter.name() + ": " + parameter.meaning() + "."));
      } else if (given != null || !(parameter.fallback().isEmpty() || parameter.required())) {
        String text = given == null ? parameter.fallback() : given;
        Node value = value(parameter, text, base);
        if (value == null) {
          findings.add(
              Finding.violation(
                  "question.parameter-invalid",
                  "\"" + text + "\" is no " + parameter.type() + " for " + parameter.name() + ".",
                  parameter.name() + ": " + parameter.meaning() + "."));
        } else {
          bound.add(Var.alloc(parameter.name()), value);
        }
      }
    }
    List<String> known = question.parameters().stream().map(Question.Parameter::name).toList();
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        findings.add(
            Finding.violation(
                "question.parameter-unknown",
                "The question " + question.name() + " has no parameter " + name + ".",
                known.isEmpty() ? "It has none." : "It has: " + String.join(", ", known) + "."));
      }
    }
    return findings.isEmpty()
        ? asked(question, view, bound.build())
        : new Asked.NotAnswered(findings);
  }

  private static Asked asked(Question question, DatasetGraph view, Binding bound) {
    Limits limits = Limits.USUAL;
    try (QueryExec exec = limits.over(view).query(question.query()).substitution(bound).build()) {
      return limits.table(exec.select());
    } catch (QueryCancelledException e) {
      return new Asked.NotAnswered(List.of(limits.tooSlow()));
    }
  }

  private static @Nullable Node value(Question.Parameter parameter, String text, String base) {
    return switch (parameter.type()) {
      case IRI -> iri(text, base);
      case DECIMAL -> decimal(text);
      case STRING -> NodeFactory.createLiteralString(text);
      case POINT ->
          Point.read(text).isPresent()
              ? NodeFactory.createLiteralDT(text, NodeFactory.getType(WKT))
              : null;
    };
  }

  private static @Nullable Node iri(String text, String base) {
    try {
      return NodeFactory.createURI(IRIs.resolve(base + "id/", text));
    } catch (org.apache.jena.irix.IRIException e) {
      return null;
    }
  }

  private static @Nullable Node decimal(String text) {
    try {
      return NodeFactory.createLiteralDT(
          new BigDecimal(text).toPlainString(), XSDDatatype.XSDdecimal);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What became of the text of a question of one's own. */
  public sealed interface Reading {
    /** It can be asked. */
    record Parsed(Question question) implements Reading {}

    /** It cannot: why. */
    record Refused(List<Finding> findings) implements Reading {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Reads a question of one's own: SELECT as free SPARQL may be, with the lines {@code # title:}
   * and {@code # parameter: name | type | default | meaning} at its top, of which none is needed.
   *
   * @param name small letters, digits and hyphens, not the name of a packaged question
   * @param text the query with its lines
   */
  public Reading read(String name, String text) {
    List<Finding> findings = new ArrayList<>();
    if (!NAME.matcher(name).matches() || questions.containsKey(name)) {
      findings.add(
          Finding.violation(
              "question.name",
              "No question can be saved as \"" + name + "\".",
              "Take small letters, digits and hyphens, at most 64, and no name of a packaged"
                  + " question."));
    }
    Packaged.File file = new Packaged.File(name, text);
    List<Question.Parameter> parameters = new ArrayList<>();
    for (String line : file.headers("parameter")) {
      parameter(line)
          .ifPresentOrElse(
              parameters::add,
              () ->
                  findings.add(
                      Finding.violation(
                          "question.parameter-unreadable",
                          "\"" + line + "\" describes no parameter.",
                          "Write: name | iri, decimal, string or point | default | meaning")));
    }
    return switch (FreeSparql.read(text)) {
      case FreeSparql.Reading.Refused(List<Finding> unread) -> {
        findings.addAll(unread);
        yield new Reading.Refused(findings);
      }
      case FreeSparql.Reading.Parsed(Query query) -> {
        if (!query.isSelectType()) {
          findings.add(
              Finding.violation(
                  "question.select",
                  "A question is a SELECT; this is not.",
                  "Ask other forms at /sparql."));
        }
        yield findings.isEmpty()
            ? new Reading.Parsed(
                new Question(
                    name,
                    file.headers("title").stream().findFirst().orElse(name),
                    "",
                    file.headers("fails closed").stream().findFirst().orElse(""),
                    parameters,
                    text,
                    query))
            : new Reading.Refused(findings);
      }
    };
  }

  private static Question parse(Packaged.File file) {
    return new Question(
        file.name(),
        file.header("title"),
        file.header("serves"),
        file.header("fails closed"),
        file.headers("parameter").stream().map(line -> parameter(line).orElseThrow()).toList(),
        file.text(),
        QueryFactory.create(file.text()));
  }

  private static Optional<Question.Parameter> parameter(String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != 4 || !VARIABLE.matcher(parts[0].strip()).matches()) {
      return Optional.empty();
    }
    return Stream.of(Question.Type.values())
        .filter(type -> type.name().equalsIgnoreCase(parts[1].strip()))
        .map(
            type ->
                new Question.Parameter(parts[0].strip(), type, parts[2].strip(), parts[3].strip()))
        .findFirst();
  }
}
