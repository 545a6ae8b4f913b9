package eu.continuo.adapters.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subject of a credential as the claim that its type says it makes. Its members have the
 * names of the vocabulary: what is listed stands in {@code listsItem}, its number in {@code
 * itemCount}.
 */
final class ClaimReader {
  private ClaimReader() {}

  static ControlClaim control(Members subject) {
    return new ControlClaim(
        subject.requiredIri("id"),
        subject.iri("subjectToJurisdiction"),
        subject.iris("controlledBy"),
        subject.whole("ownerCount"));
  }

  static SafeguardClaim safeguard(SafeguardClaim.Kind kind, Members subject) {
    String id = subject.requiredIri("id");
    @Nullable Integer count = subject.whole("itemCount");
    return switch (kind) {
      case ASSURANCE ->
          new SafeguardClaim.Certificate(
              id,
              subject.iri("assuranceScheme"),
              subject.text("assuranceLevel"),
              subject.text("outcome"));
      case KEYS ->
          new SafeguardClaim.Keys(
              id, subject.objects("listsItem").stream().map(ClaimReader::key).toList(), count);
      case OPERATOR_ACCESS ->
          new SafeguardClaim.OperatorAccess(
              id,
              subject.iris("accessFrom"),
              count,
              subject.text("accessApproval"),
              subject.whole("maxSessionMinutes"),
              subject.flag("accessRecorded"));
      case SUB_PROCESSORS ->
          new SafeguardClaim.SubProcessors(
              id,
              subject.objects("listsItem").stream()
                  .map(i -> new SafeguardClaim.SubProcessor(i.iri("ofParty"), i.iri("country")))
                  .toList(),
              count);
      case ATTESTED_NODES ->
          new SafeguardClaim.AttestedNodes(
              id, subject.objects("listsItem").stream().map(ClaimReader::node).toList(), count);
    };
  }

  /** How old what was attested of nodes may be is for the requirement to say. */
  static void window(
      Claim claim, @Nullable Instant from, @Nullable Instant until, Members credential) {
    if (claim instanceof SafeguardClaim.AttestedNodes && (from == null || until != null)) {
      String member = from == null ? "validFrom" : "validUntil";
      credential.invalid(
          member,
          credential.object().get(member),
          "What was attested of nodes has validFrom, when it was, and no validUntil.");
    }
  }

  private static SafeguardClaim.Key key(Members item) {
    return new SafeguardClaim.Key(
        item.iri("ofResource"),
        item.iri("country"),
        item.iri("heldBy"),
        item.iris("usableBy"),
        item.whole("userCount"));
  }

  private static SafeguardClaim.AttestedNode node(Members item) {
    return new SafeguardClaim.AttestedNode(
        item.iri("ofResource"), item.text("outcome"), item.text("rootOfTrust"));
  }
}
