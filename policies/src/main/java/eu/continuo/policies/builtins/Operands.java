package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import eu.continuo.policies.rego.Utf8;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a builtin is called with. An operand of another type than asked for makes the call
 * undefined.
 *
 * @param values the operands in their order
 * @param now the time of the decision, which is the only clock
 */
record Operands(List<RegoValue> values, Instant now) {

  RegoValue value(int i) {
    return values.get(i);
  }

  String string(int i) throws UndefinedException {
    return string(value(i));
  }

  byte[] bytes(int i) throws UndefinedException {
    return Utf8.encode(string(i));
  }

  static String string(RegoValue value) throws UndefinedException {
    if (value instanceof RegoString(var text)) {
      return text;
    }
    throw new UndefinedException("a string is needed");
  }

  RegoNumber number(int i) throws UndefinedException {
    return number(value(i));
  }

  static RegoNumber number(RegoValue value) throws UndefinedException {
    if (value instanceof RegoNumber number) {
      return number;
    }
    throw new UndefinedException("a number is needed");
  }

  /**
   * A whole number of 64 bits, which may be written with a fraction of zeros, not with an exponent.
   */
  long integer(int i) throws UndefinedException {
    var whole = bigInteger(i);
    if (whole.bitLength() > 63 || number(i).literal().matches(".*[eE].*")) {
      throw new UndefinedException("a whole number of 64 bits is needed");
    }
    return whole.longValue();
  }

  BigInteger bigInteger(int i) throws UndefinedException {
    return number(i).whole().orElseThrow(() -> new UndefinedException("a whole number is needed"));
  }

  List<RegoValue> array(int i) throws UndefinedException {
    if (value(i) instanceof RegoArray(var items)) {
      return items;
    }
    throw new UndefinedException("an array is needed");
  }

  RegoObject object(int i) throws UndefinedException {
    if (value(i) instanceof RegoObject object) {
      return object;
    }
    throw new UndefinedException("an object is needed");
  }

  /** The items of an array or of a set. */
  static Collection<RegoValue> items(RegoValue value) throws UndefinedException {
    return switch (value) {
      case RegoArray(var items) -> items;
      case RegoSet(var items) -> items;
      default -> throw new UndefinedException("an array or a set is needed");
    };
  }

  static List<String> strings(RegoValue value) throws UndefinedException {
    var strings = new ArrayList<String>();
    for (var item : items(value)) {
      strings.add(string(item));
    }
    return strings;
  }
}
