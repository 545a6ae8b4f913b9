package eu.continuo.policies;

import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Condition;
import eu.continuo.policies.odrl.OdrlPolicy.Conflict;
import eu.continuo.policies.odrl.OdrlPolicy.Duty;
import eu.continuo.policies.odrl.OdrlPolicy.Join;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlPolicy.Kind;
import eu.continuo.policies.odrl.OdrlPolicy.RefinedAction;
import eu.continuo.policies.odrl.OdrlPolicy.Rule;
import eu.continuo.policies.odrl.OdrlPolicy.Subject;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Policies and uses from a seed, out of so few words that they often meet. */
final class RandomUses {
  static final Map<String, Set<String>> PLACES =
      Map.of(
          "urn:fr", Set.of("urn:fr", "urn:eu"),
          "urn:eu", Set.of("urn:eu"),
          "urn:us", Set.of("urn:us"));

  private static final List<String> ACTIONS =
      List.of("use", "play", "display", "print", "transfer", "sell", "deploy", "migrate");
  private static final Map<Kind, List<String>> OPERANDS =
      Map.of(
          Kind.NAME, List.of("purpose", "recipient", "dayOfWeek"),
          Kind.NUMBER, List.of("count", "resolution"),
          Kind.PLACE, List.of("spatial", "keyCountry"),
          Kind.FLAG, List.of("attested"),
          Kind.INSTANT, List.of("dateTime"));
  private static final Map<Kind, List<String>> OPERATORS =
      Map.of(
          Kind.NAME, List.of("eq", "neq", "isAnyOf", "isNoneOf", "isAllOf"),
          Kind.NUMBER, List.of("eq", "neq", "lt", "lteq", "gt", "gteq", "isAnyOf", "isNoneOf"),
          Kind.PLACE, List.of("eq", "isAnyOf", "isNoneOf", "isAllOf", "isPartOf", "hasPart"),
          Kind.FLAG, List.of("eq", "neq"),
          Kind.INSTANT, List.of("lt", "lteq", "gt", "gteq", "eq"));
  private static final Set<String> OF_SETS =
      Set.of("isAnyOf", "isNoneOf", "isAllOf", "isPartOf", "hasPart");
  private static final long DAY_S = 86_400;

  private final Random random;
  private int named;

  RandomUses(long seed) {
    this.random = new Random(seed);
  }

  Instant now() {
    return Instant.ofEpochSecond(random.nextInt(20) * DAY_S + random.nextInt(3));
  }

  OdrlPolicy policy() {
    return new OdrlPolicy(
        "urn:policy",
        of(List.of(OdrlPolicy.Type.values())),
        of(List.of(Conflict.values())),
        some(2, () -> rule("permission")),
        random.nextInt(3) == 0 ? List.of(rule("prohibition")) : List.of(),
        some(1, this::duty));
  }

  UseRequest use() {
    var facts = new HashMap<String, Fact>();
    OPERANDS.forEach(
        (kind, operands) ->
            operands.forEach(
                operand -> {
                  if (random.nextInt(4) > 0) {
                    var odd = random.nextInt(12) == 0 ? of(List.of(Kind.values())) : kind;
                    facts.put(operand, new Fact(values(odd, 1 + random.nextInt(2)), unit(kind)));
                  }
                }));
    var fulfilled = new HashSet<String>();
    for (var i = 0; i < 30; i++) {
      if (random.nextBoolean()) {
        fulfilled.add("urn:duty:" + i);
      }
    }
    return new UseRequest(
        random.nextInt(5) == 0 ? Optional.empty() : Optional.of(of(parties())),
        random.nextInt(3) == 0 ? Set.of("urn:party:group") : Set.of(),
        random.nextInt(20) == 0 ? "teleport" : of(ACTIONS),
        of(List.of("urn:asset:1", "urn:asset:2")),
        random.nextInt(3) == 0 ? Set.of("urn:asset:all") : Set.of(),
        facts,
        fulfilled);
  }

  private Rule rule(String kind) {
    return new Rule(
        "urn:%s:%d".formatted(kind, named++),
        least(
            () ->
                new RefinedAction(
                    of(ACTIONS), random.nextInt(4) == 0 ? List.of(condition()) : List.of())),
        least(() -> subject(List.of("urn:asset:1", "urn:asset:2", "urn:asset:all"))),
        some(1, () -> subject(List.of("urn:party:a", "urn:party:b", "urn:party:group"))),
        some(random.nextInt(3), this::condition),
        some(1, this::duty));
  }

  private Subject subject(List<String> iris) {
    return new Subject(of(iris), random.nextInt(4) == 0 ? List.of(condition()) : List.of());
  }

  private Duty duty() {
    return new Duty(
        "urn:duty:" + random.nextInt(30),
        List.of(new RefinedAction("compensate", List.of())),
        some(1, () -> new Subject(of(parties()), List.of())),
        some(1, this::condition),
        List.of());
  }

  private static List<String> parties() {
    return List.of("urn:party:a", "urn:party:b");
  }

  private Condition condition() {
    return random.nextInt(4) == 0
        ? new Joined(
            "urn:joined:" + named++,
            of(List.of(Join.values())),
            List.of(comparison(), comparison(), comparison()).subList(0, 1 + random.nextInt(3)))
        : comparison();
  }

  private Comparison comparison() {
    var kind = of(List.of(Kind.values()));
    var operator = of(OPERATORS.getOrDefault(kind, List.of()));
    var operand = of(OPERANDS.getOrDefault(kind, List.of()));
    return new Comparison(
        "urn:constraint:" + named++,
        operand,
        kind,
        operator,
        operand.equals("dayOfWeek")
            ? List.of(new Value.Text(of(List.of("Monday", "Thursday"))))
            : values(kind, OF_SETS.contains(operator) ? 1 + random.nextInt(2) : 1),
        unit(kind));
  }

  private Optional<String> unit(Kind kind) {
    return kind == Kind.NUMBER && random.nextInt(3) == 0
        ? Optional.of("urn:unit")
        : Optional.empty();
  }

  private List<Value> values(Kind kind, int count) {
    var values = new ArrayList<Value>();
    for (var i = 0; i < count; i++) {
      values.add(
          switch (kind) {
            case NAME -> new Value.Text(of(List.of("urn:x", "urn:y", "urn:z")));
            case PLACE -> new Value.Text(of(List.of("urn:fr", "urn:eu", "urn:us", "urn:nowhere")));
            case NUMBER -> new Value.Figure(BigDecimal.valueOf(random.nextInt(4)));
            case INSTANT -> new Value.Figure(BigDecimal.valueOf(random.nextInt(20) * DAY_S + 1));
            case FLAG -> new Value.Flag(random.nextBoolean());
          });
    }
    return values.stream().distinct().toList();
  }

  private <T> List<T> least(Supplier<T> make) {
    return random.nextInt(4) == 0 ? List.of(make.get(), make.get()) : List.of(make.get());
  }

  /** None at times, up to so many. */
  private <T> List<T> some(int most, Supplier<? extends T> make) {
    var made = new ArrayList<T>();
    for (var i = random.nextInt(most + 1); i > 0; i--) {
      made.add(make.get());
    }
    return made;
  }

  private <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
