package eu.continuo.policies;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends an evaluation that takes too long. Compiled WebAssembly looks at its thread's interrupt flag
 * in every loop and call, so the limit interrupts the thread, and takes the interrupt back when the
 * evaluation is over.
 */
final class EvaluationLimit {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

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
    var alarm = new Alarm(Thread.currentThread());
    var scheduled = CLOCK.schedule(alarm::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return evaluation.get();
    } catch (RuntimeException e) {
      throw alarm.rang() ? new ExceededException(e) : e;
    } finally {
      scheduled.cancel(false);
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
    private boolean over;
    private boolean rang;

    Alarm(Thread evaluating) {
      this.evaluating = evaluating;
    }

    synchronized void ring() {
      if (!over) {
        rang = true;
        evaluating.interrupt();
      }
    }

    synchronized boolean rang() {
      return rang;
    }

    synchronized void takeBack() {
      over = true;
      if (rang) {
        Thread.interrupted();
      }
    }
  }
}
