package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of {@code <policy>/cases}: what is asked of which data, and the whole answer that is
 * wanted.
 */
record PolicyCase(Path file, JsonNode input, JsonNode data, JsonNode wanted) {
  static List<PolicyCase> of(String policy) throws IOException {
    try (var files = Files.list(Path.of(policy, "cases"))) {
      return files.sorted().map(PolicyCase::read).toList();
    }
  }

  private static PolicyCase read(Path file) {
    try {
      var json = Json.read(Files.readAllBytes(file));
      return new PolicyCase(file, json.path("input"), json.path("data"), json.path("want_result"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return file.getFileName().toString();
  }

  @Override
  public String toString() {
    return name();
  }
}
