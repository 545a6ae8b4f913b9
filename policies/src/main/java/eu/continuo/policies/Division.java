package eu.continuo.policies;

import eu.continuo.policies.DecisionRequest.Component;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which policy is asked about which requirements, so that every requirement has a judge and none is
 * refused by a policy that was not made for its kind.
 *
 * <p>A kind in {@link #KINDS} goes to the policy of that name alone, where it is in force. Every
 * other requirement goes to the policies that are not named after a kind; of these {@code
 * sovereignty} refuses what it does not know, so that a kind whose policy is not in force is
 * refused. Where there are none, it goes to everyone.
 *
 * @param own the kinds whose policies are in force
 * @param allOwn whether no other policy is in force
 */
record Division(Set<String> own, boolean allOwn) {
  /** The kinds that have a policy of their own, which has their name. */
  private static final Set<String> KINDS =
      Set.of("assurance", "attested-nodes", "keys", "operator-access", "sub-processors");

  /** Divides among policies of these names. */
  static Division among(List<String> policies) {
    var kinds = policies.stream().map(Division::kind).toList();
    return new Division(
        kinds.stream().filter(KINDS::contains).collect(Collectors.toUnmodifiableSet()),
        KINDS.containsAll(kinds));
  }

  /** Components with the requirements that this policy, which is among them, is asked about. */
  List<Component> share(String policy, List<Component> components) {
    return own.isEmpty()
        ? components
        : components.stream().map(component -> share(policy, component)).toList();
  }

  private Component share(String policy, Component component) {
    return new Component(
        component.iri(),
        component.requirements().stream().filter(r -> judges(kind(policy), r.kind())).toList());
  }

  private boolean judges(String policy, String kind) {
    return own.contains(kind) ? policy.equals(kind) : allOwn || !own.contains(policy);
  }

  /** The name of a package cannot have a hyphen. */
  private static String kind(String policy) {
    return policy.replace('_', '-');
  }
}
