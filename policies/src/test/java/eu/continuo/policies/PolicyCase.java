package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of {@code <policy>/cases}: what is asked of which data, and the whole answer that is
 * wanted.
 *
 * @param unnoticed pointers to facts that speak against something and that nobody can miss when
 *     they are not there, such as the stricter of two credentials
 */
record PolicyCase(
    Path file, JsonNode input, JsonNode data, JsonNode wanted, List<String> unnoticed) {
  static List<PolicyCase> of(String policy) throws IOException {
    try (var files = Files.list(Path.of(policy, "cases"))) {
      return files.sorted().map(PolicyCase::read).toList();
    }
  }

  private static PolicyCase read(Path file) {
    try {
      var json = Json.read(Files.readAllBytes(file));
      var unnoticed = new ArrayList<String>();
      json.path("unnoticed").forEach(pointer -> unnoticed.add(pointer.asText()));
      return new PolicyCase(
          file, json.path("input"), json.path("data"), json.path("want_result"), unnoticed);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return file.getFileName().toString();
  }

  /** Data and input as one document, which is the caller's to change. */
  ObjectNode question() {
    var question = Json.object();
    question.set("data", data.deepCopy());
    question.set("input", input.deepCopy());
    return question;
  }

  @Override
  public String toString() {
    return name();
  }
}
