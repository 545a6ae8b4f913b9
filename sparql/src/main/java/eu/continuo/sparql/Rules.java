package eu.continuo.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * What one rule concluded.
   *
   * @param rule the name of the rule; its graph is named after it
   * @param graph its conclusions, all of them
   */
  public record Derived(String rule, Graph graph) {}
}
