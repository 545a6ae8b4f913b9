package eu.continuo.service.place;

import eu.continuo.policies.DecisionRequest;
import eu.continuo.service.allow.Allowing;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.SiteId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;

/** What is finished, as the policies are asked about it: each site with what is placed there. */
public final class Finishing {
  private Finishing() {}

  /** A plan, with what its components require by the facts of a view. */
  public static LastWord.Finished plan(
      LastWord.Purpose purpose, Graph view, Map<ComponentId, SiteId> sites) {
    Map<String, String> siteOf = new HashMap<>();
    sites.forEach((component, site) -> siteOf.put(component.value(), site.value()));
    return finished(
        purpose,
        Allowing.components(
            view, siteOf.keySet().stream().sorted().map(NodeFactory::createURI).toList()),
        siteOf);
  }

  /**
   * What is placed where.
   *
   * @param siteOf the site of each component by IRI; what is not in it has none
   */
  static LastWord.Finished finished(
      LastWord.Purpose purpose,
      Collection<DecisionRequest.Component> components,
      Map<String, String> siteOf) {
    return new LastWord.Finished(
        purpose,
        siteOf.values().stream()
            .distinct()
            .sorted()
            .map(
                site ->
                    new DecisionRequest(
                        components.stream().filter(c -> site.equals(siteOf.get(c.iri()))).toList(),
                        List.of(site)))
            .toList());
  }
}
