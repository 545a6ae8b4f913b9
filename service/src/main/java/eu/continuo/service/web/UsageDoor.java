package eu.continuo.service.web;

import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.service.allow.Used;
import eu.continuo.service.allow.Using;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** May this party do this with this asset, by the policies of ODRL that the asset has? */
@RestController
class UsageDoor {
  private static final int FACTS_MAX = 100;
  private static final int VALUES_MAX = 1_000;

  private final Instance instance;
  private final Arguments arguments;

  UsageDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  /**
   * What somebody wants to do.
   *
   * @param party who; IRIs may be relative to {@code id/}
   * @param policy the one to ask, where the asset has several
   * @param at the site where it is done
   * @param facts values of operands by their names: one, a list, or an object with {@code value}
   *     and {@code unit}
   * @param fulfilled the IRIs of duties that are done
   */
  record UsageRequest(
      @Nullable String party,
      @Nullable String action,
      @Nullable String target,
      @Nullable String policy,
      @Nullable String at,
      @Nullable Map<String, JsonNode> facts,
      @Nullable List<String> fulfilled,
      @Nullable String now) {}

  @PostMapping("/usage")
  Used.Decided usage(HttpServletRequest request, @RequestBody UsageRequest asked) {
    Using.Wish wish =
        new Using.Wish(
            iri(asked.party),
            asked.action == null ? "" : asked.action,
            iri(asked.target).orElse(""),
            iri(asked.policy),
            iri(asked.at),
            facts(asked.facts),
            Arguments.given(asked.fulfilled).stream()
                .map(arguments::iri)
                .collect(Collectors.toSet()));
    if (wish.target().isEmpty()) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter", "The request names no target.", "Name the IRI of an asset."));
    }
    return switch (instance
        .using()
        .decide(wish, Token.principal(request), arguments.clock(asked.now))) {
      case Used.Decided decided -> decided;
      case Used.NotDecided(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  private Optional<String> iri(@Nullable String text) {
    return Optional.ofNullable(text).map(arguments::iri);
  }

  private static Map<String, Fact> facts(@Nullable Map<String, JsonNode> given) {
    Map<String, Fact> facts = new HashMap<>();
    if (given != null) {
      if (given.size() > FACTS_MAX) {
        throw wrong("facts", "are %d; %d are taken".formatted(given.size(), FACTS_MAX));
      }
      given.forEach((operand, node) -> facts.put(operand, fact(operand, node)));
    }
    return facts;
  }

  private static Fact fact(String operand, @Nullable JsonNode node) {
    if (node != null && node.isObject()) {
      JsonNode unit = node.path("unit");
      return new Fact(
          values(operand, node.path("value")),
          unit.isString() ? Optional.of(unit.asString()) : Optional.empty());
    }
    return new Fact(values(operand, node), Optional.empty());
  }

  private static List<Value> values(String operand, @Nullable JsonNode node) {
    List<Value> values = new ArrayList<>();
    if (node != null && node.isArray()) {
      if (node.size() > VALUES_MAX) {
        throw wrong(operand, "has %d values; %d are taken".formatted(node.size(), VALUES_MAX));
      }
      node.forEach(each -> values.add(value(operand, each)));
    } else {
      values.add(value(operand, node));
    }
    return values;
  }

  private static Value value(String operand, @Nullable JsonNode node) {
    if (node != null && node.isString()) {
      return new Value.Text(node.asString());
    }
    if (node != null && node.isNumber()) {
      return new Value.Figure(node.decimalValue());
    }
    if (node != null && node.isBoolean()) {
      return new Value.Flag(node.booleanValue());
    }
    throw wrong(operand, "is no text, number or boolean");
  }

  private static Refusal wrong(String operand, String why) {
    return new Refusal(
        400,
        Finding.violation(
            "request.parameter",
            "%s %s.".formatted(operand, why),
            "It looks like {\"purpose\": \"research\", \"count\": 3}."));
  }
}
