package eu.continuo.policies;

import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlRego;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A policy of ODRL as a policy folder, which is tested, built, published and activated as any
 * other: the policy as a table, the Rego that decides by it, and cases to begin with.
 */
public final class UseFolder {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final String RULES =
      """
      # METADATA
      # title: Uses by a policy of ODRL
      # description: Decides uses of the assets of the policy below, which was read from ODRL 2.2.
      # custom:
      #   decides: uses
      package icra.NAME

      import data.icra.NAME.meaning

      # METADATA
      # description: the id of each use to its decision
      # entrypoint: true
      decisions := {id: meaning.decision(policy, use) | some id, use in input.uses}

      policy := TABLE
      """;

  private static final String TESTS =
      """
      package icra.NAME_test

      import data.icra.NAME

      # Every file in cases/ is a test of its own.
      test_cases[name] if {
      	some name, case in data.cases
      	NAME.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
      }
      """;

  private UseFolder() {}

  /** Whether a folder can be called so: the name becomes that of a package of Rego. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The files of the folder, by path.
   *
   * @param name {@linkplain #isName as packages are called}
   * @param judge decides what the cases begin with
   */
  public static SortedMap<String, String> of(OdrlPolicy policy, String name, UsePolicies judge) {
    var files = new TreeMap<String, String>();
    files.put(
        name + ".rego",
        RULES.replace("NAME", name).replace("TABLE", table(OdrlRego.of(policy), 0)));
    for (var file : List.of("meaning.rego", "profile.rego")) {
      files.put(file, source(file).replace("icra.odrl.meaning", "icra." + name + ".meaning"));
    }
    files.put(name + "_test.rego", TESTS.replace("NAME", name));
    new UseCases(policy, judge).all().forEach((path, text) -> files.put("cases/" + path, text));
    return files;
  }

  private static String source(String file) {
    return new String(Policies.resource("odrl/" + file), StandardCharsets.UTF_8);
  }

  /** A value as OPA formats it, an item a line. */
  private static String table(RegoValue value, int depth) {
    return switch (value) {
      case RegoArray(var items) when !items.isEmpty() ->
          lines("[", items.stream().map(item -> table(item, depth + 1)).toList(), "]", depth);
      case RegoObject(var entries) when !entries.isEmpty() ->
          lines(
              "{", entries.entrySet().stream().map(e -> entry(e, depth + 1)).toList(), "}", depth);
      default -> value.toString();
    };
  }

  private static String entry(Map.Entry<RegoValue, RegoValue> entry, int depth) {
    return entry.getKey() + ": " + table(entry.getValue(), depth);
  }

  private static String lines(String open, Collection<String> lines, String close, int depth) {
    var indent = "\t".repeat(depth);
    var out = new StringBuilder(open).append('\n');
    lines.forEach(line -> out.append(indent).append('\t').append(line).append(",\n"));
    return out.append(indent).append(close).toString();
  }
}
