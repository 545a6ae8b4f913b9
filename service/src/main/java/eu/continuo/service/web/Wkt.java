package eu.continuo.service.web;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Well-known text as a geometry of GeoJSON. Only longitude before latitude is read, which is
 * GeoSPARQL's default (CRS84): a text that names another reference system is no geometry here.
 */
final class Wkt {
  private static final int DEPTH_MAX = 4;
  private static final Pattern GEOMETRY =
      Pattern.compile(
          "\\s*(?:<http://www\\.opengis\\.net/def/crs/OGC/1\\.3/CRS84>)?\\s*([A-Za-z]+)\\s*"
              + "(\\(.*\\))\\s*",
          Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "POINT", "Point",
          "LINESTRING", "LineString",
          "POLYGON", "Polygon",
          "MULTIPOINT", "MultiPoint",
          "MULTILINESTRING", "MultiLineString",
          "MULTIPOLYGON", "MultiPolygon");

  private final String text;
  private int at;

  private Wkt(String text) {
    this.text = text;
  }

  /** The geometry, or null where the text is none that is known. */
  static @Nullable ObjectNode geometry(String text) {
    Matcher matcher = GEOMETRY.matcher(text);
    @Nullable String type =
        matcher.matches() ? TYPES.get(matcher.group(1).toUpperCase(java.util.Locale.ROOT)) : null;
    if (type == null) {
      return null;
    }
    try {
      Wkt reading = new Wkt(matcher.group(2));
      ArrayNode all = reading.list(1);
      if (reading.at != reading.text.stripTrailing().length()) {
        return null;
      }
      ObjectNode geometry = JsonNodeFactory.instance.objectNode().put("type", type);
      geometry.set("coordinates", type.equals("Point") ? all.get(0) : all);
      return geometry;
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      return null;
    }
  }

  private ArrayNode list(int depth) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    do {
      at++;
      items.add(next() == '(' && depth < DEPTH_MAX ? list(depth + 1) : position());
    } while (next() == ',');
    at++;
    return items;
  }

  private ArrayNode position() {
    int end = at;
    while (text.charAt(end) != ',' && text.charAt(end) != ')') {
      end++;
    }
    ArrayNode position = JsonNodeFactory.instance.arrayNode();
    for (String number : text.substring(at, end).strip().split("\\s+", -1)) {
      position.add(new BigDecimal(number));
    }
    at = end;
    return position;
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}
