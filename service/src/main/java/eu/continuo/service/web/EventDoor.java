package eu.continuo.service.web;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.notify.CloudEvent;
import eu.continuo.service.notify.Notice;
import eu.continuo.service.notify.Notices;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commits as they come, as CloudEvents in server-sent events. Who was cut off goes on after the
 * last event that it has.
 */
@RestController
class EventDoor {
  private static final int LISTENERS_MAX = 64;

  /** The rest is the operators': nobody without the token can keep them from listening. */
  private static final int STRANGERS_MAX = 48;

  /** Of whoever shows no token; behind a proxy all of them have its address. */
  private static final int ADDRESS_MAX = 8;

  private static final Duration STREAM_MAX = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int HEARTBEAT_S = 15;
  private static final int BATCH = 100;

  private final Instance instance;
  private final JsonMapper json;
  private final Notices notices;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  EventDoor(Instance instance, JsonMapper json) {
    this.instance = instance;
    this.json = json;
    this.notices = new Notices(instance.continuum());
  }

  /**
   * Sends events.
   *
   * @param from the number of the first commit; the next one where nothing is said
   * @param last the last event that the client has, which counts before {@code from}
   * @param limit after how many events the stream ends; 0 for none
   */
  @GetMapping("/events")
  SseEmitter events(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Long from,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
      @RequestParam(defaultValue = "0") long limit) {
    Accept.pick(request, List.of(MediaType.TEXT_EVENT_STREAM));
    long first = last != null ? last + 1 : from != null ? from : notices.next();
    Listener listener =
        new Listener(
            Math.max(1, first),
            Token.principal(request),
            request.getRemoteAddr(),
            limit == 0 ? -1 : limit);
    admit(listener);
    listener.emitter.onCompletion(() -> listener.ended = true);
    listener.emitter.onTimeout(listener.emitter::complete);
    Thread.ofVirtual().start(listener::run);
    return listener.emitter;
  }

  /** Gives a place, if there is one for a listener such as this. */
  private synchronized void admit(Listener listener) {
    if (listener.principal == Principal.ANYONE) {
      List<Listener> strangers =
          listeners.stream().filter(l -> l.principal == Principal.ANYONE).toList();
      long here = strangers.stream().filter(l -> l.address.equals(listener.address)).count();
      if (here >= ADDRESS_MAX) {
        throw full(429, here + " clients listen already from your address.");
      }
      if (strangers.size() >= STRANGERS_MAX) {
        throw full(503, strangers.size() + " clients listen already without the token.");
      }
    }
    if (listeners.size() >= LISTENERS_MAX) {
      throw full(503, listeners.size() + " clients listen already.");
    }
    listeners.add(listener);
  }

  private static Refusal full(int status, String message) {
    return new Refusal(
        status,
        Finding.violation("events.too-many", message, "Try again later, or read /commits."));
  }

  @PreDestroy
  void close() {
    listeners.forEach(l -> l.ended = true);
  }

  /** One client. It is never interrupted: who reads a file then would close it for everyone. */
  private final class Listener {
    private final SseEmitter emitter = new SseEmitter(STREAM_MAX.toMillis());
    private final Principal principal;
    private final String address;
    private long next;
    private long left;
    private int quietS;
    private volatile boolean ended;

    Listener(long first, Principal principal, String address, long left) {
      this.next = first;
      this.principal = principal;
      this.address = address;
      this.left = left;
    }

    void run() {
      try {
        emitter.send(SseEmitter.event().comment("listening"));
        while (!ended) {
          Notices.Batch batch = notices.read(next, principal, PATIENCE, BATCH);
          for (Notice notice : batch.notices()) {
            if (left != 0) {
              send(notice);
            }
          }
          ended |= left == 0;
          next = batch.next();
          beat(batch.notices().isEmpty());
        }
        emitter.complete();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | IllegalStateException e) {
        HangUps.left(e);
      } finally {
        listeners.remove(this);
      }
    }

    private void send(Notice notice) throws IOException {
      CloudEvent event = CloudEvent.of(notice, instance.continuum().names().base());
      emitter.send(
          SseEmitter.event()
              .id(event.id())
              .name(event.type())
              .data(json.writeValueAsString(event), MediaType.TEXT_PLAIN));
      left--;
    }

    /** Says now and then that it is still there, which also finds out who has left. */
    private void beat(boolean quiet) throws IOException {
      quietS = quiet ? quietS + 1 : 0;
      if (quietS >= HEARTBEAT_S) {
        quietS = 0;
        emitter.send(SseEmitter.event().comment("nothing yet"));
      }
    }
  }
}
