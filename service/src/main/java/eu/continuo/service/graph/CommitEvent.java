package eu.continuo.service.graph;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What one change cost, stage by stage, for JDK Flight Recorder: an operator records it on a
 * running service, a benchmark in its own process. It costs nothing while nobody records.
 */
@Name(CommitEvent.NAME)
@Label("Commit")
@Category("Continuo")
@Description("One change on its way to a commit; CPU time of the writing thread by stage.")
@StackTrace(false)
final class CommitEvent extends Event {
  /** How a recording names it. */
  static final String NAME = "eu.continuo.Commit";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Label("Added and removed quads")
  @DataAmount
  long quads;

  @Label("Applying the change")
  @Timespan
  long applyCpu;

  @Label("Who may write what")
  @Timespan
  long policyCpu;

  @Label("Judging by shapes")
  @Timespan
  long gateCpu;

  @Label("Concluding by rules")
  @Timespan
  long rulesCpu;

  private final boolean recorded = isEnabled();
  private long last = cpuNanos();

  /** The CPU time since the last call, or since it began, in nanoseconds. */
  long lap() {
    long now = cpuNanos();
    long lap = now - last;
    last = now;
    return lap;
  }

  private long cpuNanos() {
    return recorded ? THREADS.getCurrentThreadCpuTime() : 0;
  }
}
