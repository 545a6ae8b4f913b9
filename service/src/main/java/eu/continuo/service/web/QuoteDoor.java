package eu.continuo.service.web;

import eu.continuo.policies.DecisionRequest;
import eu.continuo.service.place.Quoted;
import eu.continuo.service.place.Quoting;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What would services cost together, and who would offer them? */
@RestController
class QuoteDoor {
  private static final String PLACES = "https://w3id.org/dpv/loc#";

  private final Instance instance;
  private final Arguments arguments;

  QuoteDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  /**
   * What is wanted.
   *
   * @param services each with a name and what it asks for
   * @param near pairs of services and the longest round trip between them
   * @param apart groups of services that should not fail together
   */
  record QuoteRequest(
      @Nullable List<Service> services,
      @Nullable List<Near> near,
      @Nullable List<List<String>> apart,
      @Nullable String now) {}

  /** A service; a demand that is not stated is no demand of zero, and is refused by name. */
  record Service(
      @Nullable String name,
      @Nullable Double vcpu,
      @Nullable Double memoryGiB,
      @Nullable Integer gpus,
      @Nullable List<Requirement> requires) {}

  /**
   * What a service requires.
   *
   * @param places IRIs, or names of countries and unions such as DE and EU
   */
  record Requirement(@Nullable String kind, @Nullable List<String> places) {}

  /** Two services that must be near each other. */
  record Near(@Nullable String from, @Nullable String to, @Nullable Double maxLatencyMs) {}

  @PostMapping("/placements:quote")
  Quoted.Quote quote(HttpServletRequest request, @RequestBody QuoteRequest wish) {
    Quoting.Wish wanted =
        new Quoting.Wish(
            Arguments.given(wish.services).stream().map(QuoteDoor::service).toList(),
            Arguments.given(wish.near).stream()
                .map(n -> new Quoting.Near(text(n.from), text(n.to), number(n.maxLatencyMs)))
                .toList(),
            Arguments.given(wish.apart).stream().map(Arguments::given).toList());
    return switch (instance
        .quoting()
        .quote(wanted, Token.principal(request), arguments.clock(wish.now))) {
      case Quoted.Quote quote -> quote;
      case Quoted.NotQuoted(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  private static Quoting.Service service(Service service) {
    String name = text(service.name);
    List<DecisionRequest.Requirement> requirements = new ArrayList<>();
    for (Requirement requirement : Arguments.given(service.requires)) {
      requirements.add(
          new DecisionRequest.Requirement(
              "%s of %s".formatted(text(requirement.kind), name),
              text(requirement.kind),
              Arguments.given(requirement.places).stream()
                  .map(place -> place.contains(":") ? place : PLACES + place)
                  .toList()));
    }
    return new Quoting.Service(
        name,
        number(service.vcpu),
        number(service.memoryGiB),
        service.gpus == null ? 0 : service.gpus,
        requirements);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static double number(@Nullable Double number) {
    return number == null ? Double.NaN : number;
  }
}
