package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Condition;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlPolicy.Kind;
import eu.continuo.policies.odrl.OdrlPolicy.Rule;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cases that a policy of ODRL begins with: for each rule a use that it is about, with the
 * answer of now, which its author reads and changes.
 */
final class UseCases {
  private static final Instant SOME_DAY = Instant.parse("2026-06-01T12:00:00Z");
  private static final int DAY_S = 86_400;

  private final OdrlPolicy policy;
  private final UsePolicies judge;
  private final SortedMap<String, String> cases = new TreeMap<>();

  UseCases(OdrlPolicy policy, UsePolicies judge) {
    this.policy = policy;
    this.judge = judge;
  }

  /** JSON by the name of the file. */
  SortedMap<String, String> all() {
    for (var i = 0; i < policy.permissions().size(); i++) {
      var rule = policy.permissions().get(i);
      var done = new HashSet<String>();
      rule.duties().forEach(duty -> done.add(duty.id()));
      add("permission-" + (i + 1), "Permission " + rule.id(), example(rule, done), rule);
      if (!done.isEmpty()) {
        add(
            "permission-%d-before-its-duties".formatted(i + 1),
            "Permission %s before its duties are done".formatted(rule.id()),
            example(rule, Set.of()),
            rule);
      }
    }
    for (var i = 0; i < policy.prohibitions().size(); i++) {
      var rule = policy.prohibitions().get(i);
      add("prohibition-" + (i + 1), "Prohibition " + rule.id(), example(rule, Set.of()), rule);
    }
    add(
        "another-asset",
        "An asset that the policy says nothing of",
        new UseRequest(
            Optional.empty(), Set.of(), "use", "urn:another", Set.of(), Map.of(), Set.of()),
        null);
    return cases;
  }

  private void add(String name, String note, UseRequest use, @Nullable Rule rule) {
    var data = PolicyData.of(new Continuum(places(), Map.of(), Map.of()));
    var times = rule == null ? List.of(SOME_DAY) : times(rule);
    var now =
        times.stream().filter(at -> allows(use, data, at)).findFirst().orElse(times.getFirst());
    var input = Json.object().put("nowEpochS", now.getEpochSecond());
    input.putObject("uses").set("use", asked(use));
    var one = Json.object().put("note", note);
    one.set("input", input);
    one.set("data", Json.read(data.json()));
    one.putObject("want_result").set("use", judge.answers(use, List.of(policy), data, now).get(0));
    var verdict = allows(use, data, now) ? "allows-" : "denies-";
    cases.put(verdict + name + ".json", Json.pretty(one) + "\n");
  }

  private static JsonNode asked(UseRequest use) {
    return Json.read(use.toRego(Optional.empty()).toString().getBytes(StandardCharsets.UTF_8));
  }

  private boolean allows(UseRequest use, PolicyData data, Instant now) {
    return judge.decide(use, List.of(policy), data, now).getFirst().allow();
  }

  private static UseRequest example(Rule rule, Set<String> fulfilled) {
    var facts = new HashMap<String, Fact>();
    conditions(rule)
        .flatMap(UseCases::wanted)
        .forEach(
            wanted ->
                value(wanted)
                    .ifPresent(
                        values ->
                            facts.put(
                                wanted.comparison.operand(),
                                new Fact(values, wanted.comparison.unit()))));
    return new UseRequest(
        rule.assignees().stream().map(OdrlPolicy.Subject::iri).findFirst(),
        Set.of(),
        rule.actions().getFirst().action(),
        rule.targets().getFirst().iri(),
        Set.of(),
        facts,
        fulfilled);
  }

  private static Stream<Condition> conditions(Rule rule) {
    return Stream.of(
            rule.constraints(),
            rule.actions().getFirst().refinements(),
            rule.targets().getFirst().refinements(),
            rule.assignees().stream()
                .findFirst()
                .map(OdrlPolicy.Subject::refinements)
                .orElse(List.of()))
        .flatMap(List::stream);
  }

  private static Stream<Comparison> comparisons(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> Stream.of(comparison);
      case Joined joined -> joined.members().stream();
    };
  }

  /** A comparison that a value is wanted for which meets it, or which does not. */
  private record Wanted(Comparison comparison, boolean met) {}

  /** Of alternatives the first is met, and of exactly one the others are not. */
  private static Stream<Wanted> wanted(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> Stream.of(new Wanted(comparison, true));
      case Joined(var _, var join, var members) ->
          switch (join) {
            case AND -> members.stream().map(member -> new Wanted(member, true));
            case OR -> members.stream().limit(1).map(member -> new Wanted(member, true));
            case XONE ->
                members.stream()
                    .map(member -> new Wanted(member, member.equals(members.getFirst())));
          };
    };
  }

  /** The clock's own operands are given by the time instead. */
  private static Optional<List<Value>> value(Wanted wanted) {
    var c = wanted.comparison;
    if (c.kind() == Kind.INSTANT || c.operand().equals("dayOfWeek")) {
      return Optional.empty();
    }
    var first = c.right().getFirst();
    return Optional.of(
        switch (c.operator()) {
          case "isAllOf" -> wanted.met ? c.right() : List.of(other(first));
          case "neq", "isNoneOf" -> List.of(wanted.met ? other(first) : first);
          case "lt" -> List.of(wanted.met ? moved(first, -1) : first);
          case "gt" -> List.of(wanted.met ? moved(first, 1) : first);
          case "gteq" -> List.of(wanted.met ? first : moved(first, -1));
          default -> List.of(wanted.met ? first : other(first));
        });
  }

  private static Value other(Value value) {
    return switch (value) {
      case Value.Text text -> new Value.Text("urn:other");
      case Value.Figure figure -> moved(figure, 1);
      case Value.Flag(var flag) -> new Value.Flag(!flag);
    };
  }

  private static Value moved(Value value, int by) {
    return value instanceof Value.Figure(var number)
        ? new Value.Figure(number.add(BigDecimal.valueOf(by)))
        : value;
  }

  /** Times at which a rule may hold: around each that it names, on each day of the week. */
  private static List<Instant> times(Rule rule) {
    var times = new ArrayList<Instant>();
    for (var day = 0; day < 7; day++) {
      times.add(SOME_DAY.plusSeconds((long) day * DAY_S));
    }
    conditions(rule)
        .flatMap(UseCases::comparisons)
        .filter(c -> c.kind() == Kind.INSTANT)
        .flatMap(c -> c.right().stream())
        .forEach(
            value -> {
              if (value instanceof Value.Figure(var number)) {
                for (var day = -7; day <= 7; day++) {
                  times.add(Instant.ofEpochSecond(number.longValue() + (long) day * DAY_S));
                }
              }
            });
    return times.stream().filter(at -> at.getEpochSecond() >= 0).toList();
  }

  /** Each place that the policy names, within itself. */
  private Map<String, Set<String>> places() {
    var places = new TreeMap<String, Set<String>>();
    Stream.concat(policy.permissions().stream(), policy.prohibitions().stream())
        .flatMap(UseCases::conditions)
        .flatMap(UseCases::comparisons)
        .filter(c -> c.kind() == Kind.PLACE)
        .flatMap(c -> c.right().stream())
        .forEach(
            value -> {
              if (value instanceof Value.Text(var place)) {
                places.put(place, new TreeSet<>(Set.of(place)));
              }
            });
    return places;
  }
}
