package eu.continuo.policies;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A table of rows and columns, as far as a policy was asked which go together. When it grows, only
 * the pairs that are new are asked about.
 */
final class KnownPairs {
  /** So many rows that what an evaluation does once is shared. */
  private static final int MOST_PER_EVALUATION = 20_000;

  /** What the first evaluation is about: a module that has not run yet takes far longer. */
  private static final int FIRST_PAIRS = 20_000;

  /** Evaluations are made larger until they take so long, far from where they are ended. */
  private static final long EVALUATION_NS = 500_000_000;

  /** So many times at once: much of what a small evaluation takes does not grow with it. */
  private static final int GROWTH_MOST = 16;

  private final Policy policy;
  private final List<BitSet> rows = new ArrayList<>();
  private int columns;

  KnownPairs(Policy policy) {
    this.policy = policy;
  }

  /** Asks a policy about some rows at the columns from one on. */
  @FunctionalInterface
  interface Asking {
    /** For each row, the positions of columns, counted from the first. */
    List<int[]> ask(int from, int to, int fromColumn);
  }

  /** The columns that go with a row, which nobody but this changes. */
  BitSet row(int number) {
    return rows.get(number);
  }

  void clear() {
    rows.clear();
    columns = 0;
  }

  /**
   * Lets the table have so many rows and columns.
   *
   * @return how many pairs were asked about
   * @throws PolicyFailedException when the policy cannot be evaluated; the table is of no use then
   */
  long extend(int rowsNow, int columnsNow, Asking asking) {
    var known = rows.size();
    while (rows.size() < rowsNow) {
      rows.add(new BitSet());
    }
    var before = columns;
    columns = columnsNow;
    return evaluate(asking, 0, known, before) + evaluate(asking, known, rowsNow, 0);
  }

  private long evaluate(Asking asking, int first, int end, int fromColumn) {
    var width = columns - fromColumn;
    if (width == 0) {
      return 0;
    }
    var most = Math.clamp(FIRST_PAIRS / width, 1, MOST_PER_EVALUATION);
    var from = first;
    while (from < end) {
      var to = Math.min(from + most, end);
      var began = System.nanoTime();
      take(asking.ask(from, to, fromColumn), from, to, fromColumn);
      var took = Math.max(1, System.nanoTime() - began);
      if (took > 2 * EVALUATION_NS) {
        most = Math.max(1, most / 2);
      } else {
        most *= Math.clamp(EVALUATION_NS / took, 1, GROWTH_MOST);
        most = Math.min(most, MOST_PER_EVALUATION);
      }
      from = to;
    }
    return (long) (end - first) * width;
  }

  private void take(List<int[]> answer, int from, int to, int fromColumn) {
    policy.checkAnswered(answer.size(), to - from);
    for (var i = 0; i < answer.size(); i++) {
      for (var position : answer.get(i)) {
        rows.get(from + i).set(fromColumn + position);
      }
    }
  }
}
