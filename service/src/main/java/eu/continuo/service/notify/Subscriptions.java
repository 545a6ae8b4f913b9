package eu.continuo.service.notify;

import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told of commits by webhook. Each subscriber gets every event that its view shows, in order
 * and at least once; one that takes none for a while is told nothing more, and the reason is kept.
 */
public final class Subscriptions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration END_MAX = Duration.ofSeconds(3);
  private static final int BATCH = 100;
  private static final int MOST = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Notices notices;
  private final String source;
  private final Function<CloudEvent, String> json;
  private final Webhooks webhooks;
  private final AddressGuard guard;
  private final Delivery delivery;
  private final SubscriptionBook book;
  private final Map<String, SubscriptionBook.Entry> entries;
  private final Map<String, Thread> senders = new ConcurrentHashMap<>();
  // Nobody is interrupted: who reads a file meanwhile would close it for everyone.
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Takes up what is in the book.
   *
   * @param source the base of the continuum
   * @param json writes an event
   * @param clock for the time of a delivery
   */
  public Subscriptions(
      Notices notices,
      String source,
      Function<CloudEvent, String> json,
      Webhooks webhooks,
      Clock clock) {
    this.notices = notices;
    this.source = source;
    this.json = json;
    this.webhooks = webhooks;
    this.guard = new AddressGuard(webhooks.loopback());
    this.delivery = new Delivery(guard, clock);
    this.book = new SubscriptionBook(webhooks.file());
    this.entries = book.read();
    List.copyOf(entries.values()).forEach(this::start);
  }

  /** What became of a wish to be told. */
  public sealed interface Answer {
    /**
     * It is told from now on.
     *
     * @param secret what its deliveries are signed with; it is not told again
     */
    record Subscribed(Subscription subscription, String secret) implements Answer {
      @Override
      public String toString() {
        return subscription.toString();
      }
    }

    /** It is not: why. */
    record Refused(List<Finding> findings) implements Answer {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Somebody is to be told.
   *
   * @param sink where
   * @param view whose view it is to show
   * @param from the number of the first commit; null for the next one
   */
  public synchronized Answer subscribe(URI sink, Principal view, @Nullable Long from) {
    Optional<String> objection = guard.objection(sink);
    if (objection.isPresent()) {
      return refused(
          "subscription.address",
          "<" + sink + "> is not delivered to. " + objection.get(),
          "Name an https address of a public network.");
    }
    if (entries.size() >= MOST) {
      return refused(
          "subscription.too-many",
          "There are " + MOST + " subscriptions already.",
          "Delete one that is not needed.");
    }
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    SubscriptionBook.Entry entry =
        new SubscriptionBook.Entry(
            new Subscription(
                HexFormat.of().formatHex(random),
                sink,
                view,
                from == null ? notices.next() : Math.max(1, from),
                null),
            Signature.secret());
    entries.put(entry.subscription().id(), entry);
    book.write(entries.values());
    start(entry);
    return new Answer.Subscribed(entry.subscription(), entry.secret());
  }

  /** Who is told, and who no longer. */
  public synchronized List<Subscription> list() {
    return entries.values().stream().map(SubscriptionBook.Entry::subscription).toList();
  }

  /** Somebody is to be told no longer; says whether there was one of this name. */
  public synchronized boolean delete(String id) {
    boolean was = entries.remove(id) != null;
    if (was) {
      book.write(entries.values());
      senders.remove(id);
    }
    return was;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      for (Thread sender : senders.values()) {
        sender.join(END_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delivery.close();
  }

  private void start(SubscriptionBook.Entry entry) {
    if (entry.subscription().disabled() == null) {
      String id = entry.subscription().id();
      senders.put(id, Thread.ofVirtual().name("subscription " + id).start(() -> run(id)));
    }
  }

  private void run(String id) {
    try {
      for (var entry = served(id); entry.isPresent(); entry = served(id)) {
        Subscription known = entry.get().subscription();
        Notices.Batch batch = notices.read(known.next(), known.view(), PATIENCE, BATCH);
        boolean told = true;
        for (int i = 0; told && i < batch.notices().size(); i++) {
          told = told(known, entry.get().secret(), CloudEvent.of(batch.notices().get(i), source));
        }
        if (told) {
          update(id, s -> s.at(batch.next()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.error("Subscription {} is not served any more until the next start.", id, e);
      }
    }
  }

  /** Tries until the receiver takes an event; says whether it did. */
  private boolean told(Subscription to, String secret, CloudEvent event)
      throws InterruptedException {
    String body = json.apply(event);
    String message = "commit-" + event.id() + "-" + to.id();
    String reason = "";
    Duration pause = webhooks.firstPause();
    for (int tried = 0; tried < webhooks.tries() && served(to.id()).isPresent(); tried++) {
      if (tried > 0) {
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
        pause = pause.multipliedBy(2);
      }
      Optional<String> failed = delivery.send(to.sink(), secret, message, body);
      if (failed.isEmpty()) {
        update(to.id(), s -> s.at(event.data().commit() + 1));
        return true;
      }
      reason = failed.get();
    }
    if (closed.getCount() > 0) {
      String last = "Tried " + webhooks.tries() + " times in vain. " + reason;
      update(to.id(), s -> s.disabled(last));
    }
    return false;
  }

  /** A subscription that is to be told; empty where it is gone, disabled, or all is closed. */
  private synchronized Optional<SubscriptionBook.Entry> served(String id) {
    return Optional.ofNullable(entries.get(id))
        .filter(e -> e.subscription().disabled() == null && closed.getCount() > 0);
  }

  private synchronized void update(String id, Function<Subscription, Subscription> change) {
    SubscriptionBook.Entry known = entries.get(id);
    if (known != null) {
      Subscription changed = change.apply(known.subscription());
      if (!changed.equals(known.subscription())) {
        entries.put(id, new SubscriptionBook.Entry(changed, known.secret()));
        book.write(entries.values());
      }
    }
  }

  private static Answer refused(String code, String message, String hint) {
    return new Answer.Refused(List.of(Finding.violation(code, message, hint)));
  }
}
