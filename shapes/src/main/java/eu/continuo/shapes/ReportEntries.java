package eu.continuo.shapes;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;

/** Makes of what Jena finds the results that SHACL demands. */
final class ReportEntries {
  private ReportEntries() {}

  /**
   * The results, in the order in which they were found.
   *
   * <p>Jena runs the query of a property shape once for each value of its path, so that the same
   * solution is found again; other results may well be there twice, where two shapes share a
   * property shape. And Jena gives {@code sh:uniqueLang} a value, which is any of those that share
   * the language; the component has none (SHACL, section 4.4.5).
   */
  static List<ReportEntry> standard(Collection<ReportEntry> found) {
    Set<ReportEntry> solutions = new HashSet<>();
    return found.stream()
        .filter(entry -> !isOfQuery(entry) || solutions.add(entry))
        .map(ReportEntries::withoutArbitraryValue)
        .toList();
  }

  private static boolean isOfQuery(ReportEntry entry) {
    return entry.sourceConstraintComponent().equals(SHACL.SPARQLConstraintComponent);
  }

  private static ReportEntry withoutArbitraryValue(ReportEntry entry) {
    return entry.sourceConstraintComponent().equals(SHACL.UniqueLangConstraintComponent)
        ? ReportEntry.create()
            .focusNode(entry.focusNode())
            .resultPath(entry.resultPath())
            .source(entry.source())
            .sourceConstraintComponent(entry.sourceConstraintComponent())
            .severity(entry.severity())
            .message(entry.message())
        : entry;
  }
}
