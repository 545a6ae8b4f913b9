package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The builtins about objects, graphs and ranges that a module does not bring along. */
final class CollectionBuiltins {
  /** A longer range would not fit beside the data. */
  private static final BigInteger LONGEST_RANGE = BigInteger.valueOf(10_000_000);

  private CollectionBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "object.subset", CollectionBuiltins::subset,
        "graph.reachable_paths", CollectionBuiltins::reachablePaths,
        "numbers.range_step", CollectionBuiltins::rangeStep);
  }

  private static RegoValue subset(Operands operands) throws UndefinedException {
    var all = operands.value(0);
    var part = operands.value(1);
    if (all instanceof RegoArray(var items) && part instanceof RegoSet(var wanted)) {
      // OPA finds an empty set in no array that is empty, for it looks while it walks.
      var unmatched = wanted.size();
      for (var item : items) {
        if (((RegoSet) part).contains(item)) {
          unmatched--;
        }
        if (unmatched == 0) {
          return RegoValue.of(true);
        }
      }
      return RegoValue.of(false);
    }
    var alike =
        (all instanceof RegoObject && part instanceof RegoObject)
            || (all instanceof RegoSet && part instanceof RegoSet)
            || (all instanceof RegoArray && part instanceof RegoArray);
    if (!alike) {
      throw new UndefinedException("both must be of the same type, or an array and a set");
    }
    return RegoValue.of(within(part, all));
  }

  private static boolean within(RegoValue part, RegoValue all) {
    if (part.equals(all)) {
      return true;
    }
    return switch (all) {
      case RegoObject(var entries) when part instanceof RegoObject(var wanted) ->
          wanted.entrySet().stream()
              .allMatch(
                  entry -> {
                    var value = entries.get(entry.getKey());
                    return value != null && within(entry.getValue(), value);
                  });
      case RegoSet set when part instanceof RegoSet(var wanted) ->
          wanted.stream().allMatch(set::contains);
      case RegoArray(var items) when part instanceof RegoArray(var wanted) ->
          follows(wanted, items);
      default -> false;
    };
  }

  /**
   * Whether the items stand in the others one after another. As in OPA, the search goes on behind
   * the last start that it tried.
   */
  private static boolean follows(List<RegoValue> wanted, List<RegoValue> items) {
    if (wanted.size() > items.size()) {
      return false;
    }
    var from = 0;
    var matched = 0;
    while (matched < wanted.size()) {
      if (from + matched == items.size()) {
        return false;
      }
      if (items.get(from + matched).equals(wanted.get(matched))) {
        matched++;
      } else {
        from++;
        matched = 0;
      }
    }
    return true;
  }

  private static RegoValue reachablePaths(Operands operands) throws UndefinedException {
    var graph = operands.object(0).entries();
    var paths = new TreeSet<RegoValue>();
    for (var node : Operands.items(operands.value(1))) {
      var edges = graph.get(node);
      if (edges == null) {
        continue;
      }
      var neighbours = neighbours(edges);
      if (neighbours.isEmpty()) {
        paths.add(RegoArray.of(node));
      }
      for (var neighbour : neighbours) {
        walk(graph, neighbour, List.of(node), Set.of(node), paths);
      }
    }
    return new RegoSet(paths);
  }

  private static void walk(
      Map<RegoValue, RegoValue> graph,
      RegoValue node,
      List<RegoValue> before,
      Set<RegoValue> reached,
      Collection<RegoValue> paths) {
    Interrupts.check();
    var edges = graph.get(node);
    if (edges == null) {
      paths.add(new RegoArray(before));
      return;
    }
    var path = new ArrayList<>(before);
    path.add(node);
    var neighbours = neighbours(edges);
    if (neighbours.isEmpty()) {
      paths.add(new RegoArray(path));
      return;
    }
    var seen = new TreeSet<>(reached);
    seen.add(node);
    for (var neighbour : neighbours) {
      if (seen.contains(neighbour)) {
        paths.add(new RegoArray(path));
      } else {
        walk(graph, neighbour, path, seen, paths);
      }
    }
  }

  private static Collection<RegoValue> neighbours(RegoValue edges) {
    return switch (edges) {
      case RegoArray(var items) -> items;
      case RegoSet(var items) -> items;
      default -> List.of();
    };
  }

  private static RegoValue rangeStep(Operands operands) throws UndefinedException {
    var from = operands.bigInteger(0);
    var to = operands.bigInteger(1);
    var step = operands.bigInteger(2);
    if (step.signum() <= 0) {
      throw new UndefinedException("step must be a positive integer");
    }
    if (to.subtract(from).abs().divide(step).compareTo(LONGEST_RANGE) > 0) {
      throw new UnsuppliedException("numbers.range_step gives no more than 10 million numbers");
    }
    var up = from.compareTo(to) <= 0;
    var numbers = new ArrayList<RegoValue>();
    for (var i = from;
        up ? i.compareTo(to) <= 0 : i.compareTo(to) >= 0;
        i = up ? i.add(step) : i.subtract(step)) {
      numbers.add(RegoNumber.of(i));
    }
    return new RegoArray(numbers);
  }
}
