package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.rego.RegoValue;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

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
  JsonNode evaluate(int entrypoint, byte[] inputJson, Instant now) {
    return Json.read(with(instance -> instance.evaluate(entrypoint, inputJson, now)));
  }

  /** As {@link #evaluate(int, byte[], Instant)}, but gives the value itself. */
  RegoValue evaluateValue(int entrypoint, byte[] input, Instant now) {
    return with(instance -> instance.evaluateValue(entrypoint, input, now));
  }

  /** As {@link #evaluate(int, byte[], Instant)}, but reads the result where it lies. */
  <T> T evaluate(
      int entrypoint, byte[] inputJson, Instant now, OpaInstance.ResultReader<T> reader) {
    return with(instance -> instance.evaluate(entrypoint, inputJson, now, reader));
  }

  private <T> T with(Function<OpaInstance, T> evaluation) {
    var taken = idle.poll();
    var instance = taken == null ? another() : taken;
    var result = evaluation.apply(instance);
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
