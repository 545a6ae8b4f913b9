package eu.continuo.service.desired;

import java.util.List;

/**
 * A site, and what is to run there.
 *
 * @param site its IRI
 * @param name the last part of that, by which clusters and files call it
 */
record Target(String site, String name, List<Deployed> components) {
  Target {
    components = List.copyOf(components);
  }

  /**
   * A component at a site.
   *
   * @param component its IRI
   * @param name a name as of DNS (RFC 1123) made from its last two parts
   * @param vcpuMillicores thousandths of a virtual CPU that it asks for
   * @param memoryMiB memory that it asks for, in MiB
   * @param gpus whole GPUs that it asks for
   */
  record Deployed(String component, String name, long vcpuMillicores, long memoryMiB, int gpus) {}
}
