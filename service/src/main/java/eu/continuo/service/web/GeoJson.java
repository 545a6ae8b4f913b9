package eu.continuo.service.web;

import eu.continuo.sparql.Asked;
import eu.continuo.verdict.Finding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as a GeoJSON feature collection (RFC 7946). The geometry of a row is its first column with a
 * {@code geo:wktLiteral}, or its columns of latitude and longitude in degrees; the other columns
 * are the properties. A row without a place has the geometry null.
 */
final class GeoJson {
  private static final String WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";
  private static final Set<String> LATITUDES = Set.of("lat", "latitude");
  private static final Set<String> LONGITUDES = Set.of("long", "lon", "lng", "longitude");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = new JsonMapper();

  private GeoJson() {}

  /**
   * Writes all rows.
   *
   * @throws Refusal 406 where no column is a place
   */
  static byte[] write(Asked.Answer answer) {
    List<Var> columns = answer.rowSet().getResultVars();
    Place place = wkt(columns, answer.rows()).or(() -> pair(columns)).orElseThrow(GeoJson::noPlace);
    ObjectNode collection = NODES.objectNode().put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    for (Binding row : answer.rows()) {
      ObjectNode feature = features.addObject().put("type", "Feature");
      @Nullable ObjectNode geometry = place.of(row);
      feature.set("geometry", geometry == null ? NODES.nullNode() : geometry);
      ObjectNode properties = feature.putObject("properties");
      columns.stream()
          .filter(c -> !place.columns().contains(c) && row.contains(c))
          .forEach(c -> put(properties, c.getName(), row.get(c)));
    }
    return JSON.writeValueAsBytes(collection);
  }

  static Refusal noPlace() {
    return new Refusal(
        406,
        Finding.violation(
            "request.not-acceptable",
            "The answer has no place, which GeoJSON needs.",
            "Select a geo:wktLiteral, or two columns ?lat and ?long."));
  }

  /** Where a row is. */
  private interface Place {
    Set<Var> columns();

    @Nullable ObjectNode of(Binding row);
  }

  private record Text(Var column) implements Place {
    @Override
    public Set<Var> columns() {
      return Set.of(column);
    }

    @Override
    public @Nullable ObjectNode of(Binding row) {
      Node value = row.get(column);
      return value != null && isWkt(value) ? Wkt.geometry(value.getLiteralLexicalForm()) : null;
    }
  }

  private record Pair(Var latitude, Var longitude) implements Place {
    @Override
    public Set<Var> columns() {
      return Set.of(latitude, longitude);
    }

    @Override
    public @Nullable ObjectNode of(Binding row) {
      @Nullable BigDecimal north = number(row.get(latitude));
      @Nullable BigDecimal east = number(row.get(longitude));
      if (north == null || east == null) {
        return null;
      }
      ObjectNode point = NODES.objectNode().put("type", "Point");
      point.putArray("coordinates").add(east).add(north);
      return point;
    }
  }

  private static Optional<Place> wkt(List<Var> columns, List<Binding> rows) {
    return columns.stream()
        .filter(c -> rows.stream().anyMatch(r -> r.contains(c) && isWkt(r.get(c))))
        .findFirst()
        .map(Text::new);
  }

  private static Optional<Place> pair(List<Var> columns) {
    Optional<Var> latitude = named(columns, LATITUDES);
    return named(columns, LONGITUDES).flatMap(e -> latitude.map(n -> new Pair(n, e)));
  }

  private static Optional<Var> named(List<Var> columns, Set<String> names) {
    return columns.stream()
        .filter(c -> names.contains(c.getName().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean isWkt(Node value) {
    return value.isLiteral() && value.getLiteralDatatypeURI().equals(WKT);
  }

  private static void put(ObjectNode properties, String name, Node value) {
    @Nullable BigDecimal number = number(value);
    if (number != null) {
      properties.put(name, number);
    } else if (value.isLiteral() && value.getLiteralValue() instanceof Boolean truth) {
      properties.put(name, truth);
    } else {
      properties.put(
          name,
          value.isLiteral()
              ? value.getLiteralLexicalForm()
              : value.isURI() ? value.getURI() : value.toString());
    }
  }

  private static @Nullable BigDecimal number(@Nullable Node value) {
    if (value == null
        || !value.isLiteral()
        || !value.getLiteral().isWellFormed()
        || !(value.getLiteralValue() instanceof Number)) {
      return null;
    }
    try {
      return new BigDecimal(value.getLiteralLexicalForm().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
