package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;

/** What became of a description that was put into other terms. */
public sealed interface Translated {
  /**
   * It was translated.
   *
   * @param graph in the other terms
   * @param lost what made no difference to it: what the other terms cannot say, or what was not
   *     asked for
   */
  record Translation(Graph graph, List<Triple> lost) implements Translated {
    public Translation {
      lost = List.copyOf(lost);
    }
  }

  /** It was not: why. */
  record NotTranslated(List<Finding> findings) implements Translated {
    public NotTranslated {
      findings = List.copyOf(findings);
    }
  }
}
