package eu.continuo.policies.odrl;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A policy of ODRL 2.2 with everything that it inherits, in which each rule says all that counts
 * for it.
 *
 * @param uid its IRI
 * @param permissions what it allows
 * @param prohibitions what it forbids; their {@link Rule#duties} are remedies
 * @param obligations what the parties have to do in any case
 * @see <a href="https://www.w3.org/TR/odrl-model/">ODRL Information Model 2.2</a>
 */
public record OdrlPolicy(
    String uid,
    Type type,
    Conflict conflict,
    List<Rule> permissions,
    List<Rule> prohibitions,
    List<Duty> obligations) {

  public OdrlPolicy {
    permissions = List.copyOf(permissions);
    prohibitions = List.copyOf(prohibitions);
    obligations = List.copyOf(obligations);
  }

  /** What the policy is (section 2.1). An offer says what would be allowed once it is agreed. */
  public enum Type {
    SET,
    OFFER,
    AGREEMENT
  }

  /** What counts where rules conflict (section 2.10). */
  public enum Conflict {
    /** The permission. */
    PERM,
    /** The prohibition. */
    PROHIBIT,
    /** Neither: the policy is void there. */
    INVALID
  }

  /**
   * A permission or a prohibition (sections 2.6.2, 2.6.3). It is about each of its actions, targets
   * and assignees; where it has no assignee, about everybody.
   *
   * @param duties what has to be done before a permission counts, or after a prohibition was
   *     infringed
   */
  public record Rule(
      String id,
      List<RefinedAction> actions,
      List<Subject> targets,
      List<Subject> assignees,
      List<Condition> constraints,
      List<Duty> duties) {
    public Rule {
      actions = List.copyOf(actions);
      targets = List.copyOf(targets);
      assignees = List.copyOf(assignees);
      constraints = List.copyOf(constraints);
      duties = List.copyOf(duties);
    }
  }

  /**
   * Something that has to be done (section 2.6.4).
   *
   * @param constraints when it has to be
   * @param consequences what has to be done where it was not
   */
  public record Duty(
      String id,
      List<RefinedAction> actions,
      List<Subject> assignees,
      List<Condition> constraints,
      List<Duty> consequences) {
    public Duty {
      actions = List.copyOf(actions);
      assignees = List.copyOf(assignees);
      constraints = List.copyOf(constraints);
      consequences = List.copyOf(consequences);
    }
  }

  /**
   * An action.
   *
   * @param action its name in the profile
   */
  public record RefinedAction(String action, List<Condition> refinements) {
    public RefinedAction {
      refinements = List.copyOf(refinements);
    }
  }

  /**
   * An asset or a party, or a collection of them, of which each member is meant that meets the
   * refinements.
   */
  public record Subject(String iri, List<Condition> refinements) {
    public Subject {
      refinements = List.copyOf(refinements);
    }
  }

  /** A constraint or a refinement (section 2.5). */
  public sealed interface Condition {
    /** Its IRI. */
    String id();
  }

  /**
   * An operand compared with values.
   *
   * @param operand its name in the profile
   * @param operator its name in ODRL
   * @param unit the IRI of the unit of the values, where they have one
   */
  public record Comparison(
      String id,
      String operand,
      Kind kind,
      String operator,
      List<Value> right,
      Optional<String> unit)
      implements Condition {
    public Comparison {
      right = List.copyOf(right);
    }
  }

  /** Several comparisons joined (section 2.5.3). */
  public record Joined(String id, Join join, List<Comparison> members) implements Condition {
    public Joined {
      members = List.copyOf(members);
    }
  }

  /** How comparisons are joined. */
  public enum Join {
    AND,
    OR,
    /** Exactly one. */
    XONE
  }

  /** What an operand is compared as. */
  public enum Kind {
    INSTANT,
    NUMBER,
    NAME,
    PLACE,
    FLAG
  }

  /** A value of an operand. */
  public sealed interface Value {
    /** A name, an IRI, a place. */
    record Text(String text) implements Value {}

    /** A number; of an instant the seconds since 1970. */
    record Figure(BigDecimal number) implements Value {}

    /** Yes or no. */
    record Flag(boolean flag) implements Value {}
  }
}
