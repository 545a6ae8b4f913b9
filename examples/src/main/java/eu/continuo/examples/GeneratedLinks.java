package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.math.BigDecimal;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * Links between the first sites of a generated provider and those of the providers before it, there
 * and back, run by the carrier of the region.
 */
final class GeneratedLinks {
  private static final int NEIGHBOURS = 9;

  private final int number;
  private final GeneratedRegion region;
  private final Draft draft;

  GeneratedLinks(String base, long seed, int number) {
    this.number = number;
    this.region = GeneratedRegion.of(base, seed, number);
    this.draft = Draft.of(base, seed, "links-" + number);
  }

  /** The links; the first provider of all has none, for there is nobody before it. */
  Graph graph() {
    for (int other = Math.max(0, number - NEIGHBOURS); other < number; other++) {
      BigDecimal latencyMs = draft.chance().between(535, 6000, 2);
      boolean encrypted = draft.chance().percent(80);
      link(number, other, latencyMs, encrypted);
      link(other, number, latencyMs, encrypted);
    }
    return draft.graph();
  }

  private void link(int from, int to, BigDecimal latencyMs, boolean encrypted) {
    draft
        .a(Icra.NETWORK_LINK, "network-link/%d--%d".formatted(from, to))
        .says(Icra.FROM_SITE, site(from))
        .says(Icra.TO_SITE, site(to))
        .says(Icra.OPERATED_BY, region.carrier(draft))
        .measures(Icra.LATENCY_MS, latencyMs)
        .measures(Icra.BANDWIDTH_MBPS, 10_000)
        .says(Icra.ENCRYPTED, Boolean.toString(encrypted), XSDDatatype.XSDboolean)
        .modelled();
  }

  private Node site(int provider) {
    return draft.id("site/provider-" + provider + "-0");
  }
}
