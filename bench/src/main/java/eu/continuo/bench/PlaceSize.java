package eu.continuo.bench;

/**
 * How large a generated fleet is.
 *
 * @param workloads replicas to be placed
 * @param nodes nodes to place them on
 * @param load share of the scarcer of CPU and memory that all replicas together demand, 0 to 1
 */
record PlaceSize(int workloads, int nodes, double load) {}
