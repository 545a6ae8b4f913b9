package eu.continuo.adapters.trust;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ControlCredential says about a party: whose law binds it, and who controls it.
 *
 * @param party the IRI of the party
 * @param jurisdiction the IRI of the place whose law binds it, or null
 * @param controlledBy the IRIs of the parties that control it, as far as they are named
 * @param ownerCount how many parties control it, named or not; null where nothing is said
 */
public record ControlClaim(
    String party,
    @Nullable String jurisdiction,
    Set<String> controlledBy,
    @Nullable Integer ownerCount)
    implements Claim {
  /** The type of a credential that makes such a claim. */
  public static final String CREDENTIAL_TYPE = "ControlCredential";

  public ControlClaim {
    controlledBy = Set.copyOf(controlledBy);
  }

  @Override
  public String subject() {
    return party;
  }

  @Override
  public String credentialType() {
    return CREDENTIAL_TYPE;
  }
}
