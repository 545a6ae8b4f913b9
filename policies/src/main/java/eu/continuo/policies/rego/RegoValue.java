package eu.continuo.policies.rego;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value of Rego: JSON, and sets, and objects with keys of any type.
 *
 * <p>The order is OPA's: null, booleans, numbers, strings, arrays, objects, sets. {@code toString}
 * gives the text that OPA prints and {@link RegoText#read} reads.
 */
public sealed interface RegoValue extends Comparable<RegoValue>
    permits RegoNumber,
        RegoValue.RegoNull,
        RegoValue.RegoBoolean,
        RegoValue.RegoString,
        RegoValue.RegoArray,
        RegoValue.RegoObject,
        RegoValue.RegoSet {

  /** The place of the type in OPA's order of types. */
  private int rank() {
    return switch (this) {
      case RegoNull _ -> 0;
      case RegoBoolean _ -> 1;
      case RegoNumber _ -> 2;
      case RegoString _ -> 3;
      case RegoArray _ -> 4;
      case RegoObject _ -> 5;
      case RegoSet _ -> 6;
    };
  }

  @Override
  default int compareTo(RegoValue other) {
    return switch (this) {
      case RegoBoolean(var value) when other instanceof RegoBoolean(var with) ->
          Boolean.compare(value, with);
      case RegoNumber number when other instanceof RegoNumber with -> number.compareNumber(with);
      case RegoString(var text) when other instanceof RegoString(var with) ->
          Utf8.compare(text, with);
      case RegoArray(var items) when other instanceof RegoArray(var with) -> compare(items, with);
      case RegoSet(var items) when other instanceof RegoSet(var with) -> compare(items, with);
      case RegoObject(var entries) when other instanceof RegoObject(var with) ->
          compare(entries, with);
      default -> Integer.compare(rank(), other.rank());
    };
  }

  private static int compare(Collection<RegoValue> items, Collection<RegoValue> with) {
    Iterator<RegoValue> others = with.iterator();
    for (RegoValue item : items) {
      if (!others.hasNext()) {
        return 1;
      }
      int order = item.compareTo(others.next());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** OPA compares the keys first and the values of equal keys as it goes. */
  private static int compare(Map<RegoValue, RegoValue> entries, Map<RegoValue, RegoValue> with) {
    Iterator<Map.Entry<RegoValue, RegoValue>> others = with.entrySet().iterator();
    for (Map.Entry<RegoValue, RegoValue> entry : entries.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<RegoValue, RegoValue> other = others.next();
      int keys = entry.getKey().compareTo(other.getKey());
      int order = keys == 0 ? entry.getValue().compareTo(other.getValue()) : keys;
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** A string. */
  static RegoValue of(String text) {
    return new RegoString(text);
  }

  /** A boolean. */
  static RegoValue of(boolean value) {
    return value ? RegoBoolean.TRUE : RegoBoolean.FALSE;
  }

  /** A whole number. */
  static RegoValue of(long number) {
    return new RegoNumber(Long.toString(number));
  }

  /** Null. */
  record RegoNull() implements RegoValue {
    @Override
    public String toString() {
      return "null";
    }
  }

  /** A boolean. */
  record RegoBoolean(boolean value) implements RegoValue {
    static final RegoBoolean TRUE = new RegoBoolean(true);
    static final RegoBoolean FALSE = new RegoBoolean(false);

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /**
   * A string, in which a byte that is not UTF-8 stands as a lone surrogate; see {@link Utf8}.
   *
   * @param text the characters
   */
  record RegoString(String text) implements RegoValue {
    @Override
    public String toString() {
      return RegoText.quoted(text);
    }
  }

  /** An array. */
  record RegoArray(List<RegoValue> items) implements RegoValue {
    public RegoArray {
      items = List.copyOf(items);
    }

    /** An array of these. */
    public static RegoArray of(RegoValue... items) {
      return new RegoArray(List.of(items));
    }

    @Override
    public String toString() {
      return RegoText.list("[", items, "]");
    }
  }

  /** A set; its items stand in their order, each once. */
  record RegoSet(Collection<RegoValue> items) implements RegoValue {
    public RegoSet {
      items = new ArrayList<>(new TreeSet<>(items));
    }

    /** Whether the item is in the set. */
    public boolean contains(RegoValue item) {
      return Collections.binarySearch((List<RegoValue>) items, item) >= 0;
    }

    @Override
    public String toString() {
      return items.isEmpty() ? "set()" : RegoText.list("{", items, "}");
    }
  }

  /** An object; its entries stand in the order of their keys. */
  record RegoObject(SequencedMap<RegoValue, RegoValue> entries) implements RegoValue {
    public RegoObject {
      entries = new TreeMap<>(entries);
    }

    /** An object with these entries. */
    public static RegoObject of(Map<RegoValue, RegoValue> entries) {
      return new RegoObject(new TreeMap<>(entries));
    }

    /** The value at a key. */
    public Optional<RegoValue> get(String key) {
      return Optional.ofNullable(entries.get(RegoValue.of(key)));
    }

    @Override
    public String toString() {
      return RegoText.object(entries);
    }
  }
}
