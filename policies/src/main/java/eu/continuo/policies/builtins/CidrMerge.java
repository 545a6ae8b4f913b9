package eu.continuo.policies.builtins;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks that touch or overlap, as the fewest networks that cover the same addresses. */
final class CidrMerge {
  private CidrMerge() {}

  /** The network is there as long as nothing was merged into it. */
  private record Range(BigInteger first, BigInteger last, @Nullable IpNetwork network) {}

  static List<String> merge(List<IpNetwork> networks) {
    var ranges = new ArrayList<Range>();
    networks.forEach(n -> ranges.add(new Range(n.first(), n.last(), n)));
    ranges.sort(Comparator.comparing(Range::last).thenComparing(Range::first));
    for (var i = ranges.size() - 1; i > 0; i--) {
      var range = ranges.get(i);
      var before = ranges.get(i - 1);
      if (previous(range.first()).compareTo(before.last()) <= 0) {
        ranges.set(i - 1, new Range(before.first().min(range.first()), range.last(), null));
        ranges.remove(i);
      }
    }
    var merged = new ArrayList<String>();
    for (var range : ranges) {
      if (range.network() != null) {
        merged.add(unmasked(range.network()));
      } else {
        split(range.first(), range.last(), merged);
      }
    }
    return merged;
  }

  /** The lowest address of each family precedes itself. */
  private static BigInteger previous(BigInteger ip) {
    return ip.signum() == 0 || ip.equals(IpAddress.V4_PREFIX) ? ip : ip.subtract(BigInteger.ONE);
  }

  /** What was written as an address alone keeps its bits, as in OPA. */
  private static String unmasked(IpNetwork network) {
    return network.address() + "/" + network.toString().replaceFirst(".*/", "");
  }

  private static void split(BigInteger from, BigInteger last, List<String> into) {
    var isV4 = new IpAddress(from, false).isV4();
    var first = from;
    while (first.compareTo(last) <= 0) {
      var free = first.signum() == 0 ? 128 : first.getLowestSetBit();
      free = Math.min(free, isV4 ? 32 : 128);
      while (first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE).compareTo(last)
          > 0) {
        free--;
      }
      into.add(new IpNetwork(new IpAddress(first, isV4), (isV4 ? 32 : 128) - free).toString());
      first = first.add(BigInteger.ONE.shiftLeft(free));
    }
  }
}
