package eu.continuo.policies;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads OPA's values where they lie in the memory of a module, without JSON in between: that keeps
 * sets sets, and lets a batch read what it needs and no more.
 *
 * <p>The layout is that of OPA's {@code value.h}, which is no promise of OPA's; so {@link
 * OpaModule} compares it with OPA's own printing before a module is used.
 */
final class WasmValues {
  private static final int NULL = 1;
  private static final int BOOLEAN = 2;
  private static final int NUMBER = 3;
  private static final int STRING = 4;
  private static final int ARRAY = 5;
  private static final int OBJECT = 6;
  private static final int SET = 7;
  private static final int STRING_INTERNED = 8;
  private static final int BOOLEAN_INTERNED = 9;
  private static final int NUMBER_INT = 1;

  private final Memory memory;

  WasmValues(Memory memory) {
    this.memory = memory;
  }

  /** The value at an address, with all that is in it. */
  RegoValue read(int address) {
    return switch (memory.read(address)) {
      case NULL -> new RegoNull();
      case BOOLEAN, BOOLEAN_INTERNED -> RegoValue.of(memory.read(address + 1) != 0);
      case NUMBER -> number(address);
      case STRING, STRING_INTERNED -> RegoValue.of(Utf8.decode(string(address)));
      case ARRAY -> {
        var items = new ArrayList<RegoValue>();
        for (var item : items(address)) {
          items.add(read(item));
        }
        yield new RegoArray(items);
      }
      case OBJECT -> object(address);
      case SET -> {
        var items = new ArrayList<RegoValue>();
        for (var item : members(address)) {
          items.add(read(item));
        }
        yield new RegoSet(items);
      }
      default -> throw new ChicoryException("no value of OPA lies at address " + address);
    };
  }

  private RegoValue number(int address) {
    if (memory.read(address + 1) == NUMBER_INT) {
      return RegoValue.of(memory.readLong(address + 8));
    }
    var text = memory.readInt(address + 8);
    var length = memory.readInt(address + 12);
    return new RegoNumber(Utf8.decode(memory.readBytes(text, length)));
  }

  /** The bytes of a string. */
  private byte[] string(int address) {
    return memory.readBytes(memory.readInt(address + 8), memory.readInt(address + 4));
  }

  /** The addresses of an array's items. */
  int[] items(int address) {
    var elements = memory.readInt(address + 4);
    var items = new int[memory.readInt(address + 8)];
    for (var i = 0; i < items.length; i++) {
      items[i] = memory.readInt(elements + 8 * i + 4);
    }
    return items;
  }

  /** The addresses of a set's members, in no order. */
  int[] members(int address) {
    var buckets = memory.readInt(address + 4);
    var bucketCount = memory.readInt(address + 8);
    var members = new int[memory.readInt(address + 12)];
    var found = 0;
    for (var i = 0; i < bucketCount; i++) {
      for (var element = memory.readInt(buckets + 4 * i);
          element != 0;
          element = memory.readInt(element + 4)) {
        members[found++] = memory.readInt(element);
      }
    }
    return members;
  }

  /** A whole number that is kept as one, as the indexes of an answer are. */
  int index(int address) {
    if (memory.read(address) != NUMBER || memory.read(address + 1) != NUMBER_INT) {
      throw new ChicoryException("the policy answers with something that is no index");
    }
    return Math.toIntExact(memory.readLong(address + 8));
  }

  /**
   * Arrays or sets of indexes in an array, which is the only result of a result set.
   *
   * @throws ChicoryException when the result is of another kind, or there is none
   */
  List<int[]> indexSetsOfOnlyResult(int resultSet) {
    var results = members(resultSet);
    if (results.length != 1) {
      throw new ChicoryException("the policy gives no answer");
    }
    var lists = new ArrayList<int[]>();
    for (var list : items(require(ARRAY, onlyMember(results[0])))) {
      var indexes = memory.read(list) == SET ? members(list) : items(require(ARRAY, list));
      for (var i = 0; i < indexes.length; i++) {
        indexes[i] = index(indexes[i]);
      }
      lists.add(indexes);
    }
    return lists;
  }

  private int require(int type, int address) {
    if (memory.read(address) != type) {
      throw new ChicoryException("the policy answers with a value of another type");
    }
    return address;
  }

  /** The value of an object that has one. */
  private int onlyMember(int address) {
    var buckets = memory.readInt(require(OBJECT, address) + 4);
    var element = memory.readInt(buckets);
    for (var i = 1; element == 0; i++) {
      element = memory.readInt(buckets + 4 * i);
    }
    return memory.readInt(element + 4);
  }

  private RegoValue object(int address) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    var buckets = memory.readInt(address + 4);
    var bucketCount = memory.readInt(address + 8);
    for (var i = 0; i < bucketCount; i++) {
      for (var element = memory.readInt(buckets + 4 * i);
          element != 0;
          element = memory.readInt(element + 8)) {
        entries.put(read(memory.readInt(element)), read(memory.readInt(element + 4)));
      }
    }
    return new RegoObject(entries);
  }

  /** Values of every kind, as OPA reads them. */
  static List<String> samples() {
    return List.of(
        "null",
        "[true, false, 0, -7, 1.5, 1e3, 123456789012345678901234567890, \"\", \"é\\n\"]",
        "{\"a\": {1, 2, {\"b\": set()}}, \"c\": {}, \"d\": [], \"e\": [[1], {\"x\"}]}");
  }
}
