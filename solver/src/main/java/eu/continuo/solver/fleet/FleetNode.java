package eu.continuo.solver.fleet;

/** A node as the engine sees it. */
record FleetNode(int number, int pool, int site, int domain) {}
