package eu.continuo.shapes;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.riot.RDFDataMgr;

/** The pages of the vocabulary: one a module, and a table of all terms. */
final class TermPages {
  private static final Path VOCABULARY = Path.of("../ontology/vocabulary");
  private static final Path QUESTIONS = Path.of("../sparql/questions");

  /** Module by name, such as {@code core}. */
  private final Map<String, List<Term>> modules = new TreeMap<>();

  private final Map<String, String> intros = new TreeMap<>();

  /** The text of each question by its name. */
  private final Map<String, String> questions = new TreeMap<>();

  TermPages() throws IOException {
    for (Path file : list(VOCABULARY)) {
      String name = file.getFileName().toString().replaceAll("icra-|[.]ttl", "");
      modules.put(name, Term.of(RDFDataMgr.loadGraph(file.toUri().toString())));
      intros.put(name, header(Files.readString(file), ""));
    }
    for (Path folder : list(QUESTIONS)) {
      String name = folder.getFileName().toString();
      if (Files.isDirectory(folder)) {
        questions.put(name, Files.readString(folder.resolve(name + ".rq")));
      }
    }
  }

  /** Each page by the path of its file below {@code docs/reference}. */
  Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    modules.forEach((name, terms) -> pages.put("terms/" + name + ".md", page(name, terms)));
    pages.put("terms.md", table());
    return pages;
  }

  private String table() {
    return """
    # Terms

    %d terms in %d modules, all in the namespace `https://w3id.org/icra/ns#`. A page a module has its classes, what is asked of
    them, an example of each and the questions that use them. All these pages are made from the vocabulary, the shapes, the
    cases and the questions, and a test proves them current; %s writes them anew.

    %s\
    """
        .formatted(
            modules.values().stream().mapToInt(List::size).sum(),
            modules.size(),
            ReferencePage.COMMAND,
            modules.entrySet().stream()
                .map(module -> table(module.getKey(), module.getValue()))
                .collect(joining("\n")));
  }

  private String table(String module, List<Term> terms) {
    return """
    ## [%s](terms/%s.md)

    %s

    | term | definition | section | since |
    | --- | --- | --- | --- |
    %s\
    """
        .formatted(
            module,
            module,
            intros.get(module),
            terms.stream()
                .map(
                    term ->
                        ReferencePage.row(
                            "[`%s`](terms/%s.md#%s)"
                                .formatted(
                                    term.name(),
                                    module,
                                    term.name().toLowerCase(java.util.Locale.ROOT)),
                            term.definition(),
                            term.section(),
                            term.since()))
                .collect(joining()));
  }

  private String page(String module, List<Term> terms) {
    return """
    # %s

    %s

    %s%s%s\
    """
        .formatted(
            module,
            intros.get(module),
            diagram(terms).map(diagram -> "```mermaid\n" + diagram + "```\n\n").orElse(""),
            terms.stream().filter(Term::isClass).map(this::ofClass).collect(joining()),
            properties(terms.stream().filter(term -> !term.isClass()).toList()));
  }

  /** The classes of a module, what joins them, and to what. */
  private Optional<String> diagram(List<Term> terms) {
    List<String> classes = terms.stream().filter(Term::isClass).map(Term::name).toList();
    List<Term> all = modules.values().stream().flatMap(List::stream).toList();
    String joins =
        all.stream()
            .filter(Term::joins)
            .flatMap(
                property ->
                    property.domain().stream()
                        .flatMap(
                            from ->
                                property.range().stream()
                                    .filter(
                                        to ->
                                            classes.contains(from)
                                                || (classes.contains(to)
                                                    && terms.contains(property)))
                                    .map(
                                        to ->
                                            "  %s --> %s : %s\n"
                                                .formatted(from, to, property.name()))))
            .sorted()
            .collect(joining());
    String members =
        all.stream()
            .filter(property -> !property.isClass() && !property.joins())
            .flatMap(
                property ->
                    property.domain().stream()
                        .filter(classes::contains)
                        .map(
                            type ->
                                "  %s : %s %s\n"
                                    .formatted(
                                        type,
                                        String.join(" or ", property.range()),
                                        property.name())))
            .sorted()
            .collect(joining());
    String text =
        classes.stream().map(type -> "  class " + type + "\n").collect(joining()) + members + joins;
    return text.isEmpty() ? Optional.empty() : Optional.of("classDiagram\n" + text);
  }

  private String ofClass(Term term) {
    List<ShapeRow> rows = ShapeRow.of(Judged.SHAPES, term.node());
    String shapes =
        rows.isEmpty()
            ? "No shape judges it: " + Judged.NOT_WRITTEN.get(term.node()) + ".\n"
            : ShapeRow.head() + rows.stream().map(ShapeRow::markdown).collect(joining());
    return """
    ## %s

    %s For example: %s

    %s, since %s.

    %s%s%s
    """
        .formatted(
            term.name(),
            term.definition(),
            term.example(),
            term.section(),
            term.since(),
            shapes,
            ConformingNode.of(term.name())
                .map(
                    node ->
                        "\nFrom [`%s`](../../../shapes/%s):\n\n```json\n%s\n```\n"
                            .formatted(node.file(), node.file(), node.json()))
                .orElse(""),
            asked(term));
  }

  private String properties(List<Term> properties) {
    return properties.isEmpty()
        ? ""
        : "## Properties\n\n" + properties.stream().map(this::ofProperty).collect(joining("\n"));
  }

  private String ofProperty(Term term) {
    return """
    ### %s

    %s

    Of %s; its values are %s. For example: `%s`. %s, since %s.
    %s\
    """
        .formatted(
            term.name(),
            term.definition(),
            names(term.domain()),
            names(term.range()),
            term.example(),
            term.section(),
            term.since(),
            asked(term));
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(joining(", "));
  }

  private String asked(Term term) {
    Pattern use = Pattern.compile("icra:" + term.name() + "\\b");
    List<String> asking =
        questions.entrySet().stream()
            .filter(question -> use.matcher(question.getValue()).find())
            .map(
                question ->
                    "- [`%s`](../questions.md#%s): %s\n"
                        .formatted(
                            question.getKey(),
                            question.getKey(),
                            header(question.getValue(), "title: ")))
            .toList();
    return asking.isEmpty() ? "" : "\nAsked by:\n\n" + String.join("", asking);
  }

  /** The first line that begins with {@code #} and a key. */
  private static String header(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith("# " + key))
        .map(line -> line.substring(2 + key.length()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
