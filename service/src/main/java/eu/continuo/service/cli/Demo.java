package eu.continuo.service.cli;

import eu.continuo.service.ask.ExampleArguments;
import eu.continuo.service.federate.Peers;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Explained;
import eu.continuo.service.place.Explaining;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.web.Server;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Shows a whole continuum, examples/europe: loaded, judged, allowed, placed, asked,"
            + " exchanged.",
    footer = {"", "Examples:", "  continuo demo", "  continuo demo --once --format json"})
final class Demo implements Callable<Integer> {
  private static final String EXAMPLE = "/continuo/examples/europe/";

  @Mixin Home home = new Home();

  @Option(names = "--once", description = "Run the walk once and exit.")
  boolean once;

  @Option(names = "--port", description = "Where to serve; default: ${DEFAULT-VALUE}.")
  int port = 8080;

  @Override
  public Integer call() throws Exception {
    Clock wall = Clock.systemUTC();
    Instant start = wall.instant();
    Path folder = Files.createTempDirectory("continuo-demo");
    Manifest manifest = Manifest.in(Demo::resource, "manifest.json");
    Path trustList = folder.resolve("trust-list.json");
    Files.write(trustList, resource(manifest.trustList()));
    Instant now = manifest.now();
    Settings settings =
        new Settings(folder, manifest.base(), trustList, Clock.fixed(now, ZoneOffset.UTC));
    try (Instance instance = Instance.open(settings)) {
      Commit loaded =
          instance
              .intake()
              .receive(
                  manifest.documents(Demo::resource, instance.continuum().names()),
                  Principal.OPERATOR,
                  now);
      if (loaded instanceof Commit.NotKept refused) {
        return home.refused(refused.findings());
      }
      String token = Serve.token(folder);
      try (Server server = Server.open(instance, token, once ? 0 : port)) {
        if (!once) {
          return serve(server, token);
        }
        return walk(instance, server, now, Duration.between(start, wall.instant()), wall, start);
      }
    }
  }

  private int serve(Server server, String token) throws InterruptedException {
    String url = "http://127.0.0.1:" + server.port();
    home.out().println("examples/europe is served at " + url + "/ until you press Ctrl-C.");
    home.out().println("The token of this instance: " + token);
    home.out().println("Try:");
    home.out().println("  curl -s '" + url + "/questions/greenest-sites' -H 'Accept: text/csv'");
    home.out()
        .println(
            "  curl -s '"
                + url
                + "/placements' -H 'Authorization: Bearer "
                + token
                + "' -H 'Content-Type: application/json' -d '{}'");
    home.out().println("  curl -si '" + url + "/catalogue' | head -20");
    home.out().flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private int walk(
      Instance instance, Server server, Instant now, Duration opened, Clock wall, Instant start)
      throws Exception {
    Placed placed = instance.placing().place(Placing.Wish.ALL, Principal.OPERATOR, now);
    if (placed instanceof Placed.NotPlaced(List<Finding> findings)) {
      return home.refused(findings);
    }
    Placed.Plan plan = (Placed.Plan) placed;
    String largest = largestSite(plan);
    Explained explained =
        instance
            .explaining()
            .explain(
                new Explaining.Ask(Optional.of(plan.plan()), true, Set.of(largest), Set.of()),
                Principal.OPERATOR);
    if (explained instanceof Explained.NotExplained(List<Finding> findings)) {
      return home.refused(findings);
    }
    Explained.Explanation explanation = (Explained.Explanation) explained;
    int asked = 0;
    int answered = 0;
    int withRows = 0;
    ExampleArguments arguments =
        new ExampleArguments(plan.plan(), plan.assignments().getFirst().site());
    for (Question question : instance.asking().questions()) {
      asked++;
      if (instance.asking().ask(question.name(), arguments.of(question), Principal.OPERATOR, now)
          instanceof Asked.Answer answer) {
        answered++;
        withRows += answer.rows().isEmpty() ? 0 : 1;
      }
    }
    Peers.Answer exchanged;
    try (Instance peer = Instance.open(Settings.inMemory(Clock.fixed(now, ZoneOffset.UTC)))) {
      peer.peers().add("europe", URI.create("http://127.0.0.1:" + server.port()), null);
      exchanged = peer.peers().pull("europe", now);
    }
    long triples =
        instance.continuum().read(Principal.OPERATOR, v -> v.getDefaultGraph().stream().count());
    int graphs = instance.continuum().graphs(Principal.OPERATOR).size();
    double seconds = Duration.between(start, wall.instant()).toMillis() / 1000.0;
    long offers = exchanged instanceof Peers.Answer.Pulled pulled ? pulled.offers() : 0;
    boolean verified = exchanged instanceof Peers.Answer.Pulled;
    if (home.json()) {
      home.write(
          summary(
              plan,
              explanation,
              triples,
              graphs,
              new Answers(asked, answered, withRows),
              offers,
              verified,
              seconds));
    } else {
      home.out()
          .printf(
              "Loaded and judged: %d triples in %d graphs; everything conforms.%n",
              triples, graphs);
      home.out()
          .printf(
              "Policy sovereignty: %d pairs of component and site allowed, %d denied.%n",
              plan.allowed(), plan.denied());
      home.out().println();
      Place.print(home, plan);
      home.out().println();
      home.out().println("What the two dearest rules cost:");
      dearest(explanation).forEach(rule -> home.out().println("  " + rule.words()));
      home.out().println("What if the site were lost that is paid most?");
      explanation.whatIf().forEach(lost -> home.out().println("  " + lost.words()));
      home.out().println();
      home.out().printf("Questions: %d of %d answered, %d with rows.%n", answered, asked, withRows);
      home.out()
          .printf(
              "Exchange: a second instance pulled %d offers; signature and shapes %s.%n",
              offers, verified ? "hold" : "do not hold");
      if (exchanged instanceof Peers.Answer.Refused(List<Finding> findings)) {
        home.refused(findings);
      }
      home.out()
          .printf(
              Locale.ROOT,
              "%.1f s, of which %.1f s to open, load and judge.%n",
              seconds,
              opened.toMillis() / 1000.0);
    }
    return verified && answered == asked && plan.placed() == plan.requested() ? 0 : 1;
  }

  /** How many questions were asked, how many of them answered, and how many of these with rows. */
  private record Answers(int asked, int answered, int withRows) {}

  private static Map<String, Object> summary(
      Placed.Plan plan,
      Explained.Explanation explanation,
      long triples,
      int graphs,
      Answers answers,
      long offers,
      boolean verified,
      double seconds) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("triples", triples);
    summary.put("graphs", graphs);
    // Whatever does not conform ended the demo when it was loaded.
    summary.put("conforms", true);
    summary.put("decisions", Map.of("allowed", plan.allowed(), "denied", plan.denied()));
    summary.put("placements", Map.of("requested", plan.requested(), "placed", plan.placed()));
    summary.put("plan", plan.assignments());
    summary.put("totals", plan.totals());
    summary.put("naive", plan.naive());
    summary.put("bound", plan.bound());
    summary.put("weighedEuroPerMonth", explanation.weighedEuroPerMonth());
    summary.put("rules", explanation.rules());
    summary.put("binding", explanation.binding());
    summary.put("whatIf", explanation.whatIf());
    summary.put("questions", answers);
    summary.put("exchange", Map.of("offers", offers, "verified", verified));
    summary.put("seconds", seconds);
    return summary;
  }

  private static List<Explained.Scenario> dearest(Explained.Explanation explanation) {
    return explanation.rules().stream().limit(2).toList();
  }

  /** The site to which the plan pays most. */
  private static String largestSite(Placed.Plan plan) {
    Map<String, Double> paid = new TreeMap<>();
    plan.assignments().forEach(a -> paid.merge(a.site(), a.costEuroPerMonth(), Double::sum));
    return Collections.max(paid.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream(EXAMPLE + name)) {
      if (in == null) {
        throw new IOException("The jar lacks examples/europe/" + name + ".");
      }
      return in.readAllBytes();
    }
  }
}
