package eu.continuo.policies;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.policies.odrl.OdrlReading;
import eu.continuo.policies.odrl.Profile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One example of the formal semantics: a policy, a request in a state of the world, and the report
 * that is expected.
 *
 * @param state empty where the world has none
 */
record OdrlExample(String name, String policy, JsonNode request, JsonNode state, String expected) {
  private static final PolicyData NOWHERE =
      PolicyData.of(new Continuum(Map.of(), Map.of(), Map.of()));

  /** The examples of a folder, in the order of their names. */
  static List<OdrlExample> in(Path suite) throws IOException {
    try (Stream<Path> files = Files.walk(suite)) {
      return files
          .filter(f -> f.getFileName().toString().matches("evaluationrequest.*\\.json"))
          .sorted()
          .map(OdrlExample::read)
          .toList();
    }
  }

  private static OdrlExample read(Path request) {
    try {
      var folder = requireNonNull(request.getParent());
      var policy = only(requireNonNull(folder.getParent()), "policy.*\\.json").orElseThrow();
      return new OdrlExample(
          String.valueOf(folder.getFileName()),
          Files.readString(policy),
          Json.read(Files.readAllBytes(request)),
          only(folder, "state.*\\.json").map(OdrlExample::json).orElseGet(Json::object),
          json(only(folder, "compliancereport.*\\.json").orElseThrow())
              .findValuesAsText("report:controlState")
              .getFirst()
              .replace("report:", ""));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<Path> only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(name)).findFirst();
    }
  }

  private static JsonNode json(Path file) {
    try {
      return Json.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The policy in the words of our profile, where the suite has one of its own. */
  OdrlExample inWordsOfTheProfile() {
    return new OdrlExample(
        name,
        policy
            .replace("\"ex:dayOfWeek\"", "\"" + Profile.IRI + "dayOfWeek\"")
            .replaceFirst("\"uid\"", "\"profile\": \"" + Profile.IRI + "\", \"uid\""),
        request,
        state,
        expected);
  }

  /** What we say: Permit, Deny, or why the policy is refused. */
  String decided(UsePolicies judge, boolean byTheAssignee) {
    return switch (OdrlDocument.jsonLd(policy)) {
      case OdrlReading.Refused(var findings) ->
          "refused: "
              + findings.stream().map(f -> f.code()).distinct().collect(Collectors.joining(", "));
      case OdrlReading.Read(var read) -> {
        var party =
            byTheAssignee
                ? read.permissions().getFirst().assignees().stream()
                    .map(OdrlPolicy.Subject::iri)
                    .findFirst()
                : text("evaluatedParty");
        var use =
            new UseRequest(
                party,
                Set.of(),
                text("evaluatedAction").orElseThrow().replace("odrl:", ""),
                text("evaluatedTarget").orElseThrow(),
                Set.of(),
                facts(read),
                fulfilled());
        yield judge.decide(use, List.of(read), NOWHERE, now()).getFirst().allow()
            ? "Permit"
            : "Deny";
      }
    };
  }

  /** Whether the policy has assignees, among whom the party of the request is not. */
  boolean asksForAnother() {
    return OdrlDocument.jsonLd(policy) instanceof OdrlReading.Read(var read)
        && read.permissions().stream()
            .flatMap(r -> r.assignees().stream())
            .noneMatch(a -> text("evaluatedParty").filter(a.iri()::equals).isPresent())
        && !read.permissions().getFirst().assignees().isEmpty();
  }

  private Optional<String> text(String member) {
    return Optional.ofNullable(request.path(member).textValue());
  }

  private Instant now() {
    var parameter = request.path("requestParameters");
    return parameter.path("describesFeature").asText().equals("sotw:CurrentXSDDateTime")
        ? LocalDateTime.parse(parameter.path("value").path("@value").asText())
            .toInstant(ZoneOffset.UTC)
        : Instant.parse("2025-01-01T00:00:00Z");
  }

  /** A parameter describes a feature by the unit in which a refinement asks for it. */
  private Map<String, Fact> facts(OdrlPolicy read) {
    var parameter = request.path("requestParameters");
    var unit = parameter.path("describesFeature").asText();
    var facts = new HashMap<String, Fact>();
    read.permissions().stream()
        .flatMap(r -> r.actions().stream())
        .flatMap(a -> a.refinements().stream())
        .forEach(
            refinement -> {
              if (refinement instanceof Comparison c && c.unit().filter(unit::equals).isPresent()) {
                var value = new BigDecimal(parameter.path("value").path("@id").asText());
                facts.put(c.operand(), new Fact(List.of(new Value.Figure(value)), c.unit()));
              }
            });
    return facts;
  }

  private Set<String> fulfilled() {
    return new HashSet<>(state.findValuesAsText("conditionId"));
  }
}
