package eu.continuo.service.cli;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.RdfText;
import eu.continuo.ontology.Reading;
import eu.continuo.policies.UseDecision;
import eu.continuo.policies.UseFolder;
import eu.continuo.policies.UsePolicies;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy;
import eu.continuo.policies.odrl.OdrlPolicy.Kind;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.policies.odrl.OdrlReader;
import eu.continuo.policies.odrl.OdrlReading;
import eu.continuo.policies.odrl.Profile;
import eu.continuo.service.allow.Used;
import eu.continuo.service.allow.Using;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands on policies of ODRL. */
final class PolicyOdrl {
  private PolicyOdrl() {}

  @Command(
      name = "odrl",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a policy of ODRL 2.2 (JSON-LD or Turtle) and says what is not known of it.",
        "With -o, makes it a policy folder: rules in Rego, a test, and cases with the answers of"
            + " now, to be read and changed."
      },
      footer = {
        "",
        "Examples:",
        "  continuo policy odrl offer.jsonld",
        "  continuo policy odrl offer.ttl -o map_offer"
      })
  static final class Compile implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "-o", paramLabel = "FOLDER", description = "Named a-z, 0-9 and _.")
    @Nullable Path folder;

    @Option(names = "--policy", description = "The IRI of the policy, of several in the file.")
    String policy = "";

    @Override
    public Integer call() throws IOException {
      @Nullable Path to = folder;
      if (to != null && !UseFolder.isName(to.getFileName().toString())) {
        throw home.wrong("\"" + to.getFileName() + "\" is no name of a policy.");
      }
      if (to != null && Files.exists(to)) {
        throw home.wrong(to + " is there already.");
      }
      String text = Files.readString(file);
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      Reading reading =
          RdfText.lang(RdfText.mediaType(file))
              .map(lang -> new RdfText(Settings.BASE).read(body, lang))
              .orElseGet(() -> new JsonLd(Settings.BASE).read(body));
      return switch (reading) {
        case Reading.Unreadable(List<Finding> findings) -> home.refused(findings);
        case Reading.Read(Graph graph, String digest) ->
            switch (OdrlReader.read(graph, only(graph))) {
              case OdrlReading.Refused(List<Finding> findings) ->
                  home.refused(
                      findings.stream().map(f -> DocumentLines.located(f, file, text)).toList());
              case OdrlReading.Read(OdrlPolicy read) -> {
                told(read);
                if (to != null) {
                  write(read, to);
                }
                yield 0;
              }
            };
      };
    }

    private Node only(Graph graph) {
      List<Node> policies =
          OdrlReader.policies(graph).stream()
              .filter(p -> policy.isEmpty() || p.getURI().equals(policy))
              .toList();
      if (policies.size() != 1) {
        throw home.wrong(
            policies.isEmpty()
                ? "There is no policy of ODRL with an IRI in " + file + "."
                : "Name one of them by --policy: "
                    + String.join(", ", policies.stream().map(Node::getURI).toList()));
      }
      return policies.getFirst();
    }

    private void told(OdrlPolicy read) {
      if (!home.json()) {
        home.out()
            .println(
                "%s: %d permissions, %d prohibitions, %d obligations"
                    .formatted(
                        read.uid(),
                        read.permissions().size(),
                        read.prohibitions().size(),
                        read.obligations().size()));
      }
    }

    private void write(OdrlPolicy read, Path to) throws IOException {
      for (Map.Entry<String, String> each :
          UseFolder.of(read, to.getFileName().toString(), UsePolicies.packaged()).entrySet()) {
        Path path = to.resolve(each.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, each.getValue());
        home.out().println(path);
      }
    }
  }

  @Command(
      name = "may",
      mixinStandardHelpOptions = true,
      description =
          "Says whether a party may do something with an asset, by the policies of ODRL that the"
              + " graph gives to the asset, what has to be done for it, and why not.",
      footer = {
        "",
        "Examples:",
        "  continuo policy may --party party/kwai --action play --target offering/map"
            + " --fact purpose=research",
        "  continuo policy may --action print --target offering/map --fact resolution=1000@"
            + "https://qudt.org/vocab/unit/DPI"
      })
  static final class May implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(names = "--party", description = "Who.")
    @Nullable String party;

    @Option(names = "--action", required = true, description = "An action of the profile.")
    String action = "";

    @Option(names = "--target", required = true, description = "The asset.")
    String target = "";

    @Option(names = "--policy", description = "The one to ask, where the asset has several.")
    @Nullable String policy;

    @Option(names = "--at", description = "The site where it is done.")
    @Nullable String at;

    @Option(
        names = "--fact",
        paramLabel = "OPERAND=VALUE[@UNIT]",
        description = "What is known of an operand; several times for several values.")
    List<String> facts = List.of();

    @Option(names = "--fulfilled", paramLabel = "DUTY", description = "A duty that is done.")
    List<String> fulfilled = List.of();

    @Override
    public Integer call() throws Exception {
      Using.Wish wish =
          new Using.Wish(
              iri(party),
              action,
              iri(target).orElse(""),
              iri(policy),
              iri(at),
              known(),
              fulfilled.stream().map(May::absolute).collect(Collectors.toSet()));
      try (Instance instance = home.open()) {
        return switch (instance
            .using()
            .decide(wish, Principal.OPERATOR, instance.clock().instant())) {
          case Used.NotDecided(List<Finding> findings) -> home.refused(findings);
          case Used.Decided decided -> {
            if (home.json()) {
              home.write(decided);
            } else {
              decided.decisions().forEach(this::tell);
              home.out().println("decision " + decided.decisionId());
            }
            yield decided.allow() ? 0 : 1;
          }
        };
      }
    }

    private void tell(UseDecision decision) {
      home.out()
          .println(
              "%s by %s %s"
                  .formatted(
                      decision.allow() ? "allowed" : "denied", decision.type(), decision.policy()));
      decision.reasons().forEach(r -> home.out().println("  " + r.code() + ": " + r.message()));
      decision
          .obligations()
          .forEach(
              o ->
                  home.out()
                      .println(
                          "  %s %s (%s): %s".formatted(o.kind(), o.duty(), o.state(), o.text())));
    }

    private static Optional<String> iri(@Nullable String name) {
      return Optional.ofNullable(name).map(May::absolute);
    }

    private static String absolute(String name) {
      return name.contains(":") ? name : Settings.BASE + "id/" + name;
    }

    private Map<String, Fact> known() {
      Map<String, Fact> known = new HashMap<>();
      for (String said : facts) {
        int equals = said.indexOf('=');
        if (equals < 1) {
          throw home.wrong("\"" + said + "\" is no fact; it looks like purpose=research.");
        }
        String operand = said.substring(0, equals);
        String value = said.substring(equals + 1);
        Optional<String> unit = Optional.empty();
        @Nullable Kind kind = Profile.packaged().operands().get(operand);
        if (kind == Kind.NUMBER && value.indexOf('@') > 0) {
          unit = Optional.of(value.substring(value.indexOf('@') + 1));
          value = value.substring(0, value.indexOf('@'));
        }
        List<Value> values = new ArrayList<>();
        @Nullable Fact before = known.get(operand);
        if (before != null) {
          values.addAll(before.values());
        }
        values.add(value(kind, value));
        known.put(operand, new Fact(values, unit));
      }
      return known;
    }

    private Value value(@Nullable Kind kind, String text) {
      try {
        return kind == Kind.NUMBER
            ? new Value.Figure(new BigDecimal(text))
            : kind == Kind.FLAG ? new Value.Flag(Boolean.parseBoolean(text)) : new Value.Text(text);
      } catch (NumberFormatException e) {
        throw home.wrong("\"" + text + "\" is no number.");
      }
    }
  }
}
