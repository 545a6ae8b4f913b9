package eu.continuo.service.notify;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries out of the operator's own network: whatever a name resolves to is looked at each
 * time, and connected to as it was looked at, so that a name cannot mean another address later.
 */
final class AddressGuard implements DnsResolver {
  private final boolean loopback;

  /**
   * A guard.
   *
   * @param loopback whether this machine itself may be called, in clear text too
   */
  AddressGuard(boolean loopback) {
    this.loopback = loopback;
  }

  /** What is wrong with an address of a receiver, without asking the net; empty if nothing is. */
  Optional<String> objection(URI sink) {
    @Nullable String scheme = sink.getScheme();
    @Nullable String host = sink.getHost();
    if (host == null || scheme == null || sink.getRawUserInfo() != null || sink.isOpaque()) {
      return Optional.of("It is no absolute address with a host, or it holds a password.");
    }
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    boolean here = host.equalsIgnoreCase("localhost");
    try {
      if (literal || here) {
        for (InetAddress address : resolve(host.replaceAll("[\\[\\]]", ""))) {
          here |= address.isLoopbackAddress();
        }
      }
    } catch (UnknownHostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.empty();
      case "http" ->
          here ? Optional.empty() : Optional.of("Only https is delivered to other machines.");
      default -> Optional.of("Only https is delivered to.");
    };
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress address : addresses) {
      if (!allowed(address)) {
        throw new UnknownHostException(
            host + " is at " + address.getHostAddress() + ", which is not delivered to.");
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private boolean allowed(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }
    return !(address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || reserved(address));
  }

  /** Ranges of IANA's special-purpose registries that the platform has no word for. */
  private static boolean reserved(InetAddress address) {
    byte[] b = address.getAddress();
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    return switch (address) {
      case Inet4Address four ->
          first == 0
              || first >= 240
              || (first == 100 && second >= 64 && second < 128)
              || (first == 192 && second == 0)
              || (first == 198 && (second == 18 || second == 19));
      // Unique local, and ranges that carry an address of version 4, which would be another.
      case Inet6Address six ->
          (first & 0xfe) == 0xfc
              || (first == 0x20 && second == 0x02)
              || (first == 0x00 && (second == 0x64 || second == 0x00))
              || (first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0);
      default -> true;
    };
  }
}
