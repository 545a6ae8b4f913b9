package eu.continuo.policies;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How OPA comes to an answer, step by step, from the sources of a policy. WebAssembly cannot trace,
 * so the tool evaluates again what the module has decided.
 */
public final class PolicyTrace {
  private PolicyTrace() {}

  private static String quoted(String key) {
    return new String(Json.write(TextNode.valueOf(key)), StandardCharsets.UTF_8);
  }

  /** Which steps are shown. */
  public enum Depth {
    /** What the author notes by {@code trace}. */
    NOTES,
    /** What did not hold, and what led there. */
    FAILS,
    /** Everything. */
    FULL
  }

  /**
   * Traces one evaluation.
   *
   * @param sources the Rego, by path
   * @param data what the policy reads, JSON in UTF-8
   * @param input what it is asked about, JSON in UTF-8
   * @param path the keys of the document that is asked for
   * @return the answer, with the steps as notes
   */
  public static RegoAnswer of(
      RegoTool tool,
      Map<String, String> sources,
      byte[] data,
      byte[] input,
      List<String> path,
      Depth depth)
      throws IOException {
    var scratch = Files.createTempDirectory("trace");
    try {
      var line = new ArrayList<>(List.of("--explain", depth.name().toLowerCase(Locale.ROOT)));
      line.addAll(List.of("-d", Files.write(scratch.resolve("data.json"), data).toString()));
      line.addAll(List.of("-i", Files.write(scratch.resolve("input.json"), input).toString()));
      var rego = scratch.resolve("rego");
      for (var source : sources.entrySet()) {
        var file = rego.resolve(source.getKey()).normalize();
        if (!file.startsWith(rego)) {
          throw new IOException("A source leads out of its folder: " + source.getKey());
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        line.addAll(List.of("-d", file.toString()));
      }
      var query = new StringBuilder("data");
      path.forEach(key -> query.append('[').append(quoted(key)).append(']'));
      line.add(query.toString());
      return tool.in(scratch).run("eval", line);
    } finally {
      try (var files = Files.walk(scratch)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
