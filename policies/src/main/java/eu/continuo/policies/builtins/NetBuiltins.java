package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The builtins about networks that a module does not bring along. */
final class NetBuiltins {
  private static final int MOST_ADDRESSES = 1 << 20;

  private NetBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "net.cidr_is_valid", NetBuiltins::isValid,
        "net.cidr_expand", NetBuiltins::expand,
        "net.cidr_merge", NetBuiltins::merge,
        "net.cidr_contains_matches", NetBuiltins::containsMatches);
  }

  private static RegoValue isValid(Operands operands) {
    return RegoValue.of(
        operands.value(0) instanceof RegoString(var text) && IpNetwork.parse(text).isPresent());
  }

  private static IpNetwork network(String text) throws UndefinedException {
    return IpNetwork.parse(text)
        .orElseThrow(() -> new UndefinedException("invalid CIDR address: " + text));
  }

  private static RegoValue expand(Operands operands) throws UndefinedException {
    var network = network(operands.string(0));
    if (network.size().compareTo(BigInteger.valueOf(MOST_ADDRESSES)) > 0) {
      throw new UnsuppliedException("net.cidr_expand gives no more than a million addresses");
    }
    var addresses = new TreeSet<RegoValue>();
    for (var bits = network.first();
        bits.compareTo(network.last()) <= 0;
        bits = bits.add(BigInteger.ONE)) {
      addresses.add(RegoValue.of(new IpAddress(bits, true).toString()));
    }
    return new RegoSet(addresses);
  }

  private static RegoValue merge(Operands operands) throws UndefinedException {
    var networks = new ArrayList<IpNetwork>();
    for (var item : Operands.items(operands.value(0))) {
      networks.add(mergeable(Operands.string(item)));
    }
    return new RegoSet(CidrMerge.merge(networks).stream().map(RegoValue::of).toList());
  }

  /** An address alone stands for its network by class, A, B or C, as in OPA. */
  private static IpNetwork mergeable(String text) throws UndefinedException {
    var ip = IpAddress.parse(text);
    if (ip.isEmpty()) {
      var network = network(text);
      if (network.firstAddress().isV4() && !network.address().isWrittenAsV4()) {
        throw new UnsuppliedException("net.cidr_merge of an IPv4 network that is written as IPv6");
      }
      return new IpNetwork(network.firstAddress(), network.prefixBits());
    }
    if (!ip.get().isV4()) {
      throw new UndefinedException("IPv6 invalid: needs prefix length");
    }
    var octet = ip.get().bits().shiftRight(24).intValue() & 0xff;
    var prefixBits = octet < 0x80 ? 8 : octet < 0xc0 ? 16 : 24;
    return new IpNetwork(new IpAddress(ip.get().bits(), true), prefixBits);
  }

  private static RegoValue containsMatches(Operands operands) throws UndefinedException {
    var found = new TreeSet<RegoValue>();
    for (var outer : candidates(operands.value(0))) {
      for (var inner : candidates(operands.value(1))) {
        if (contains(network(Operands.string(outer.cidr())), Operands.string(inner.cidr()))) {
          found.add(RegoArray.of(outer.index(), inner.index()));
        }
      }
    }
    return new RegoSet(found);
  }

  private record Candidate(RegoValue cidr, RegoValue index) {}

  private static List<Candidate> candidates(RegoValue operand) throws UndefinedException {
    var found = new ArrayList<Candidate>();
    switch (operand) {
      case RegoString text -> found.add(new Candidate(text, text));
      case RegoArray(var items) -> {
        for (var i = 0; i < items.size(); i++) {
          found.add(new Candidate(cidr(items.get(i)), RegoValue.of(i)));
        }
      }
      case RegoSet(var items) -> {
        for (var item : items) {
          found.add(new Candidate(cidr(item), item));
        }
      }
      case RegoObject(var entries) -> {
        for (var entry : entries.entrySet()) {
          found.add(new Candidate(cidr(entry.getValue()), entry.getKey()));
        }
      }
      default -> {
        // Others have nothing in them.
      }
    }
    return found;
  }

  private static RegoValue cidr(RegoValue item) throws UndefinedException {
    return switch (item) {
      case RegoString text -> text;
      case RegoArray(var items) when !items.isEmpty() -> items.getFirst();
      default -> throw new UndefinedException("element must be string or non-empty array");
    };
  }

  private static boolean contains(IpNetwork outer, String inner) throws UndefinedException {
    var ip = IpAddress.parse(inner);
    if (ip.isPresent()) {
      return outer.contains(ip.get());
    }
    var network = network(inner);
    if (outer.isPlainV6() && network.isPlainV6()) {
      return outer.prefixBits() <= network.prefixBits()
          && outer.first().compareTo(network.first()) <= 0
          && outer.last().compareTo(network.last()) >= 0;
    }
    return outer.contains(network.firstAddress())
        && outer.contains(new IpAddress(network.last(), network.address().isWrittenAsV4()));
  }
}
