package eu.continuo.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;

/**
 * One graph of a continuum.
 *
 * @param iri its name
 * @param owner the IRI of the party that answers for it
 * @param isPublic whether everyone may see it
 * @param content what it says
 */
public record NamedGraph(String iri, String owner, boolean isPublic, Graph content) {
  /**
   * Writes graphs as N-Quads, the lines of each in their order, so that the same graphs give the
   * same bytes everywhere. No more than one graph is in memory.
   *
   * @return how many quads were written
   */
  public static long write(Stream<NamedGraph> graphs, OutputStream out) throws IOException {
    long quads = 0;
    for (NamedGraph graph : (Iterable<NamedGraph>) graphs::iterator) {
      Node name = NodeFactory.createURI(graph.iri);
      List<String> lines =
          graph.content.stream().map(t -> NodeFmtLib.strNQ(Quad.create(name, t))).sorted().toList();
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      quads += lines.size();
    }
    return quads;
  }
}
