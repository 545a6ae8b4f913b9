package eu.continuo.policies;

import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The question: which of these graphs may somebody see? Policies see what is known of each graph
 * and not what it holds, so that a view costs what the number of graphs is.
 *
 * @param principal who asks: {@code anyone} or {@code operator}
 * @param graphs what the declared visibility shows of what others say, by IRI
 */
public record ReadRequest(String principal, SortedMap<String, Graph> graphs)
    implements SubjectRequest {

  public ReadRequest {
    graphs = new TreeMap<>(graphs);
  }

  /**
   * A graph.
   *
   * @param owner the IRI of the party that answers for it
   * @param visibility {@code public} or {@code restricted}
   */
  public record Graph(String owner, String visibility) {}

  @Override
  public Set<String> subjects() {
    return graphs.keySet();
  }

  @Override
  public byte[] inputJson(Instant now) {
    var input = Json.object().put("nowEpochS", now.getEpochSecond());
    input.putObject("read").put("principal", principal);
    var all = input.putObject("graphs");
    graphs.forEach(
        (iri, graph) ->
            all.putObject(iri).put("owner", graph.owner).put("visibility", graph.visibility));
    return Json.write(input);
  }
}
