package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where components may run, and where they should. */
@RestController
class PlacementDoor {
  private final Instance instance;
  private final Arguments arguments;

  PlacementDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
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
      @Nullable List<String> applications, @Nullable Long seed, @Nullable String now) {}

  @PostMapping("/placements")
  Placed.Plan place(HttpServletRequest request, @RequestBody PlacementRequest wish) {
    List<String> applications = wish.applications == null ? List.of() : wish.applications;
    Placed placed =
        instance
            .placing()
            .place(
                new Placing.Wish(
                    applications.stream().map(arguments::iri).toList(),
                    Weights.DEFAULT,
                    wish.seed == null ? 0 : wish.seed),
                Token.principal(request),
                arguments.clock(wish.now));
    return switch (placed) {
      case Placed.Plan plan -> plan;
      case Placed.NotPlaced(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }
}
