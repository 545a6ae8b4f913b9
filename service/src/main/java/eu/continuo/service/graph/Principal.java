package eu.continuo.service.graph;

/** Who asks or writes. */
public enum Principal {
  /** Anyone who can reach the service: sees public graphs. */
  ANYONE,
  /** Who holds the token of this instance: sees every graph, writes those that are not the service's own. */
  OPERATOR,
  /** The service itself: writes plans, peers and schemes. */
  SERVICE
}
