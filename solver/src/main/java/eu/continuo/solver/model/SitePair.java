package eu.continuo.solver.model;

/** Two sites in no order: a round trip is the same from either end. */
public record SitePair(SiteId first, SiteId second) {

  public SitePair {
    if (first.value().compareTo(second.value()) > 0) {
      SiteId smaller = second;
      second = first;
      first = smaller;
    }
  }

  @Override
  public String toString() {
    return first + " – " + second;
  }
}
