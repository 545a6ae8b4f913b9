package eu.continuo.adapters.trust;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a credential says about how a site, or a party, is safeguarded. A list comes with the number
 * of what there is, named or not, so that a part that was left out is noticed. Names are IRIs; what
 * is not said is null.
 */
public sealed interface SafeguardClaim extends Claim {
  /** What it is about. */
  Kind kind();

  /** The site; the party where it is about sub-processors. */
  @Override
  String subject();

  @Override
  default String credentialType() {
    return kind().credentialType();
  }

  /** What a claim is about; each answers requirements of the kind with the same word. */
  enum Kind {
    /** A certificate that covers a site. */
    ASSURANCE("assurance", "AssuranceCredential"),
    /** All keys to the data of a site. */
    KEYS("keys", "KeysCredential"),
    /** Which people of the operator can reach into a site. */
    OPERATOR_ACCESS("operator-access", "OperatorAccessCredential"),
    /** All whom a party lets process data. */
    SUB_PROCESSORS("sub-processors", "SubProcessorsCredential"),
    /** What was attested of the nodes of a site, at the instant from which it is valid. */
    ATTESTED_NODES("attested-nodes", "AttestedNodesCredential");

    private final String word;
    private final String credentialType;

    Kind(String word, String credentialType) {
      this.word = word;
      this.credentialType = credentialType;
    }

    /** The kind of requirement that it answers. */
    public String word() {
      return word;
    }

    /** The type of a credential that makes such a claim. */
    public String credentialType() {
      return credentialType;
    }

    static Optional<Kind> ofCredential(String type) {
      return Arrays.stream(values()).filter(kind -> kind.credentialType.equals(type)).findFirst();
    }
  }

  /**
   * A certificate that covers a site.
   *
   * @param outcome its status, {@code valid} where it stands
   */
  record Certificate(
      String subject, @Nullable String scheme, @Nullable String level, @Nullable String outcome)
      implements SafeguardClaim {
    @Override
    public Kind kind() {
      return Kind.ASSURANCE;
    }
  }

  /** All keys to the data of a site. */
  record Keys(String subject, List<Key> keys, @Nullable Integer keyCount)
      implements SafeguardClaim {
    public Keys {
      keys = List.copyOf(keys);
    }

    @Override
    public Kind kind() {
      return Kind.KEYS;
    }
  }

  /**
   * A key.
   *
   * @param country the place where it lies
   * @param heldBy who keeps it
   * @param usableBy who may have data decrypted with it
   */
  record Key(
      @Nullable String key,
      @Nullable String country,
      @Nullable String heldBy,
      Set<String> usableBy,
      @Nullable Integer userCount) {
    public Key {
      usableBy = Set.copyOf(usableBy);
    }
  }

  /**
   * Which people of the operator can reach into a site.
   *
   * @param origins the places from which they can
   * @param approval who approves
   * @param maxSessionMinutes how long one access may last
   * @param recorded whether the customer gets a record of each access
   */
  record OperatorAccess(
      String subject,
      Set<String> origins,
      @Nullable Integer originCount,
      @Nullable String approval,
      @Nullable Integer maxSessionMinutes,
      @Nullable Boolean recorded)
      implements SafeguardClaim {
    public OperatorAccess {
      origins = Set.copyOf(origins);
    }

    @Override
    public Kind kind() {
      return Kind.OPERATOR_ACCESS;
    }
  }

  /** All whom a party lets process data. */
  record SubProcessors(
      String subject, List<SubProcessor> subProcessors, @Nullable Integer subProcessorCount)
      implements SafeguardClaim {
    public SubProcessors {
      subProcessors = List.copyOf(subProcessors);
    }

    @Override
    public Kind kind() {
      return Kind.SUB_PROCESSORS;
    }
  }

  /**
   * A party that processes for another.
   *
   * @param country the place where it does
   */
  record SubProcessor(@Nullable String party, @Nullable String country) {}

  /** What was attested of all nodes of a site. */
  record AttestedNodes(String subject, List<AttestedNode> nodes, @Nullable Integer nodeCount)
      implements SafeguardClaim {
    public AttestedNodes {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Kind kind() {
      return Kind.ATTESTED_NODES;
    }
  }

  /**
   * What was attested of a node.
   *
   * @param outcome what was found, {@code affirming} where it is sound
   * @param rootOfTrust what that rests on, such as {@code tpm-2.0}
   */
  record AttestedNode(
      @Nullable String node, @Nullable String outcome, @Nullable String rootOfTrust) {}
}
