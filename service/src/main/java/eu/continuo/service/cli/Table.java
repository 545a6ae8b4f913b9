package eu.continuo.service.cli;

import eu.continuo.ontology.Icra;
import eu.continuo.sparql.Asked;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;

/**
 * An answer as people read it: in columns or, where these would be wider than a window, row below
 * row; and names without what all names of a continuum begin with, as they are written in
 * documents.
 */
final class Table {
  private static final int WINDOW = 160;
  private static final int GAP = 2;
  private static final String PLACES = "https://w3id.org/dpv/loc#";

  private final String base;

  /** A table of names that begin with this base. */
  Table(String base) {
    this.base = base;
  }

  void print(PrintWriter out, Asked.Answer answer) {
    List<String> names = answer.variables().stream().map(Var::getVarName).toList();
    List<List<String>> rows =
        answer.rows().stream().map(row -> cells(answer.variables(), row)).toList();
    int[] widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = names.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    if (IntStream.of(widths).sum() + GAP * (widths.length - 1) <= WINDOW) {
      out.println(line(names, widths));
      rows.forEach(row -> out.println(line(row, widths)));
    } else {
      rows.forEach(row -> printBelow(out, names, row));
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + GAP));
    }
    return text.toString().stripTrailing();
  }

  private static void printBelow(PrintWriter out, List<String> names, List<String> row) {
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        String name = names.get(i);
        out.println(name + " ".repeat(width - name.length() + GAP) + row.get(i));
      }
    }
    out.println();
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
