package eu.continuo.solver.reassign;

/** What a plan costs, by name; the names are those of the challenge. */
public enum ReassignmentTerm {
  /** Load above the safety capacities. */
  LOAD,
  /** Free capacity of one resource that lacks its share of another. */
  BALANCE,
  /** Processes that move. */
  PROCESS_MOVE,
  /** The processes of the service that moves most. */
  SERVICE_MOVE,
  /** Distances between old and new machines. */
  MACHINE_MOVE
}
