package eu.continuo.ontology;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that are most like a misspelled one. */
public final class Nearest {
  private static final List<String> TERMS =
      Words.vocabulary().stream()
          .map(t -> t.getSubject())
          .filter(n -> n.isURI() && n.getURI().startsWith(Icra.NS))
          .map(n -> n.getURI().substring(Icra.NS.length()))
          .distinct()
          .sorted()
          .toList();

  private Nearest() {}

  /** The terms of the vocabulary that are {@linkplain #among near} a word. */
  public static List<String> terms(String word) {
    return among(word, TERMS);
  }

  /** At most three names within a third of the word's length in edits, nearest first. */
  public static List<String> among(String word, Collection<String> names) {
    record Candidate(String term, int edits) {}
    int editsMax = Math.max(2, word.length() / 3);
    return names.stream()
        .map(
            t -> new Candidate(t, edits(word.toLowerCase(Locale.ROOT), t.toLowerCase(Locale.ROOT))))
        .filter(c -> c.edits <= editsMax)
        .sorted(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::term))
        .limit(3)
        .map(Candidate::term)
        .toList();
  }

  /** "Did you mean …?" where something is near, and what to read otherwise. */
  static @Nullable String hint(String word, String otherwise) {
    List<String> near = terms(word);
    return near.isEmpty() ? otherwise : "Did you mean " + String.join(", ", near) + "?";
  }

  /** The Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
