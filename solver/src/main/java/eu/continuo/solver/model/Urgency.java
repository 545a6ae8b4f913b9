package eu.continuo.solver.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much it counts that a component has no site. */
final class Urgency {

  private Urgency() {}

  /**
   * The count of each component: those of one rank count alike, and one of a rank more than all of
   * the ranks below together. Nothing that runs is stopped for what is no more important.
   *
   * @return empty where the sum of all cannot be counted
   */
  static Optional<Map<ComponentId, Long>> of(List<Component> components, Running running) {
    TreeMap<Long, Integer> members = new TreeMap<>();
    components.forEach(c -> members.merge(rank(c, running), 1, Integer::sum));
    Map<Long, Long> counts = new HashMap<>();
    long count = 1;
    for (Map.Entry<Long, Integer> rank : members.entrySet()) {
      counts.put(rank.getKey(), count);
      try {
        count = Math.multiplyExact(count, rank.getValue() + 1L);
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }
    Map<ComponentId, Long> urgencies = new HashMap<>();
    components.forEach(c -> urgencies.put(c.id(), counts.getOrDefault(rank(c, running), 1L)));
    return Optional.of(urgencies);
  }

  private static long rank(Component component, Running running) {
    return 2L * component.priority() + (running.isSettled(component.id()) ? 1 : 0);
  }
}
