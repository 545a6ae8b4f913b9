package eu.continuo.examples;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * Where generated sites stand: a country, a point in it, and the carbon intensity of its one grid
 * zone. Points and intensities are of the right order of magnitude and no more.
 */
enum Land {
  DE(10, 51, 310),
  FR(3, 47, 56),
  NL(5, 52, 210),
  FI(25, 61, 40),
  SE(16, 59, 15),
  ES(-4, 40, 90),
  PL(19, 52, 640),
  IT(12, 43, 280),
  IE(-8, 53, 280),
  AT(14, 48, 110),
  GB(-1, 52, 210),
  US(-77, 39, 320);

  private final int longitude;
  private final int latitude;
  private final int gramsPerKWh;

  Land(int longitude, int latitude, int gramsPerKWh) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.gramsPerKWh = gramsPerKWh;
  }

  /** Degrees, east positive. */
  int longitude() {
    return longitude;
  }

  /** Degrees, north positive. */
  int latitude() {
    return latitude;
  }

  /** Grams of CO2 equivalent for a kWh. */
  int gramsPerKWh() {
    return gramsPerKWh;
  }

  /** The country as the scheme of jurisdictions names it. */
  Node node() {
    return place(name());
  }

  /** A place of the scheme of jurisdictions by its code. */
  static Node place(String code) {
    return NodeFactory.createURI("https://w3id.org/dpv/loc#" + code);
  }
}
