package eu.continuo.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The question: may this change be committed? Policies see of each entity what was said of it and
 * what would be, by the names of the JSON-LD context, so that a rule reads as a document does.
 *
 * @param principal who wants to commit
 * @param graphs the graphs that the change writes, by IRI
 * @param entities what it changes, by IRI
 */
public record CommitRequest(
    String principal, SortedMap<String, Target> graphs, SortedMap<String, Entity> entities)
    implements SubjectRequest {

  public CommitRequest {
    graphs = new TreeMap<>(graphs);
    entities = new TreeMap<>(entities);
  }

  /**
   * A graph that the change writes, as it would be then.
   *
   * @param owner the IRI of the party that answers for it; empty for one that is gone
   * @param visibility {@code public} or {@code restricted}
   */
  public record Target(String owner, String visibility) {}

  /**
   * One entity, each property with all its values. A property of either state stands in both, with
   * an empty list where it had or will have no value: in Rego {@code not x in entity.after.y} is
   * not true but undefined where there is no {@code y}, and so would miss what is taken away.
   */
  public record Entity(Map<String, List<Value>> before, Map<String, List<Value>> after) {
    public Entity {
      var properties = new TreeSet<>(before.keySet());
      properties.addAll(after.keySet());
      before = filled(before, properties);
      after = filled(after, properties);
    }

    private static SortedMap<String, List<Value>> filled(
        Map<String, List<Value>> said, Set<String> properties) {
      var filled = new TreeMap<String, List<Value>>();
      properties.forEach(p -> filled.put(p, List.copyOf(said.getOrDefault(p, List.of()))));
      return filled;
    }
  }

  /** A value of a property. */
  public sealed interface Value {
    /** An IRI, a name in a scheme, a text, a time. */
    record Text(String text) implements Value {}

    /** A number. */
    record Count(BigDecimal number) implements Value {}

    /** Yes or no. */
    record Flag(boolean flag) implements Value {}
  }

  @Override
  public Set<String> subjects() {
    return entities.keySet();
  }

  @Override
  public byte[] inputJson(Instant now) {
    var input = Json.object().put("nowEpochS", now.getEpochSecond());
    var commit = input.putObject("commit").put("principal", principal);
    var written = commit.putObject("graphs");
    graphs.forEach(
        (iri, target) ->
            written.putObject(iri).put("owner", target.owner).put("visibility", target.visibility));
    var all = input.putObject("entities");
    entities.forEach(
        (iri, entity) -> {
          var one = all.putObject(iri);
          write(entity.before, one.putObject("before"));
          write(entity.after, one.putObject("after"));
        });
    return Json.write(input);
  }

  private static void write(Map<String, List<Value>> said, ObjectNode node) {
    said.forEach((property, values) -> write(values, node.putArray(property)));
  }

  private static void write(List<Value> values, ArrayNode array) {
    for (var value : values) {
      switch (value) {
        case Value.Text(var text) -> array.add(text);
        case Value.Count(var number) -> array.add(number);
        case Value.Flag(var flag) -> array.add(flag);
      }
    }
  }
}
