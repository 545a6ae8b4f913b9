package eu.continuo.policies;

import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Condition;
import eu.continuo.policies.odrl.OdrlPolicy.Conflict;
import eu.continuo.policies.odrl.OdrlPolicy.Duty;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlPolicy.Kind;
import eu.continuo.policies.odrl.OdrlPolicy.Rule;
import eu.continuo.policies.odrl.OdrlPolicy.Subject;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.policies.odrl.Profile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The meaning of ODRL written again in plain Java, by another way than the Rego: what is unknown is
 * a set of two possible truths, and operators work on what is possible.
 */
final class UseReference {
  /** What may be true of a condition. */
  private enum Truth {
    YES(true, false),
    NO(false, true),
    EITHER(true, true);

    final boolean mayHold;
    final boolean mayFail;

    Truth(boolean mayHold, boolean mayFail) {
      this.mayHold = mayHold;
      this.mayFail = mayFail;
    }

    static Truth of(boolean mayHold, boolean mayFail) {
      return mayHold ? (mayFail ? EITHER : YES) : NO;
    }

    static Truth of(boolean known) {
      return known ? YES : NO;
    }
  }

  private final UseRequest use;
  private final Map<String, Set<String>> places;
  private final Instant now;

  UseReference(UseRequest use, Map<String, Set<String>> places, Instant now) {
    this.use = use;
    this.places = places;
    this.now = now;
  }

  boolean allows(OdrlPolicy policy) {
    var granted = policy.permissions().stream().filter(r -> surely(r, false)).toList();
    var ready = granted.stream().anyMatch(r -> r.duties().stream().noneMatch(this::isOpen));
    var forbidden =
        policy.prohibitions().stream().anyMatch(r -> about(r, true).mayHold && met(r).mayHold);
    return Profile.packaged().actions().containsKey(use.action())
        && ready
        && (policy.conflict() == Conflict.PERM || !forbidden);
  }

  /** The duties that are named to who asks, with their state. */
  Set<String> obligations(OdrlPolicy policy) {
    var found = new HashSet<String>();
    if (Profile.packaged().actions().containsKey(use.action())) {
      for (var rule : policy.permissions()) {
        if (surely(rule, false)) {
          rule.duties().forEach(d -> found.add("duty " + d.id() + " " + state(d)));
        }
      }
      for (var rule : policy.prohibitions()) {
        if (about(rule, true).mayHold && met(rule).mayHold) {
          rule.duties().forEach(d -> found.add("remedy " + d.id() + " " + state(d)));
        }
      }
    }
    for (var duty : policy.obligations()) {
      if (among(duty.assignees(), use.party(), use.partyPartOf()).mayHold) {
        found.add("obligation " + duty.id() + " " + state(duty));
      }
    }
    return found;
  }

  private boolean surely(Rule rule, boolean forbidding) {
    return about(rule, forbidding) == Truth.YES && met(rule) == Truth.YES;
  }

  private Truth about(Rule rule, boolean forbidding) {
    var byAction = new ArrayList<Truth>();
    for (var action : rule.actions()) {
      var covered =
          includes(action.action(), use.action())
              || (forbidding && includes(use.action(), action.action()));
      byAction.add(covered ? all(action.refinements()) : Truth.NO);
    }
    return both(
        any(byAction),
        both(
            among(rule.targets(), Optional.of(use.target()), use.targetPartOf()),
            among(rule.assignees(), use.party(), use.partyPartOf())));
  }

  private static boolean includes(String wide, String narrow) {
    return wide.equals(narrow)
        || Profile.packaged().actions().getOrDefault(narrow, new java.util.TreeSet<>()).stream()
            .anyMatch(next -> includes(wide, next));
  }

  private Truth among(List<Subject> subjects, Optional<String> iri, Set<String> wholes) {
    if (subjects.isEmpty()) {
      return Truth.YES;
    }
    if (iri.isEmpty()) {
      return Truth.EITHER;
    }
    return any(
        subjects.stream()
            .map(
                s ->
                    s.iri().equals(iri.get()) || wholes.contains(s.iri())
                        ? all(s.refinements())
                        : Truth.NO)
            .toList());
  }

  private Truth met(Rule rule) {
    return all(rule.constraints());
  }

  private boolean isOpen(Duty duty) {
    return state(duty).equals("open");
  }

  private String state(Duty duty) {
    if (!all(duty.constraints()).mayHold) {
      return "not-due";
    }
    return use.fulfilled().contains(duty.id()) ? "fulfilled" : "open";
  }

  private Truth all(List<? extends Condition> conditions) {
    var together = Truth.YES;
    for (var condition : conditions) {
      together = both(together, truth(condition));
    }
    return together;
  }

  private Truth truth(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> truth(comparison);
      case Joined(var _, var join, var members) ->
          switch (join) {
            case AND -> all(members);
            case OR -> any(members.stream().map(this::truth).toList());
            case XONE -> one(members.stream().map(this::truth).toList());
          };
    };
  }

  private static Truth both(Truth a, Truth b) {
    return Truth.of(a.mayHold && b.mayHold, a.mayFail || b.mayFail);
  }

  private static Truth any(Collection<Truth> truths) {
    return Truth.of(
        truths.stream().anyMatch(t -> t.mayHold), truths.stream().allMatch(t -> t.mayFail));
  }

  /** Between how many may hold and how many surely do, is it one, and can it be another number? */
  private static Truth one(Collection<Truth> truths) {
    var least = truths.stream().filter(t -> t == Truth.YES).count();
    var most = truths.stream().filter(t -> t.mayHold).count();
    return Truth.of(least <= 1 && most >= 1, least != 1 || most != 1);
  }

  private Truth truth(Comparison c) {
    var given = given(c);
    if (given.isEmpty()) {
      return Truth.EITHER;
    }
    var values = given.get();
    if (c.operator().equals("isAllOf")) {
      return values.stream().allMatch(v -> isOf(c.kind(), v))
          ? Truth.of(values.containsAll(c.right()))
          : Truth.EITHER;
    }
    var holding =
        values.stream().map(v -> isOf(c.kind(), v) ? compare(c, v) : Truth.EITHER).toList();
    return Truth.of(
        holding.stream().anyMatch(t -> t.mayHold), holding.stream().anyMatch(t -> t.mayFail));
  }

  private Optional<List<Value>> given(Comparison c) {
    if (c.operand().equals("dateTime")) {
      return Optional.of(List.of(new Value.Figure(BigDecimal.valueOf(now.getEpochSecond()))));
    }
    if (c.operand().equals("dayOfWeek")) {
      var day = now.atZone(ZoneOffset.UTC).getDayOfWeek();
      return Optional.of(
          List.of(new Value.Text(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))));
    }
    var fact = use.facts().get(c.operand());
    return fact == null || fact.values().isEmpty() || !fact.unit().equals(c.unit())
        ? Optional.empty()
        : Optional.of(fact.values());
  }

  private static boolean isOf(Kind kind, Value value) {
    return switch (kind) {
      case INSTANT, NUMBER -> value instanceof Value.Figure;
      case NAME, PLACE -> value instanceof Value.Text;
      case FLAG -> value instanceof Value.Flag;
    };
  }

  private Truth compare(Comparison c, Value value) {
    Predicate<Value> same = value::equals;
    return switch (c.operator()) {
      case "eq", "isAnyOf" -> Truth.of(c.right().stream().anyMatch(same));
      case "neq", "isNoneOf" -> Truth.of(c.right().stream().noneMatch(same));
      case "isPartOf" -> any(c.right().stream().map(outer -> lies(value, outer)).toList());
      case "hasPart" -> {
        var every = Truth.YES;
        for (var inner : c.right()) {
          every = both(every, lies(inner, value));
        }
        yield every;
      }
      default -> {
        var order = number(value).compareTo(number(c.right().getFirst()));
        yield Truth.of(
            switch (c.operator()) {
              case "lt" -> order < 0;
              case "lteq" -> order <= 0;
              case "gt" -> order > 0;
              case "gteq" -> order >= 0;
              default -> throw new AssertionError(c.operator());
            });
      }
    };
  }

  private Truth lies(Value inner, Value outer) {
    var around = places.get(((Value.Text) inner).text());
    return around == null ? Truth.EITHER : Truth.of(around.contains(((Value.Text) outer).text()));
  }

  private static BigDecimal number(Value value) {
    return ((Value.Figure) value).number();
  }
}
