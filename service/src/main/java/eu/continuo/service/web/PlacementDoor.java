package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.FrontPicture;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.place.Traded;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Where components may run, and where they should. */
@RestController
class PlacementDoor {
  private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
  private static final Duration STREAM_MAX = Duration.ofMinutes(5);

  private final Instance instance;
  private final Arguments arguments;
  private final JsonMapper json;

  PlacementDoor(Instance instance, Arguments arguments, JsonMapper json) {
    this.instance = instance;
    this.arguments = arguments;
    this.json = json;
  }

  @GetMapping("/decisions")
  List<Decision> decisions(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String component,
      @RequestParam(required = false) @Nullable String site,
      @RequestParam(required = false) @Nullable String now) {
    Instant at = arguments.clock(now);
    @Nullable String only = component == null ? null : arguments.iri(component);
    @Nullable String there = site == null ? null : arguments.iri(site);
    Decisions decisions =
        instance
            .continuum()
            .read(
                Token.principal(request),
                view -> {
                  Graph seen = view.getDefaultGraph();
                  List<Node> components = new Facts(seen).instances(Icra.APPLICATION_COMPONENT);
                  return instance
                      .allowing()
                      .decide(
                          seen,
                          components.stream()
                              .filter(c -> only == null || c.getURI().equals(only))
                              .toList(),
                          at);
                });
    return decisions.all().stream().filter(d -> there == null || d.site().equals(there)).toList();
  }

  /** What is to be placed: IRIs or names of applications; every one where none is named. */
  record PlacementRequest(
      @Nullable List<String> applications,
      @Nullable List<String> objective,
      @Nullable Map<String, Double> weights,
      @Nullable Map<String, Double> atMost,
      @Nullable Long seed,
      @Nullable String now) {}

  /**
   * A plan; or, for who accepts events, the score of each better plan on the way, and the plan
   * last.
   */
  @PostMapping("/placements")
  Object place(HttpServletRequest request, @RequestBody PlacementRequest wish) {
    Placing.Wish wanted = wanted(wish);
    Principal principal = Token.principal(request);
    Instant now = arguments.clock(wish.now);
    MediaType type =
        Accept.pick(request, List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM));
    if (type.equals(MediaType.TEXT_EVENT_STREAM)) {
      SseEmitter emitter = new SseEmitter(STREAM_MAX.toMillis());
      Thread.ofVirtual().start(() -> watch(emitter, wanted, principal, now));
      return emitter;
    }
    return switch (instance.placing().place(wanted, principal, now)) {
      case Placed.Plan plan -> plan;
      case Placed.NotPlaced(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  /** Plans between the cheapest and the greenest, or a picture of them. */
  @PostMapping("/placements:pareto")
  ResponseEntity<?> pareto(HttpServletRequest request, @RequestBody PlacementRequest wish) {
    MediaType form = Accept.pick(request, List.of(MediaType.APPLICATION_JSON, SVG));
    return switch (instance
        .placing()
        .pareto(wanted(wish), Token.principal(request), arguments.clock(wish.now))) {
      case Traded.Front front ->
          ResponseEntity.ok()
              .contentType(form)
              .header("Vary", Accept.VARY)
              .body(form.equals(SVG) ? FrontPicture.svg(front) : front);
      case Traded.NotTraded(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  private void watch(SseEmitter emitter, Placing.Wish wish, Principal principal, Instant now) {
    AtomicBoolean left = new AtomicBoolean();
    Placed placed =
        instance
            .placing()
            .place(wish, principal, now, score -> send(emitter, left, "better", score));
    switch (placed) {
      case Placed.Plan plan -> send(emitter, left, "plan", json.writeValueAsString(plan));
      case Placed.NotPlaced(List<Finding> findings) ->
          send(
              emitter,
              left,
              "refused",
              json.writeValueAsString(new Refusal(422, findings).problem()));
    }
    emitter.complete();
  }

  /** Who has left is told nothing more; the plan is kept all the same. */
  private static void send(SseEmitter emitter, AtomicBoolean left, String name, String data) {
    if (left.get()) {
      return;
    }
    try {
      emitter.send(SseEmitter.event().name(name).data(data, MediaType.TEXT_PLAIN));
    } catch (IOException | IllegalStateException e) {
      left.set(true);
      HangUps.left(e);
    }
  }

  private Placing.Wish wanted(PlacementRequest wish) {
    return new Placing.Wish(
        Arguments.given(wish.applications).stream().map(arguments::iri).toList(),
        Arguments.aim(wish.weights, wish.objective, wish.atMost),
        wish.seed == null ? 0 : wish.seed);
  }
}
