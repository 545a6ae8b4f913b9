package eu.continuo.policies.builtins;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as Go's {@code net.IP} has it: 128 bits, in which an IPv4 address lies behind {@code
 * ::ffff:0:0/96}, written in either way.
 *
 * @param bits the address as an unsigned number
 * @param isWrittenAsV4 whether it was written with dots only
 */
record IpAddress(BigInteger bits, boolean isWrittenAsV4) {
  static final BigInteger V4_PREFIX = BigInteger.valueOf(0xffff).shiftLeft(32);
  private static final BigInteger V4_MASK = BigInteger.valueOf(0xffffffffL);
  private static final Pattern V4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  static Optional<IpAddress> parse(String text) {
    return text.contains(":")
        ? v6(text).map(bits -> new IpAddress(bits, false))
        : v4(text).map(bits -> new IpAddress(V4_PREFIX.or(bits), true));
  }

  /** Whether it lies where IPv4 addresses lie. */
  boolean isV4() {
    return bits.shiftRight(32).equals(V4_PREFIX.shiftRight(32));
  }

  private static Optional<BigInteger> v4(String text) {
    if (!V4.matcher(text).matches()) {
      return Optional.empty();
    }
    var bits = 0L;
    for (var part : text.split("\\.", -1)) {
      var octet = Integer.parseInt(part);
      if (octet > 255) {
        return Optional.empty();
      }
      bits = bits << 8 | octet;
    }
    return Optional.of(BigInteger.valueOf(bits));
  }

  private static Optional<BigInteger> v6(String text) {
    var gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    var head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    var tail = groups(gap < 0 ? "" : text.substring(gap + 2), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    var count = head.get().size() + tail.get().size();
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    var bits = BigInteger.ZERO;
    for (var i = 0; i < 8; i++) {
      var fromTail = i - (8 - tail.get().size());
      var group =
          i < head.get().size() ? head.get().get(i) : fromTail >= 0 ? tail.get().get(fromTail) : 0;
      bits = bits.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return Optional.of(bits);
  }

  /** Groups of 16 bits; the last may be an IPv4 address. Empty where they are malformed. */
  private static Optional<List<Integer>> groups(String text, boolean atEnd) {
    var groups = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    var parts = text.split(":", -1);
    for (var i = 0; i < parts.length; i++) {
      if (GROUP.matcher(parts[i]).matches()) {
        groups.add(Integer.parseInt(parts[i], 16));
        continue;
      }
      var embedded = v4(parts[i]);
      if (embedded.isEmpty() || !atEnd || i < parts.length - 1) {
        return Optional.empty();
      }
      groups.add(embedded.get().intValue() >>> 16);
      groups.add(embedded.get().intValue() & 0xffff);
    }
    return Optional.of(groups);
  }

  @Override
  public String toString() {
    if (isV4()) {
      var v4 = bits.and(V4_MASK).intValue();
      return "%d.%d.%d.%d".formatted(v4 >>> 24, v4 >> 16 & 0xff, v4 >> 8 & 0xff, v4 & 0xff);
    }
    return compressed();
  }

  /** RFC 5952: the first of the longest runs of two zero groups or more is left out. */
  private String compressed() {
    var groups = new int[8];
    for (var i = 0; i < 8; i++) {
      groups[i] = bits.shiftRight(16 * (7 - i)).intValue() & 0xffff;
    }
    var start = -1;
    var length = 1;
    for (var i = 0; i < 8; i++) {
      var end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    var out = new StringBuilder();
    for (var i = 0; i < 8; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
        continue;
      }
      if (i > 0 && i != start + length) {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
