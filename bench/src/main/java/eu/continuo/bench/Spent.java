package eu.continuo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What some work took.
 *
 * @param result what it gave
 * @param elapsedMs by the clock on the wall
 * @param cpuMs of all threads of the process: the collector and the compiler of the JVM count, for
 *     whoever pays for the machine pays for them
 */
record Spent<T>(T result, double elapsedMs, double cpuMs) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Does the work once and measures it. */
  static <T> Spent<T> on(Callable<T> work) throws Exception {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    T result = work.call();
    long end = System.nanoTime();
    return new Spent<>(result, ms(end - start), ms(SYSTEM.getProcessCpuTime() - cpu));
  }

  /** The CPU time of all threads of the process until now. */
  static double processCpuMs() {
    return ms(SYSTEM.getProcessCpuTime());
  }

  /** To a tenth: more places would be noise. */
  private static double ms(long ns) {
    return Math.round(ns / 100_000.0) / 10.0;
  }
}
