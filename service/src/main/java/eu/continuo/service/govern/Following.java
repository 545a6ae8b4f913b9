package eu.continuo.service.govern;

import eu.continuo.adapters.bundles.BundleSource.Fetched;
import eu.continuo.policies.RegoTool;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for new bundles at the sources that the operator named, and does with each what the
 * operator said: nothing more than a command would, and nothing less is checked. Where anything is
 * wrong, what was in force stays in force, and the state of the source says what it is.
 */
public final class Following implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final Duration PULSE = Duration.ofSeconds(1);

  private final Governing governing;
  private final RegoTool tool;
  private final Clock clock;
  private @Nullable Thread thread;

  /**
   * Follows the sources of this book.
   *
   * @param tool tries what is to be activated
   */
  public Following(Governing governing, RegoTool tool, Clock clock) {
    this.governing = governing;
    this.tool = tool;
    this.clock = clock;
  }

  /** Goes on until it is closed. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("policy-sources").start(this::goOn);
    }
  }

  private void goOn() {
    try {
      while (true) {
        try {
          round(false);
        } catch (IOException | RuntimeException e) {
          LOG.error("The sources of policies cannot be followed: {}", e.getMessage());
        }
        Thread.sleep(PULSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Looks once at every source, all at the same time, so that a slow one keeps no other waiting.
   *
   * @param all also at those whose time has not come
   * @return how each is
   */
  public SortedMap<String, Followed> round(boolean all) throws IOException, InterruptedException {
    Instant now = clock.instant();
    SortedMap<String, Source> sources = governing.sources();
    SortedMap<String, Followed> before = governing.followed();
    SortedMap<String, Followed> after = new TreeMap<>();
    Map<String, Future<Followed>> looking = new TreeMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      sources.forEach(
          (name, source) -> {
            Followed known = before.getOrDefault(name, Followed.NEVER);
            if (all || known.isDue(source, now)) {
              looking.put(name, each.submit(() -> look(name, source, known, now)));
            } else {
              after.put(name, known);
            }
          });
    }
    looking.forEach((name, look) -> after.put(name, look.resultNow()));
    if (!after.equals(before)) {
      governing.followed(after);
    }
    return after;
  }

  private Followed look(String name, Source source, Followed known, Instant now) {
    Followed next;
    try {
      next =
          switch (source.fetch(known.tag())) {
            case Fetched.Unchanged unchanged -> known.same(now);
            case Fetched.Failed(List<Finding> findings) -> known.failed(findings, now);
            case Fetched.Changed(String tag, SortedMap<String, byte[]> bundles) ->
                take(source, tag, bundles, known, now);
          };
    } catch (IOException | RuntimeException e) {
      LOG.error("The source {}", name, e);
      next =
          known.failed(
              List.of(Finding.violation("source.broken", "It cannot be followed.", null)), now);
    }
    if (next.failures() == 1) {
      LOG.warn("The source {}: {}", name, next.wrong());
    } else if (next.changedAt() != null && !next.changedAt().equals(known.changedAt())) {
      LOG.info("The source {}: {}", name, next.said());
    }
    return next;
  }

  private Followed take(
      Source source, String tag, SortedMap<String, byte[]> bundles, Followed known, Instant now)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<String> did = new ArrayList<>();
    for (byte[] packed : bundles.values()) {
      switch (governing.follow(packed, source.level(), source.aim(), tool, now)) {
        case Governed.Refused(List<Finding> wrong) -> findings.addAll(wrong);
        case Governed.Waiting(int approvals, int needed) ->
            did.add("%d of %d approvals".formatted(approvals, needed));
        case Governed.Done(String what) -> did.add(what);
      }
    }
    return findings.isEmpty() ? known.taken(tag, did, now) : known.failed(findings, now);
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
