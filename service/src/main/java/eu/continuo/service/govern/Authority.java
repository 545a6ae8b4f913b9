package eu.continuo.service.govern;

import eu.continuo.policies.Level;
import eu.continuo.policies.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/**
 * Who may say what: keys in the form of OPA's configuration, and for each level whose bundles count
 * there, who approves, and whether its policies can be waived. The operator's file {@code
 * authority.json}; a level that it does not name takes nothing.
 *
 * @param keys by name
 * @param levels by level
 */
public record Authority(SortedMap<String, VerificationKey> keys, Map<Level, Rules> levels) {
  /** Nobody may say anything. */
  static final Authority NONE = new Authority(new TreeMap<>(), Map.of());

  public Authority {
    keys = new TreeMap<>(keys);
    levels = levels.isEmpty() ? Map.of() : new EnumMap<>(levels);
  }

  /**
   * The rules of one level.
   *
   * @param keys who may sign its bundles
   * @param approvers who may approve that one of them is enforced
   * @param approvals how many of these have to
   * @param waivable whether its policies can be waived
   */
  public record Rules(
      TreeSet<String> keys, TreeSet<String> approvers, int approvals, boolean waivable) {
    /** Nobody signs, nobody approves, nothing is waived. */
    static final Rules NONE = new Rules(new TreeSet<>(), new TreeSet<>(), 0, false);

    public Rules {
      keys = keys == null ? new TreeSet<>() : keys;
      approvers = approvers == null ? new TreeSet<>() : approvers;
    }
  }

  /** The rules of a level. */
  public Rules at(Level level) {
    return levels.getOrDefault(level, Rules.NONE);
  }

  /** The keys that may sign bundles of a level. */
  SortedMap<String, VerificationKey> signers(Level level) {
    SortedMap<String, VerificationKey> signers = new TreeMap<>(keys);
    signers.keySet().retainAll(at(level).keys);
    return signers;
  }

  /**
   * Reads the file; without one, nobody is trusted.
   *
   * @throws IllegalArgumentException when it is there and cannot be understood
   */
  static Authority read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      return Book.JSON.readValue(Files.readAllBytes(file), Authority.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  byte[] written() {
    return Book.JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
  }
}
