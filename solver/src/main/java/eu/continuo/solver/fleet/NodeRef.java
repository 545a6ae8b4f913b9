package eu.continuo.solver.fleet;

/**
 * One node of a pool.
 *
 * @param number which of the pool's nodes, from 0
 */
public record NodeRef(PoolId pool, int number) {

  @Override
  public String toString() {
    return pool + "#" + number;
  }
}
