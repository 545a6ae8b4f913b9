package eu.continuo.service.web;

import eu.continuo.ontology.GraphName;
import eu.continuo.service.place.Aim;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIs;
import org.apache.jena.irix.IRIx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The parameters of requests as what they mean, or a refusal that says why not. */
@Component
class Arguments {
  private final Instance instance;

  Arguments(Instance instance) {
    this.instance = instance;
  }

  /** An IRI, absolute or relative to {@code id/}. */
  String iri(String text) {
    try {
      IRIx iri = IRIx.create(IRIs.resolve(instance.continuum().names().base() + "id/", text));
      if (iri.isReference() && !iri.hasViolations()) {
        return iri.str();
      }
    } catch (IRIException e) {
      // It is told below, as one that resolves to nothing.
    }
    throw new Refusal(
        400, Finding.violation("request.parameter", "\"" + text + "\" is no IRI.", null));
  }

  /** A graph, by the part of its name after {@code g/} or by its whole IRI. */
  GraphName graph(String text) {
    boolean climbs =
        (text + "/").contains("/../") || text.startsWith("../") || text.contains("//..");
    try {
      GraphName graph = instance.continuum().names().resolve(text);
      if (!climbs && IRIx.create(graph.iri()).isReference()) {
        return graph;
      }
    } catch (IRIException | IllegalArgumentException e) {
      // It is told below, as one that climbs out of its folder.
    }
    throw new Refusal(
        400,
        Finding.violation(
            "request.parameter",
            "\"" + text + "\" is no name of a graph.",
            "It looks like p/nordlicht/declared, or is a whole IRI."));
  }

  /** An instant; the clock of the instance where none is said. */
  Instant clock(@Nullable String now) {
    try {
      return now == null ? instance.clock().instant() : Instant.parse(now);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + now + "\" is no instant for now.",
              "It looks like 2026-11-24T10:00:00Z."));
    }
  }

  /** What a plan should keep small, of a body; what is not there has its default. */
  static Aim aim(
      @Nullable Map<String, Double> weights,
      @Nullable List<String> objective,
      @Nullable Map<String, Double> atMost) {
    return switch (Aim.read(numbers(weights), given(objective), numbers(atMost))) {
      case Aim.Reading.Clear(Aim aim) -> aim;
      case Aim.Reading.Unclear(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  /** Numbers by name; one that is null is no number, which is refused with the request. */
  private static Map<String, Double> numbers(@Nullable Map<String, Double> numbers) {
    Map<String, Double> given = new LinkedHashMap<>();
    if (numbers != null) {
      numbers.forEach((name, number) -> given.put(name, number == null ? Double.NaN : number));
    }
    return given;
  }

  /** A list of a body: nothing where it is not there, and refused where an entry is null. */
  static <T> List<T> given(@Nullable List<T> values) {
    if (values == null) {
      return List.of();
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.unreadable", "A list of the body has an entry that is null.", null));
    }
    return values;
  }
}
