package eu.continuo.sparql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point on the earth.
 *
 * @param longitude in degrees east
 * @param latitude in degrees north
 */
record Point(double longitude, double latitude) {
  private static final double EARTH_RADIUS_KM = 6371.0088;
  private static final Pattern WKT =
      Pattern.compile("\\s*POINT\\s*\\(\\s*(-?[0-9.]+)\\s+(-?[0-9.]+)\\s*\\)\\s*");

  /**
   * Reads WKT of a point, longitude first (CRS84); nothing where it is none, or not on the earth.
   */
  static Optional<Point> read(String wkt) {
    Matcher text = WKT.matcher(wkt);
    if (!text.matches()) {
      return Optional.empty();
    }
    try {
      Point point = new Point(Double.parseDouble(text.group(1)), Double.parseDouble(text.group(2)));
      return Math.abs(point.longitude) <= 180 && Math.abs(point.latitude) <= 90
          ? Optional.of(point)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The length of the great circle to another. */
  double kmTo(Point other) {
    double lonA = Math.toRadians(longitude);
    double latA = Math.toRadians(latitude);
    double lonB = Math.toRadians(other.longitude);
    double latB = Math.toRadians(other.latitude);
    double h =
        square(Math.sin((latB - latA) / 2))
            + Math.cos(latA) * Math.cos(latB) * square(Math.sin((lonB - lonA) / 2));
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }
}
