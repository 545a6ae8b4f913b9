package eu.continuo.service.cli;

import eu.continuo.ontology.Icra;
import eu.continuo.sparql.Asked;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;

/**
 * An answer as people read it: in columns, and names without what all names of a continuum begin
 * with, as they are written in documents.
 */
final class Table {
  private static final String PLACES = "https://w3id.org/dpv/loc#";

  private final String base;

  /** A table of names that begin with this base. */
  Table(String base) {
    this.base = base;
  }

  void print(PrintWriter out, Asked.Answer answer) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(answer.variables().stream().map(Var::getVarName).toList());
    answer.rows().forEach(row -> lines.add(cells(answer.variables(), row)));
    int[] widths = new int[answer.variables().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private List<String> cells(List<Var> variables, Binding row) {
    return variables.stream().map(v -> cell(row.get(v))).toList();
  }

  private String cell(@Nullable Node node) {
    if (node == null) {
      return "";
    }
    if (node.isLiteral()) {
      return node.getLiteralLexicalForm();
    }
    String iri = node.toString();
    return Stream.of(base + "id/", base, PLACES)
        .filter(iri::startsWith)
        .findFirst()
        .map(start -> iri.substring(start.length()))
        .orElseGet(
            () -> iri.startsWith(Icra.SCHEMES) ? iri.substring(iri.lastIndexOf('/') + 1) : iri);
  }
}
