package eu.continuo.solver.model;

/**
 * Two components of which one must go on where the other fails: they are never together. A rule,
 * unlike a {@link SpreadGroup}, which is a wish.
 *
 * @param by what they do not share
 */
public record AntiAffinity(ComponentId first, ComponentId second, Apart by) {

  /** What two components do not share; each keeps apart further than the one before. */
  public enum Apart {
    /** No site. */
    SITE("site"),
    /** No failure domain: no power, no cooling. */
    FAILURE_DOMAIN("failureDomain"),
    /** No provider: no contract, no staff, no control plane. */
    PROVIDER("provider");

    private final String key;

    Apart(String key) {
      this.key = key;
    }

    /** The name in messages. */
    public String key() {
      return key;
    }
  }

  /** Whether the rule is broken with the two at these sites. */
  public boolean isBroken(Site firstSite, Site secondSite) {
    return switch (by) {
      case SITE -> firstSite.id().equals(secondSite.id());
      case FAILURE_DOMAIN -> firstSite.failureDomain().equals(secondSite.failureDomain());
      case PROVIDER -> firstSite.provider().equals(secondSite.provider());
    };
  }
}
