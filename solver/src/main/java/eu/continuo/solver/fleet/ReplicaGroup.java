package eu.continuo.solver.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replicas of one component. They are alike and stand in for one another: what counts is the set of
 * their nodes, and a move is a node that leaves this set. Only the first replica, the leader, is
 * special, for it is the one that {@link Link}s bind.
 *
 * @param demand of each replica
 * @param traffic where its users are, null if it has none
 * @param link to another group, null if it has none
 * @param moveEuro what it costs to stop a running replica and to start it elsewhere
 * @param running the nodes where replicas run now, empty for a new group
 */
public record ReplicaGroup(
    GroupId id,
    int replicas,
    Resources demand,
    EligiblePools eligible,
    Separation separation,
    @Nullable Traffic traffic,
    @Nullable Link link,
    double moveEuro,
    List<NodeRef> running) {

  public ReplicaGroup {
    running = List.copyOf(running);
  }

  /**
   * Users of a group: each of its replicas serves them.
   *
   * @param importance how often a millisecond counts
   * @param maxRoundTripMs no replica runs farther away; may be infinite
   */
  public record Traffic(AreaId area, int importance, double maxRoundTripMs) {}

  /**
   * A call from this group's leader to the leader of another group. Links form chains and trees,
   * never circles.
   *
   * @param importance how often a millisecond counts
   * @param maxRoundTripMs no farther apart; may be infinite
   */
  public record Link(GroupId to, int importance, double maxRoundTripMs) {}
}
