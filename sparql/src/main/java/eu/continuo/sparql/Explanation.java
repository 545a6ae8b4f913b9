package eu.continuo.sparql;

import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;

/**
 * How a query would be answered, told from its text alone: no graph is read for it, so that it says
 * the same to everyone. In which order a store joins the patterns of one group is decided by it, on
 * what it then holds.
 *
 * @param query the query as it was understood
 * @param algebra its algebra (SPARQL 1.1 Query, section 18)
 * @param optimised the algebra that is evaluated
 * @param timeMaxMs how long it may take in milliseconds
 * @param rowsMax how many rows or triples its answer may have
 */
public record Explanation(
    String query, String algebra, String optimised, long timeMaxMs, int rowsMax) {
  /** Explains a query. */
  public static Explanation of(Query query) {
    Op algebra = Algebra.compile(query);
    return new Explanation(
        query.serialize(),
        algebra.toString(),
        Algebra.optimize(algebra).toString(),
        Limits.USUAL.time().toMillis(),
        Limits.USUAL.rows());
  }
}
