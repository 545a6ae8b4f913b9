package eu.continuo.service.cli;

import eu.continuo.service.ask.SavedQuestions;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.web.Answers;
import eu.continuo.service.wiring.Instance;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.FreeSparql;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Asks a named question, or free SPARQL; without either, lists the questions.",
    footer = {
      "",
      "Examples:",
      "  continuo query greenest-sites",
      "  continuo query offers-under-price maxPrice=0.03 vcpu=40",
      "  continuo query --sparql 'SELECT * { ?s ?p ?o } LIMIT 5'",
      "  continuo query --save my-halls --sparql 'PREFIX icra: <https://w3id.org/icra/ns#> SELECT"
          + " ?site { ?site a icra:Site }'",
      "  continuo query my-halls",
      "  continuo query --forget my-halls"
    })
final class Query implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Option(names = "--sparql", description = "A SPARQL 1.1 query.")
  @Nullable String sparql;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description =
          "Saves the query of --sparql as a question. Lines at its top, \"# title: …\" and"
              + " \"# parameter: name | type | default | meaning\", describe it.")
  @Nullable String save;

  @Option(names = "--forget", paramLabel = "NAME", description = "Forgets a saved question.")
  @Nullable String forget;

  @Parameters(index = "0", arity = "0..1", paramLabel = "QUESTION")
  @Nullable String name;

  @Parameters(index = "1..*", paramLabel = "PARAMETER=VALUE")
  Map<String, String> arguments = Map.of();

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      @Nullable String free = sparql;
      @Nullable String question = name;
      @Nullable String saved = save;
      @Nullable String forgotten = forget;
      if (forgotten != null) {
        return kept(
            instance.asking().saved().forget(forgotten, instance.clock().instant()),
            "Forgotten: " + forgotten);
      }
      if (saved != null && free == null) {
        throw home.wrong("--save needs the query: --sparql 'SELECT …'.");
      }
      if (saved != null && free != null) {
        return switch (instance.asking().saved().save(saved, free, instance.clock().instant())) {
          case SavedQuestions.Saved.Refused(var findings) -> home.refused(findings);
          case SavedQuestions.Saved.Committed(var kept, var commit) ->
              kept(commit, "Saved: " + kept.name());
        };
      }
      if (free != null) {
        return switch (FreeSparql.read(free)) {
          case FreeSparql.Reading.Refused(var findings) -> home.refused(findings);
          case FreeSparql.Reading.Parsed(var query) ->
              written(
                  instance
                      .continuum()
                      .read(Principal.OPERATOR, view -> FreeSparql.answer(view, query)));
        };
      }
      if (question == null) {
        Stream.concat(
                instance.asking().questions().stream(),
                instance.asking().saved().all(Principal.OPERATOR).stream())
            .forEach(q -> home.out().printf("%-20s %s%n", q.name(), q.title()));
        return 0;
      }
      return switch (instance
          .asking()
          .ask(question, arguments, Principal.OPERATOR, instance.clock().instant())) {
        case Asked.NotAnswered(var findings) -> home.refused(findings);
        case Asked.Answer answer -> {
          if (home.json()) {
            home.out().println(Answers.table(answer, ResultSetLang.RS_JSON).strip());
          } else {
            new Table(instance.continuum().names().base()).print(home.out(), answer);
          }
          yield answer.rows().isEmpty() ? 1 : 0;
        }
      };
    }
  }

  private int kept(Commit commit, String done) {
    if (commit instanceof Commit.NotKept notKept) {
      return home.refused(notKept.findings());
    }
    home.out().println(commit instanceof Commit.Unchanged ? "Nothing changed." : done);
    return commit instanceof Commit.Unchanged ? 1 : 0;
  }

  private int written(FreeSparql.Answer answer) {
    return switch (answer) {
      case FreeSparql.Answer.Table(var table) -> {
        home.out()
            .println(
                Answers.table(table, home.json() ? ResultSetLang.RS_JSON : ResultSetLang.RS_CSV)
                    .strip());
        yield 0;
      }
      case FreeSparql.Answer.Truth(boolean holds) -> {
        home.out().println(home.json() ? "{\"head\":{},\"boolean\":" + holds + "}" : holds);
        yield 0;
      }
      case FreeSparql.Answer.Triples(var graph) -> {
        home.out().println(Answers.turtle(graph).strip());
        yield 0;
      }
      case FreeSparql.Answer.Refused(var findings) -> home.refused(findings);
    };
  }
}
