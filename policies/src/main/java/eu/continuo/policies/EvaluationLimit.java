package eu.continuo.policies;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation that computes for too long. It is the time of the processor that counts, for
 * on a machine with much else to do an evaluation that is sound must not end as one that has no
 * end; where that is not known, and after several times the limit in any case, it is the time on
 * the wall. Compiled WebAssembly looks at its thread's interrupt flag in every loop and call, so
 * the limit interrupts the thread, and takes the interrupt back when the evaluation is over.
 */
final class EvaluationLimit {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** So many times the limit may pass on the wall. */
  private static final int WAITS = 30;

  private static final long AGAIN_NS_MIN = 10_000_000;

  private final Duration limit;

  EvaluationLimit(Duration limit) {
    this.limit = limit;
  }

  Duration duration() {
    return limit;
  }

  /**
   * @throws ExceededException when the evaluation was ended
   */
  <T> T apply(Supplier<T> evaluation) {
    var alarm = new Alarm(Thread.currentThread(), limit.toNanos());
    alarm.set(limit.toNanos());
    try {
      return evaluation.get();
    } catch (RuntimeException e) {
      throw alarm.rang() ? new ExceededException(e) : e;
    } finally {
      alarm.takeBack();
    }
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("policy-evaluation-limit").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** The evaluation took longer than the limit. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExceededException(RuntimeException cause) {
      super(cause);
    }
  }

  /** Synchronised so that an interrupt never reaches the thread after its evaluation is over. */
  private static final class Alarm {
    private final Thread evaluating;
    private final long limitNs;
    private final long beganNs = System.nanoTime();
    private final long cpuBeganNs;
    private @Nullable ScheduledFuture<?> scheduled;
    private boolean over;
    private boolean rang;

    Alarm(Thread evaluating, long limitNs) {
      this.evaluating = evaluating;
      this.limitNs = limitNs;
      this.cpuBeganNs = cpuNs(evaluating);
    }

    synchronized void set(long delayNs) {
      if (!over) {
        scheduled = CLOCK.schedule(this::ring, delayNs, TimeUnit.NANOSECONDS);
      }
    }

    synchronized void ring() {
      if (over) {
        return;
      }
      var leftNs = leftNs();
      if (leftNs > 0) {
        set(Math.max(leftNs, AGAIN_NS_MIN));
      } else {
        rang = true;
        evaluating.interrupt();
      }
    }

    /** What it may still compute. */
    private long leftNs() {
      var cpuNowNs = cpuNs(evaluating);
      var waited = System.nanoTime() - beganNs >= WAITS * limitNs;
      return cpuBeganNs < 0 || cpuNowNs < 0 || waited ? 0 : limitNs - (cpuNowNs - cpuBeganNs);
    }

    synchronized boolean rang() {
      return rang;
    }

    synchronized void takeBack() {
      over = true;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
      if (rang) {
        Thread.interrupted();
      }
    }
  }

  /**
   * What a thread has computed; negative where the machine does not tell, as of virtual threads.
   */
  private static long cpuNs(Thread thread) {
    return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.threadId()) : -1;
  }
}
