package eu.continuo.policies;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a requirement asks for besides places, by its kind. What is not said is {@code null} or
 * empty, and the policy refuses it by name.
 */
public sealed interface RequirementTerms {

  /** Nothing: places say it all, or the kind is not known. */
  record PlacesAlone() implements RequirementTerms {}

  /**
   * A certificate ({@code assurance}).
   *
   * @param scheme the scheme
   * @param levels the levels that are enough
   * @param issuers the DIDs of the issuers that are believed
   */
  record Certificate(@Nullable String scheme, List<String> levels, List<String> issuers)
      implements RequirementTerms {
    public Certificate {
      levels = List.copyOf(levels);
      issuers = List.copyOf(issuers);
    }
  }

  /**
   * Who may hold and use keys ({@code keys}).
   *
   * @param holders the parties
   */
  record KeyHolders(List<String> holders) implements RequirementTerms {
    public KeyHolders {
      holders = List.copyOf(holders);
    }
  }

  /**
   * How people of the operator may reach in ({@code operator-access}).
   *
   * @param approvals the approvals that are enough
   * @param maxSessionMinutes how long one access may last
   */
  record Access(List<String> approvals, @Nullable Integer maxSessionMinutes)
      implements RequirementTerms {
    public Access {
      approvals = List.copyOf(approvals);
    }
  }

  /**
   * Who may process data for the operator ({@code sub-processors}).
   *
   * @param authorisation {@code general} or {@code specific}
   * @param approved the parties that are approved by name
   */
  record SubProcessors(@Nullable String authorisation, List<String> approved)
      implements RequirementTerms {
    public SubProcessors {
      approved = List.copyOf(approved);
    }
  }

  /**
   * What must have been attested of every node ({@code attested-nodes}).
   *
   * @param verifiers the DIDs of the verifiers that are believed
   * @param rootsOfTrust the roots of trust that are accepted
   * @param maxAgeMinutes how old a result may be
   */
  record AttestedNodes(
      List<String> verifiers, List<String> rootsOfTrust, @Nullable Integer maxAgeMinutes)
      implements RequirementTerms {
    public AttestedNodes {
      verifiers = List.copyOf(verifiers);
      rootsOfTrust = List.copyOf(rootsOfTrust);
    }
  }
}
