package eu.continuo.policies;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What policies see of the graph: places, sites and the attested facts about sites and parties. All
 * keys and names are IRIs.
 *
 * <p>A fact that is not known is {@code null} or absent; it is for the policy to refuse and to name
 * it. Only facts from verified credentials of trusted issuers belong into {@code attestations},
 * {@code processing} and the {@link Safeguards} of a site.
 *
 * @param places each place, with itself and every place that it lies within
 * @param sites each site
 * @param attestations each party, with what verified credentials say about who controls it
 * @param processing each party, with what verified credentials say about whom it lets process data
 */
public record Continuum(
    Map<String, Set<String>> places,
    Map<String, Site> sites,
    Map<String, List<Attestation>> attestations,
    Map<String, List<Safeguards.Processing>> processing) {

  public Continuum {
    places = copy(places, Set::copyOf);
    sites = Map.copyOf(sites);
    attestations = copy(attestations, List::copyOf);
    processing = copy(processing, List::copyOf);
  }

  /** A continuum of which it is not known who lets whom process data. */
  public Continuum(
      Map<String, Set<String>> places,
      Map<String, Site> sites,
      Map<String, List<Attestation>> attestations) {
    this(places, sites, attestations, Map.of());
  }

  private static <V> Map<String, V> copy(Map<String, V> map, UnaryOperator<V> copyOfValue) {
    return map.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> copyOfValue.apply(entry.getValue())));
  }

  /**
   * A site, as far as it is known.
   *
   * @param country the place that the site lies in
   * @param operator the party that runs the site
   * @param safeguards what verified credentials say of it
   */
  public record Site(@Nullable String country, @Nullable String operator, Safeguards safeguards) {

    /** A site of which no credential says anything. */
    public Site(@Nullable String country, @Nullable String operator) {
      this(country, operator, Safeguards.NONE);
    }
  }

  /**
   * What one verified credential says about who controls a party.
   *
   * @param credential the credential
   * @param jurisdiction the place whose law the party falls under
   * @param controllers the parties that own or control it; empty where nobody does
   * @param ownerCount how many controllers there are, so that a link that was left out is noticed
   * @param validFrom the first moment at which the credential counts, in whole seconds
   * @param validUntil the first moment at which it counts no more, in whole seconds
   */
  public record Attestation(
      String credential,
      @Nullable String jurisdiction,
      Set<String> controllers,
      @Nullable Integer ownerCount,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil) {

    public Attestation {
      requireNonNull(credential, "credential");
      controllers = Set.copyOf(controllers);
    }
  }
}
