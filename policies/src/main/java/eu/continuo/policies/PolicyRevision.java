package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A policy with one revision of data loaded: a snapshot, and idle instances that started from it.
 */
final class PolicyRevision {
  private final OpaModule module;
  private final OpaInstance.Snapshot snapshot;
  private final BlockingQueue<OpaInstance> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  PolicyRevision(OpaModule module, PolicyData data) {
    this.module = module;
    var first = module.instance();
    this.snapshot = first.load(data.json());
    idle.add(first);
  }

  /**
   * Safe from any thread: each evaluation has an instance for itself, which is dropped when the
   * evaluation fails.
   */
  JsonNode evaluate(int entrypoint, byte[] inputJson) {
    var taken = idle.poll();
    var instance = taken == null ? another() : taken;
    var result = instance.evaluate(entrypoint, inputJson);
    // Not taken when enough are idle; then this one is garbage.
    var _ = idle.offer(instance);
    return result;
  }

  private OpaInstance another() {
    var instance = module.instance();
    instance.restore(snapshot);
    return instance;
  }
}
