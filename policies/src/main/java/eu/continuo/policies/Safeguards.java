package eu.continuo.policies;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What verified credentials say of one site, besides who controls its operator: certificates, keys,
 * who can reach in, and what was attested of its nodes. A policy judges it by the requirements of
 * one kind. All names are IRIs.
 *
 * <p>A list comes with its length, so that whatever was left out is noticed; a fact that is not
 * known is {@code null}.
 *
 * @param certificates those that cover the site
 * @param keys where the keys to its data lie
 * @param access which people of the operator can reach in
 * @param nodes what was attested of each node
 * @param nodeCount how many nodes the site has; null where nobody says it
 */
public record Safeguards(
    List<Certificate> certificates,
    List<Keys> keys,
    List<Access> access,
    List<Node> nodes,
    @Nullable Integer nodeCount) {

  /** No credential says anything. */
  public static final Safeguards NONE =
      new Safeguards(List.of(), List.of(), List.of(), List.of(), null);

  public Safeguards {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
    access = List.copyOf(access);
    nodes = List.copyOf(nodes);
  }

  /**
   * When what a credential says holds.
   *
   * @param from the first moment at which it holds, in whole seconds; null where it is not said
   * @param until the first moment at which it holds no more, in whole seconds; null likewise
   */
  public record Validity(@Nullable Instant from, @Nullable Instant until) {}

  /**
   * A certificate under a scheme of assurance.
   *
   * @param scheme the scheme
   * @param level the scheme's own word for how much it assures
   * @param issuer the DID that signed
   * @param status the issuer's word for whether it stands, {@code valid} where it does
   */
  public record Certificate(
      @Nullable String scheme,
      @Nullable String level,
      String issuer,
      @Nullable String status,
      Validity validity) {
    public Certificate {
      requireNonNull(issuer, "issuer");
      requireNonNull(validity, "validity");
    }
  }

  /**
   * One statement of all keys to the data of a site.
   *
   * @param keyCount how many keys there are
   */
  public record Keys(List<Key> keys, @Nullable Integer keyCount, Validity validity) {
    public Keys {
      keys = List.copyOf(keys);
      requireNonNull(validity, "validity");
    }
  }

  /**
   * A key.
   *
   * @param country the place that it lies in
   * @param holder the party that keeps it
   * @param users the parties that may have data decrypted with it
   * @param userCount how many users there are
   */
  public record Key(
      @Nullable String key,
      @Nullable String country,
      @Nullable String holder,
      Set<String> users,
      @Nullable Integer userCount) {
    public Key {
      users = Set.copyOf(users);
    }
  }

  /**
   * One statement of who can reach into a site.
   *
   * @param origins the places from which it can be reached; none where nobody can
   * @param originCount how many origins there are
   * @param approval who approves, such as {@code customer}
   * @param sessionMinutes how long one access lasts at most
   * @param recordKept whether the customer gets a record of each access
   */
  public record Access(
      Set<String> origins,
      @Nullable Integer originCount,
      @Nullable String approval,
      @Nullable Integer sessionMinutes,
      @Nullable Boolean recordKept,
      Validity validity) {
    public Access {
      origins = Set.copyOf(origins);
      requireNonNull(validity, "validity");
    }
  }

  /**
   * A node, with what was attested of it.
   *
   * @param node null where a result is of a node without a name
   */
  public record Node(@Nullable String node, List<Result> results) {
    public Node {
      results = List.copyOf(results);
    }
  }

  /**
   * What one verifier attested of a node (RFC 9334).
   *
   * @param verifier the DID that signed
   * @param result such as {@code affirming}
   * @param rootOfTrust such as {@code tpm-2.0}
   * @param attestedAt in whole seconds
   */
  public record Result(
      String verifier,
      @Nullable String result,
      @Nullable String rootOfTrust,
      @Nullable Instant attestedAt) {
    public Result {
      requireNonNull(verifier, "verifier");
    }
  }

  /**
   * One statement of all whom a party lets process data.
   *
   * @param subProcessorCount how many there are
   */
  public record Processing(
      List<SubProcessor> subProcessors, @Nullable Integer subProcessorCount, Validity validity) {
    public Processing {
      subProcessors = List.copyOf(subProcessors);
      requireNonNull(validity, "validity");
    }
  }

  /**
   * A party that processes for another.
   *
   * @param country the place where it processes
   */
  public record SubProcessor(@Nullable String party, @Nullable String country) {}
}
