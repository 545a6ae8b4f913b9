package eu.continuo.sparql;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * What follows from what is asserted: ordered CONSTRUCTs, each with a derived graph of its own. A
 * later rule sees what earlier ones concluded; a rule that repeats sees what it concluded itself.
 */
public final class Rules {
  private final List<Rule> rules;

  private Rules(List<Rule> rules) {
    this.rules = rules;
  }

  /** The rules of {@code sparql/rules}, in their order. */
  public static Rules packaged() {
    return new Rules(
        Packaged.read("rules").stream()
            .map(
                f ->
                    new Rule(
                        f.name(),
                        f.header("title"),
                        !f.headers("repeat").isEmpty(),
                        QueryFactory.create(f.text())))
            .toList());
  }

  /**
   * Concludes everything anew.
   *
   * @param asserted what is known; it is not changed
   * @return a derived graph for each rule, in the order of the rules
   */
  public List<Derived> conclude(Graph asserted) {
    Graph known = GraphFactory.createDefaultGraph();
    asserted.stream().forEach(known::add);
    return rules.stream().map(rule -> conclude(rule, known)).toList();
  }

  private static Derived conclude(Rule rule, Graph known) {
    Graph derived = GraphFactory.createDefaultGraph();
    boolean grew;
    do {
      Graph found = GraphFactory.createDefaultGraph();
      try (QueryExec exec =
          QueryExec.dataset(DatasetGraphFactory.wrap(known)).query(rule.query).build()) {
        exec.construct(found);
      }
      long before = derived.size();
      found.stream().forEach(derived::add);
      found.stream().forEach(known::add);
      grew = derived.size() > before;
    } while (rule.repeats && grew);
    return new Derived(rule.name, derived);
  }

  /**
   * What one rule concluded.
   *
   * @param rule the name of the rule; its graph is named after it
   * @param graph its conclusions, all of them
   */
  public record Derived(String rule, Graph graph) {}

  private record Rule(String name, String title, boolean repeats, Query query) {}
}
