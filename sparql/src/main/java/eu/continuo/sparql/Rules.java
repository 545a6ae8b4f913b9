package eu.continuo.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;

/**
 * What follows from what is asserted: ordered CONSTRUCTs, each with a derived graph of its own. A
 * later rule sees what earlier ones concluded; a rule that repeats sees what it concluded itself.
 */
public final class Rules {
  private final List<Rule> rules;

  private Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules of {@code sparql/rules}, in their order. */
  public static Rules packaged() {
    Product.register();
    return new Rules(Packaged.read("rules").stream().map(Rules::parse).toList());
  }

  private static Rule parse(Packaged.File file) {
    Query query = QueryFactory.create(file.text());
    Optional<Rule.Focus> focus =
        file.headers("focus").stream()
            .map(
                line -> {
                  String[] parts = line.split(" by ", 2);
                  return new Rule.Focus(
                      query,
                      parts[0],
                      parts.length == 1
                          ? Optional.empty()
                          : Optional.of(query.getPrefixMapping().expandPrefix(parts[1])));
                })
            .findFirst();
    if (focus.isEmpty()) {
      // A rule that is always concluded whole says why.
      file.header("whole");
    }
    return new Rule(file.name(), file.text(), !file.headers("repeat").isEmpty(), query, focus);
  }

  /** The rules in their order: a later one sees what earlier ones concluded. */
  public List<Rule> inOrder() {
    return rules;
  }

  /**
   * Concludes everything anew.
   *
   * @param asserted what is known; it is not changed
   * @return a derived graph for each rule, in the order of the rules
   */
  public List<Derived> conclude(Graph asserted) {
    List<Derived> all = new ArrayList<>();
    Graph known = asserted;
    for (Rule rule : rules) {
      Graph derived = rule.conclude(known);
      all.add(new Derived(rule.name(), derived));
      known = new Union(derived, known);
    }
    return all;
  }

  /**
   * As {@link #conclude}, with all processors: rules that do not wait for one another at once, and
   * focus nodes of one rule at once.
   *
   * @param known what is known; each graph can be read by many threads at once, and a rule looks
   *     only into those that hold anything that it reads
   */
  public List<Derived> concludeAtOnce(List<Graph> known) {
    List<CompletableFuture<Graph>> begun = new ArrayList<>();
    for (Rule rule : rules) {
      List<CompletableFuture<Graph>> before =
          IntStream.range(0, begun.size())
              .filter(i -> rule.follows(rules.get(i)))
              .mapToObj(begun::get)
              .toList();
      begun.add(
          CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
              .thenApplyAsync(
                  done ->
                      rule.concludeAtOnce(
                          union(
                              Stream.concat(
                                      known.stream(), before.stream().map(CompletableFuture::join))
                                  .filter(rule.reads()::touchedByAny)
                                  .toList()))));
    }
    return IntStream.range(0, rules.size())
        .mapToObj(i -> new Derived(rules.get(i).name(), begun.get(i).join()))
        .toList();
  }

  private static Graph union(List<Graph> graphs) {
    return graphs.stream().reduce((some, one) -> new Union(one, some)).orElse(Graph.emptyGraph);
  }

  /**
   * What one rule concluded.
   *
   * @param rule the name of the rule; its graph is named after it
   * @param graph its conclusions, all of them
   */
  public record Derived(String rule, Graph graph) {}
}
