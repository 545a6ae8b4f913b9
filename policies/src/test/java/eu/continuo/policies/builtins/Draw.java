package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Operands that a builtin might be called with: mostly good ones, from a seed. */
final class Draw {
  private final Random random;

  Draw(Random random) {
    this.random = random;
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int rounds) {
    return random.nextInt(rounds) == 0;
  }

  /** So many pieces in a row. */
  String of(int least, int most, String... pieces) {
    var text = new StringBuilder();
    for (var i = least + random.nextInt(most - least + 1); i > 0; i--) {
      text.append(oneOf(pieces));
    }
    return text.toString();
  }

  String text() {
    return of(
        0, 6, "a", "b", "ab", "A", " ", "é", "😀", "%", "+", "/", "\"", "\n", "<", "0", "7", "-",
        ".");
  }

  String whole() {
    return oneOf(
        "" + (random.nextInt(40) - 20),
        "" + random.nextInt(),
        "" + random.nextLong(),
        "123456789012345678901234567890",
        "0");
  }

  String number() {
    return oneOf(
        whole(),
        random.nextInt(200) - 100 + "." + random.nextInt(1000),
        random.nextInt(1000) + "e" + (random.nextInt(30) - 15),
        "" + random.nextDouble(),
        "1.0");
  }

  List<RegoValue> some(Supplier<RegoValue> item) {
    var items = new ArrayList<RegoValue>();
    for (var i = random.nextInt(4); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  RegoValue arrayOrSet(Supplier<RegoValue> item) {
    return random.nextBoolean() ? new RegoArray(some(item)) : new RegoSet(some(item));
  }

  RegoValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> new RegoNull();
      case 1 -> RegoValue.of(random.nextBoolean());
      case 2 -> new RegoNumber(oneIn(4) ? number() : "" + random.nextInt(3));
      case 3 -> RegoValue.of(oneIn(4) ? text() : of(0, 1, "a", "b", "0", "1"));
      case 4, 5 -> object(depth);
      case 6 -> new RegoArray(some(() -> value(depth - 1)));
      default -> new RegoSet(some(() -> value(depth - 1)));
    };
  }

  RegoValue object(int depth) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    for (var i = random.nextInt(4); i > 0; i--) {
      entries.put(RegoValue.of(of(0, 1, "a", "b", "0", "~", "/")), value(depth - 1));
    }
    return RegoObject.of(entries);
  }
}
