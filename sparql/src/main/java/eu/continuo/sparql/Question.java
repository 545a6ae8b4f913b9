package eu.continuo.sparql;

import java.util.List;
import org.apache.jena.query.Query;

/**
 * A named question: a SPARQL query with a title and typed parameters, read from {@code
 * sparql/questions}.
 *
 * @param name the name of its folder
 * @param title the question in words
 * @param serves the sections of the reference architecture that ask it
 * @param failsClosed what becomes of a missing fact
 * @param parameters what may be bound before asking, besides {@code now}
 * @param text the query as it stands in its file
 * @param query the parsed query
 */
public record Question(
    String name,
    String title,
    String serves,
    String failsClosed,
    List<Parameter> parameters,
    String text,
    Query query) {
  public Question {
    parameters = List.copyOf(parameters);
  }

  /**
   * A variable of the query that is bound before it is asked.
   *
   * @param name the variable's name
   * @param type what its values are
   * @param fallback the value where none is given; {@code required} where one must be, empty where
   *     it may stay unbound
   * @param meaning in words, with the unit
   */
  public record Parameter(String name, Type type, String fallback, String meaning) {
    /** Whether it has to be bound. */
    public boolean required() {
      return fallback.equals("required");
    }
  }

  /** What the values of a parameter are. */
  public enum Type {
    /** An absolute IRI, or one relative to the continuum's {@code id/}. */
    IRI,
    /** A decimal number. */
    DECIMAL,
    /** Any text. */
    STRING,
    /** WKT of a point, longitude first: {@code POINT(9.99 53.55)}. */
    POINT
  }
}
