package eu.continuo.adapters.peer;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another instance, as the operator named it.
 *
 * @param name what people call it
 * @param url where it answers, such as {@code https://peer.example/}; its catalogue is below
 * @param did the key that it is known by, pinned at the first pull; null before
 */
public record Peer(String name, URI url, @Nullable String did) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int PORT_MAX = 65535;

  /**
   * What is wrong with the address, as {@code peer.address}; empty where it can be used. Only the
   * operator names addresses, so a private network is no reason to refuse one: two instances of one
   * owner often share it.
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    @Nullable String scheme = url.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      findings.add(address("The address of a peer begins with http:// or https://."));
    }
    if (url.getHost() == null) {
      findings.add(address("The address of a peer names a host."));
    }
    if (url.getPort() == 0 || url.getPort() > PORT_MAX) {
      findings.add(address("The port of a peer lies between 1 and " + PORT_MAX + "."));
    }
    if (url.getRawUserInfo() != null) {
      findings.add(address("The address of a peer holds no user name and no password."));
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      findings.add(address("The address of a peer has no query and no fragment."));
    }
    return List.copyOf(findings);
  }

  /** Where the catalogue is. */
  URI catalogue() {
    String base = url.toString();
    return URI.create(base.endsWith("/") ? base + "catalogue" : base + "/catalogue");
  }

  // The host alone, since a password may stand in the rest.
  private Finding address(String message) {
    return new Finding(
        "peer.address",
        Severity.VIOLATION,
        null,
        "url",
        url.getHost(),
        null,
        message,
        "Such as https://peer.example/");
  }
}
