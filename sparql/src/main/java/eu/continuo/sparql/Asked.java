package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/** What became of a question. */
public sealed interface Asked {
  /**
   * An answer, complete.
   *
   * @param variables in the order of the query
   * @param rows in the order of the query
   */
  record Answer(List<Var> variables, List<Binding> rows) implements Asked {
    public Answer {
      variables = List.copyOf(variables);
      rows = List.copyOf(rows);
    }

    /** The answer for one of Jena's writers. */
    public RowSet rowSet() {
      return org.apache.jena.sparql.exec.RowSetStream.create(variables, rows.iterator());
    }
  }

  /** It was not asked, or not answered whole: why. */
  record NotAnswered(List<Finding> findings) implements Asked {
    public NotAnswered {
      findings = List.copyOf(findings);
    }
  }
}
