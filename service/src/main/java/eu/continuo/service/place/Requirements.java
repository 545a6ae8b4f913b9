package eu.continuo.service.place;

import eu.continuo.policies.DecisionRequest;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Facts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;

/**
 * A rule as an operator speaks of it: what all requirements of one kind that name the same places
 * ask for.
 *
 * @param name the kind and the places, if any, such as {@code location EU}
 * @param iris the requirements
 * @param components how many components have one
 */
record Requirements(String name, Set<String> iris, int components) {

  Requirements {
    iris = Set.copyOf(iris);
  }

  /** All rules of these components, in the order of their names. */
  static List<Requirements> of(Facts facts, List<Node> components) {
    Map<String, Set<String>> iris = new TreeMap<>();
    Map<String, Integer> bound = new TreeMap<>();
    for (Node component : components) {
      Set<String> own = new LinkedHashSet<>();
      for (DecisionRequest.Requirement requirement : Allowing.requirements(facts, component)) {
        String places =
            String.join(
                "/", requirement.places().stream().map(Requirements::last).sorted().toList());
        String name = (requirement.kind() + " " + places).strip();
        iris.computeIfAbsent(name, k -> new LinkedHashSet<>()).add(requirement.iri());
        own.add(name);
      }
      own.forEach(name -> bound.merge(name, 1, Integer::sum));
    }
    List<Requirements> rules = new ArrayList<>();
    iris.forEach(
        (name, all) -> rules.add(new Requirements(name, all, bound.getOrDefault(name, 0))));
    return rules;
  }

  /** The last part of an IRI, for people. */
  static String last(String iri) {
    return iri.substring(1 + Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')));
  }
}
