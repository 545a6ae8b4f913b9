package eu.continuo.policies.odrl;

import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Condition;
import eu.continuo.policies.odrl.OdrlPolicy.Duty;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlPolicy.RefinedAction;
import eu.continuo.policies.odrl.OdrlPolicy.Rule;
import eu.continuo.policies.odrl.OdrlPolicy.Subject;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A policy as the value that the Rego decides by. Nothing that a document says becomes code: names
 * and texts of strangers stand in strings.
 */
public final class OdrlRego {
  private OdrlRego() {}

  /** The policy; it prints as JSON, which is a value in Rego as well. */
  public static RegoValue of(OdrlPolicy policy) {
    return object(
        Map.of(
            "uid", text(policy.uid()),
            "type", word(policy.type()),
            "conflict", word(policy.conflict()),
            "permissions", list(policy.permissions(), rule -> rule(rule, "duties")),
            "prohibitions", list(policy.prohibitions(), rule -> rule(rule, "remedies")),
            "obligations", list(policy.obligations(), OdrlRego::duty)));
  }

  private static RegoValue rule(Rule rule, String duties) {
    return object(
        Map.of(
            "id",
            text(rule.id()),
            "actions",
            list(rule.actions(), OdrlRego::action),
            "targets",
            list(rule.targets(), OdrlRego::subject),
            "assignees",
            list(rule.assignees(), OdrlRego::subject),
            "constraints",
            list(rule.constraints(), OdrlRego::condition),
            duties,
            list(rule.duties(), OdrlRego::duty)));
  }

  private static RegoValue duty(Duty duty) {
    return object(
        Map.of(
            "id", text(duty.id()),
            "actions", list(duty.actions(), action -> text(action.action())),
            "assignees", list(duty.assignees(), OdrlRego::subject),
            "constraints", list(duty.constraints(), OdrlRego::condition),
            "consequences", list(duty.consequences(), each -> text(words(each))),
            "text", text(words(duty))));
  }

  private static RegoValue action(RefinedAction action) {
    return object(
        Map.of(
            "action", text(action.action()),
            "refinements", list(action.refinements(), OdrlRego::condition)));
  }

  private static RegoValue subject(Subject subject) {
    return object(
        Map.of(
            "iri", text(subject.iri()),
            "refinements", list(subject.refinements(), OdrlRego::condition)));
  }

  private static RegoValue condition(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> comparison(comparison);
      case Joined joined ->
          object(
              Map.of(
                  "id",
                  text(joined.id()),
                  "text",
                  text(words(joined)),
                  joined.join().name().toLowerCase(Locale.ROOT),
                  list(joined.members(), OdrlRego::comparison)));
    };
  }

  private static RegoValue comparison(Comparison comparison) {
    var members =
        new TreeMap<>(
            Map.of(
                "id", text(comparison.id()),
                "operand", text(comparison.operand()),
                "kind", word(comparison.kind()),
                "operator", text(comparison.operator()),
                "right", list(comparison.right(), OdrlRego::value),
                "text", text(words(comparison))));
    comparison.unit().ifPresent(unit -> members.put("unit", text(unit)));
    return object(members);
  }

  /** A value as Rego has it. */
  public static RegoValue value(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text(text);
      case Value.Figure(var number) -> new RegoNumber(number.toPlainString());
      case Value.Flag(var flag) -> RegoValue.of(flag);
    };
  }

  /** A condition as a person reads it. */
  static String words(Condition condition) {
    return switch (condition) {
      case Comparison c ->
          "%s %s %s%s"
              .formatted(
                  c.operand(),
                  c.operator(),
                  c.right().stream().map(v -> words(c, v)).collect(Collectors.joining(" or ")),
                  c.unit().map(unit -> " " + unit).orElse(""));
      case Joined j ->
          j.members().stream()
              .map(OdrlRego::words)
              .collect(
                  Collectors.joining(
                      " " + j.join().name().toLowerCase(Locale.ROOT) + " ", "(", ")"));
    };
  }

  private static String words(Comparison comparison, Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Figure(var number) when comparison.kind() == OdrlPolicy.Kind.INSTANT ->
          java.time.Instant.ofEpochSecond(number.longValue()).toString();
      case Value.Figure(var number) -> number.toPlainString();
      case Value.Flag(var flag) -> Boolean.toString(flag);
    };
  }

  /** A duty as a person reads it. */
  static String words(Duty duty) {
    return duty.actions().stream().map(OdrlRego::words).collect(Collectors.joining(" or "))
        + duty.constraints().stream().map(c -> ", where " + words(c)).collect(Collectors.joining());
  }

  private static String words(RefinedAction action) {
    return action.action()
        + action.refinements().stream()
            .map(r -> " with " + words(r))
            .collect(Collectors.joining(" and"));
  }

  private static RegoValue text(String text) {
    return RegoValue.of(text);
  }

  private static RegoValue word(Enum<?> word) {
    return text(word.name().toLowerCase(Locale.ROOT));
  }

  private static <T> RegoValue list(List<T> items, Function<T, RegoValue> of) {
    return new RegoArray(items.stream().map(of).toList());
  }

  private static RegoValue object(Map<String, RegoValue> members) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    members.forEach((name, value) -> entries.put(text(name), value));
    return new RegoObject(entries);
  }
}
