package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a UUID says of itself. */
final class Uuid {
  private static final Pattern DASHED =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{32}");

  /** From the first day of the Gregorian calendar to 1970, in units of 100 ns. */
  private static final long GREGORIAN_100NS = 0x01B21DD213814000L;

  private static final List<String> DOMAINS = List.of("Person", "Group", "Org");

  private Uuid() {}

  static RegoValue parse(String text) throws UndefinedException {
    var bytes = bytes(text);
    var version = (bytes[6] & 0xf0) >> 4;
    var found = new TreeMap<RegoValue, RegoValue>();
    found.put(RegoValue.of("version"), RegoValue.of(version));
    found.put(RegoValue.of("variant"), RegoValue.of(variant(bytes[8])));
    if (version == 1 || version == 2) {
      var node = HexFormat.ofDelimiter("-").formatHex(bytes, 10, 16);
      found.put(RegoValue.of("time"), RegoValue.of(timeNs(bytes)));
      found.put(RegoValue.of("nodeid"), RegoValue.of(node));
      found.put(RegoValue.of("macvariables"), RegoValue.of(mac(bytes[10])));
      found.put(
          RegoValue.of("clocksequence"),
          RegoValue.of(((bytes[8] & 0x3f) << 8) | (bytes[9] & 0xff)));
    }
    if (version == 2) {
      var domain = bytes[9] & 0xff;
      found.put(RegoValue.of("id"), RegoValue.of(ByteBuffer.wrap(bytes).getInt() & 0xffffffffL));
      found.put(
          RegoValue.of("domain"),
          RegoValue.of(domain < 3 ? DOMAINS.get(domain) : "Domain" + domain));
    }
    return RegoObject.of(found);
  }

  /** Four forms: plain, with dashes, in braces, as a URN. */
  private static byte[] bytes(String text) throws UndefinedException {
    var core = text;
    if (text.length() == 45 && text.toLowerCase(Locale.ROOT).startsWith("urn:uuid:")) {
      core = text.substring(9);
    } else if (text.length() == 38) {
      // As Go's parser, which does not look whether these two are braces.
      core = text.substring(1, 37);
    }
    if (!DASHED.matcher(core).matches() && !PLAIN.matcher(text).matches()) {
      throw new UndefinedException("invalid UUID");
    }
    return HexFormat.of().parseHex(core.replace("-", ""));
  }

  private static String variant(byte octet) {
    if ((octet & 0xc0) == 0x80) {
      return "RFC4122";
    }
    return (octet & 0xe0) == 0xc0 ? "Microsoft" : (octet & 0xe0) == 0xe0 ? "Future" : "Reserved";
  }

  private static String mac(byte octet) {
    return ((octet & 2) == 0 ? "global" : "local") + ((octet & 1) == 0 ? ":unicast" : ":multicast");
  }

  private static long timeNs(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    var low = buffer.getInt(0) & 0xffffffffL;
    var middle = (long) (buffer.getShort(4) & 0xffff) << 32;
    var high = (long) (buffer.getShort(6) & 0x0fff) << 48;
    var sinceEpoch = (low | middle | high) - GREGORIAN_100NS;
    return sinceEpoch / 10_000_000 * 1_000_000_000 + sinceEpoch % 10_000_000 * 100;
  }
}
