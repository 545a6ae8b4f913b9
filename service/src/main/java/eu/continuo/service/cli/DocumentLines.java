package eu.continuo.service.cli;

import eu.continuo.verdict.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a document says what a finding is about: RDF keeps no lines, so the words are looked for.
 */
final class DocumentLines {
  private DocumentLines() {}

  /** The finding, with file and line in its message where its value or focus is found. */
  static Finding located(Finding finding, Path file, String text) {
    int line = Math.max(line(finding.value(), text), line(finding.focus(), text));
    return line == 0
        ? finding
        : new Finding(
            finding.code(),
            finding.severity(),
            finding.focus(),
            finding.path(),
            finding.value(),
            finding.source(),
            "%s:%d: %s".formatted(file, line, finding.message()),
            finding.hint());
  }

  /**
   * The first line that has an IRI as it is, or the last part of it as a word; 0 where none has.
   */
  private static int line(@Nullable String iri, String text) {
    if (iri == null || iri.contains("/.well-known/genid/")) {
      return 0;
    }
    String word = iri.replaceAll(".*[/#:]", "");
    List<String> lines = text.lines().toList();
    return Stream.of("<" + iri + ">", "\"" + iri + "\"", "\"" + word + "\"", ":" + word)
        .mapToInt(
            sought -> {
              for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(sought)) {
                  return i + 1;
                }
              }
              return 0;
            })
        .filter(line -> line > 0)
        .findFirst()
        .orElse(0);
  }
}
