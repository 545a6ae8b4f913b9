package eu.continuo.bench;

import eu.continuo.examples.Chance;
import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.NamedGraph;
import eu.continuo.ontology.Icra;
import eu.continuo.policies.Level;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import eu.continuo.policies.VerificationKey;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.cli.Continuo;
import eu.continuo.service.govern.Assessing.Assessed;
import eu.continuo.service.govern.Governed;
import eu.continuo.service.graph.Bulk;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a policy would change of a generated continuum in which everything is placed: the one that
 * {@code policy new} begins, for fewer countries.
 */
final class ImpactStage {
  private static final String BASE = Settings.BASE;
  private static final Instant NOW = GeneratedContinuum.NOW;
  private static final int SITES_PER_PROVIDER = 4;
  private static final String POLICY = "impacted";
  private static final int TIMES = 4;

  /** The countries of the example of the generator without two. */
  private static final List<String> WITHIN =
      List.of("DE", "FR", "NL", "FI", "SE", "ES", "IT", "IE", "AT", "US");

  private final GeneratedContinuum continuum;
  private final int customers;
  private final RegoTool tool;
  private final Consumer<String> progress;

  ImpactStage(int components, int sites, long seed, RegoTool tool, Consumer<String> progress) {
    int providers = Math.max(1, sites / SITES_PER_PROVIDER);
    this.continuum = new GeneratedContinuum(BASE, providers, seed);
    this.customers = Math.max(1, components / GeneratedContinuum.COMPONENTS_PER_CUSTOMER);
    this.tool = tool;
    this.progress = progress;
  }

  /** Assesses it again and again in a service that runs: at first the JVM has yet to compile. */
  List<Spent<Assessed.Told>> assessed() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path trustList = folder.path().resolve("trust-list.json");
      new JsonMapper().writeValue(trustList, GeneratedContinuum.trustList());
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      try (Instance instance = Instance.open(new Settings(folder.path(), BASE, trustList, clock))) {
        progress.accept("loading " + continuum.providers() + " providers to assess a policy");
        load(instance, Stream.concat(continuum.graphs(), more()));
        load(instance, Stream.of(plan(instance)));
        publish(instance, folder.path());
        progress.accept("assessing a policy");
        List<Spent<Assessed.Told>> spent = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
          spent.add(
              Spent.on(
                  () -> (Assessed.Told) instance.assessing().of(POLICY, Principal.OPERATOR, NOW)));
        }
        return spent;
      }
    }
  }

  /** Customers besides those that the continuum has. */
  private Stream<NamedGraph> more() {
    int own = (continuum.providers() - 1) / GeneratedContinuum.PROVIDERS_PER_CUSTOMER + 1;
    return IntStream.range(0, Math.max(0, customers - own))
        .mapToObj(i -> continuum.customer(continuum.providers() + i));
  }

  private static void load(Instance instance, Stream<NamedGraph> graphs) throws IOException {
    Bulk.Content content =
        quads -> {
          graphs.forEach(
              graph -> {
                Node name = NodeFactory.createURI(graph.iri());
                graph.content().stream().forEach(t -> quads.accept(Quad.create(name, t)));
              });
          return List.of();
        };
    Commit commit =
        instance
            .continuum()
            .bulk(
                new Bulk("a generated continuum", content, instance.continuum().undeclared()),
                Principal.SERVICE,
                NOW,
                (phase, done) -> {});
    if (!(commit instanceof Commit.Kept)) {
      throw new IllegalStateException(commit.toString());
    }
  }

  /** Every component of an application at the sites near one, where it may be by now. */
  private NamedGraph plan(Instance instance) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node plan = NodeFactory.createURI(BASE + "id/plan/generated");
    graph.add(plan, RDF.type.asNode(), Icra.PLACEMENT_PLAN);
    graph.add(
        plan,
        NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime"),
        NodeFactory.createLiteralDT(NOW.toString(), XSDDatatype.XSDdateTime));
    instance
        .continuum()
        .read(
            Principal.OPERATOR,
            view -> {
              place(instance, view.getDefaultGraph(), plan, graph);
              return true;
            });
    return new NamedGraph(
        instance.continuum().names().plan("generated").iri(),
        BASE + "id/party/continuo",
        false,
        graph);
  }

  private static void place(Instance instance, Graph view, Node plan, Graph graph) {
    Facts facts = new Facts(view);
    PolicySet.Table.Decided table =
        (PolicySet.Table.Decided)
            instance
                .allowing()
                .policies()
                .table(
                    Allowing.continuum(view),
                    Allowing.components(view, facts.instances(Icra.APPLICATION_COMPONENT)),
                    NOW,
                    new PolicySet.Known());
    Map<String, List<String>> byCountry = new HashMap<>();
    for (String site : table.sites()) {
      byCountry
          .computeIfAbsent(
              facts.object(NodeFactory.createURI(site), Icra.COUNTRY).orElseThrow().getURI(),
              k -> new ArrayList<>())
          .add(site);
    }
    List<List<String>> countries = List.copyOf(byCountry.values());
    for (Node application : facts.instances(Icra.APPLICATION)) {
      graph.add(plan, Icra.FOR_APPLICATION, application);
      Chance chance = Chance.of(1, application.getURI());
      List<String> near = chance.oneOf(countries);
      for (Node component : facts.objects(application, Icra.HAS_COMPONENT)) {
        near.stream()
            .skip(chance.between(0, near.size() - 1))
            .filter(site -> table.allows(component.getURI(), site))
            .findFirst()
            .or(
                () ->
                    table.allowed(component.getURI()).stream()
                        .mapToObj(table.sites()::get)
                        .findFirst())
            .ifPresent(site -> assignment(plan, component, site).forEach(graph::add));
      }
    }
  }

  private static List<Triple> assignment(Node plan, Node component, String site) {
    Node assignment =
        NodeFactory.createURI(
            plan.getURI() + "/assignment/" + component.getURI().substring(BASE.length()));
    return List.of(
        Triple.create(assignment, RDF.type.asNode(), Icra.ASSIGNMENT),
        Triple.create(assignment, Icra.IN_PLAN, plan),
        Triple.create(assignment, Icra.FOR_COMPONENT, component),
        Triple.create(assignment, Icra.AT_SITE, NodeFactory.createURI(site)));
  }

  private void publish(Instance instance, Path folder) throws IOException {
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    Continuo.run(folder, nowhere, nowhere, "policy", "key", "desk");
    Path source = folder.resolve(POLICY);
    Continuo.run(folder, nowhere, nowhere, "policy", "new", source.toString());
    Path rego = source.resolve(POLICY + ".rego");
    String places =
        WITHIN.stream()
            .map(code -> "\"https://w3id.org/dpv/loc#" + code + "\"")
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();
    Files.writeString(
        rego, Files.readString(rego).replace("\"https://w3id.org/dpv/loc#EU\"", places));
    Path bundle = folder.resolve(POLICY + ".tar.gz");
    RegoAnswer made =
        tool.run(
            "bundle",
            List.of(
                "-o",
                bundle.toString(),
                "--revision",
                "one",
                "--signing-key",
                folder.resolve("desk.pem").toString(),
                "--key-id",
                "desk",
                source.toString()));
    if (!(made instanceof RegoAnswer.Passed)) {
      throw new IllegalStateException(made.toString());
    }
    String key = Files.readString(folder.resolve("desk.pub.pem"));
    instance
        .governing()
        .trust("desk", new VerificationKey("ES256", key, ""), Level.PROVIDER, false);
    Governed published =
        instance.governing().publish(Files.readAllBytes(bundle), Level.PROVIDER, NOW);
    if (!(published instanceof Governed.Done)) {
      throw new IllegalStateException(published.toString());
    }
  }
}
