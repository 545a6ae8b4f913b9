package eu.continuo.adapters.bundles;

import eu.continuo.verdict.Finding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place that bundles are fetched from, again and again. It gives bytes and says nothing of what
 * they are worth: whoever takes them verifies the signature of each.
 */
public interface BundleSource {
  /** The most bytes of one bundle that are fetched. */
  int BUNDLE_BYTES_MAX = 16 << 20;

  /** The most bundles of one source. */
  int BUNDLES_MAX = 100;

  /**
   * Fetches what is there now.
   *
   * @param known the tag of what was fetched last; empty to fetch in any case
   */
  Fetched fetch(String known);

  /** What came of it. */
  sealed interface Fetched {
    /** It is what was fetched last. */
    record Unchanged() implements Fetched {}

    /**
     * It is another.
     *
     * @param tag what identifies it: an ETag, a commit, a digest
     * @param bundles each under its name within the source
     */
    record Changed(String tag, SortedMap<String, byte[]> bundles) implements Fetched {
      public Changed {
        bundles = new TreeMap<>(bundles);
      }
    }

    /** Nothing came: why. */
    record Failed(List<Finding> findings) implements Fetched {
      public Failed {
        findings = List.copyOf(findings);
      }

      static Failed of(String code, String message, String hint) {
        return new Failed(List.of(Finding.violation(code, message, hint)));
      }
    }
  }
}
