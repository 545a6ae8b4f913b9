package eu.continuo.bench;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.PackagedExample;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import eu.continuo.policies.Decisions;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import tools.jackson.databind.json.JsonMapper;

/** The stages of one walk over a generated continuum, each measured on its own. */
final class WalkStages {
  private static final String BASE = Settings.BASE;
  private static final int PROVIDERS_OF_EUROPE = 16;

  private final Instance instance;
  private final int providers;
  private final String site;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();

  private WalkStages(Instance instance, int providers, String site, Instant now) {
    this.instance = instance;
    this.providers = providers;
    this.site = site;
    this.now = now;
  }

  /**
   * One stage at one size.
   *
   * @param stage {@code load}: documents of JSON-LD are read, judged and kept as one commit; {@code
   *     allow}: the policy decides on every component at every site; {@code place}: it decides
   *     again, the solver places every application, and the plan is kept; {@code ask}: every named
   *     question is asked once
   * @param sites how many sites are known
   * @param triples how many triples an operator sees after loading
   * @param unanswered how many questions were given up, such as by the limit of time; the row then
   *     says less than the whole took
   */
  record Row(
      String stage,
      int providers,
      long sites,
      long triples,
      double elapsedMs,
      double cpuMs,
      long unanswered) {}

  /** What became of a walk. */
  sealed interface Walked {
    /**
     * It came to its end.
     *
     * @param rows one for each stage
     * @param unanswered why questions were given up
     */
    record Done(List<Row> rows, List<Finding> unanswered) implements Walked {
      public Done {
        rows = List.copyOf(rows);
        unanswered = List.copyOf(unanswered);
      }
    }

    /** A stage refused what it was given. */
    record Refused(List<Finding> findings) implements Walked {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** Walks once, in a folder that is gone afterwards. */
  static Walked of(int providers, long seed) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path trustList = folder.path().resolve("trust-list.json");
      new JsonMapper().writeValue(trustList, GeneratedContinuum.trustList());
      Clock clock = Clock.fixed(GeneratedContinuum.NOW, ZoneOffset.UTC);
      Settings settings = new Settings(folder.path(), BASE, trustList, clock);
      try (Instance instance = Instance.open(settings)) {
        return new WalkStages(instance, providers, "site/provider-0-0", GeneratedContinuum.NOW)
            .walk(documents(providers, seed));
      }
    }
  }

  /** The same over the example of Europe. */
  static Walked ofEurope() throws Exception {
    PackagedExample example = PackagedExample.europe();
    try (TemporaryFolder folder = TemporaryFolder.create();
        Instance instance = Instance.open(Europe.settings(folder.path(), folder.path(), example))) {
      return new WalkStages(instance, PROVIDERS_OF_EUROPE, "site/hetzner-fsn1", example.now())
          .walk(Europe.documents(example));
    }
  }

  private Walked walk(List<Intake.Document> documents) throws Exception {
    Spent<Commit> loaded =
        Spent.on(() -> instance.intake().receive(documents, Principal.OPERATOR, now));
    switch (loaded.result()) {
      case Commit.NotKept notKept -> {
        return new Walked.Refused(notKept.findings());
      }
      case Commit.Kept kept -> {}
      case Commit.Unchanged unchanged -> {}
    }
    long sites = view(g -> (long) new Facts(g).instances(Icra.SITE).size());
    long triples = view(g -> g.stream().count());
    row("load", sites, triples, loaded);
    row("allow", sites, triples, Spent.on(this::allow));
    Spent<Placed> placed =
        Spent.on(() -> instance.placing().place(Placing.Wish.ALL, Principal.OPERATOR, now));
    if (placed.result() instanceof Placed.NotPlaced(List<Finding> findings)) {
      return new Walked.Refused(findings);
    }
    row("place", sites, triples, placed);
    Spent<List<Finding>> asked = Spent.on(this::ask);
    row("ask", sites, triples, asked, asked.result().size());
    return new Walked.Done(rows, asked.result());
  }

  private Decisions allow() {
    return view(
        g ->
            instance.allowing().decide(g, new Facts(g).instances(Icra.APPLICATION_COMPONENT), now));
  }

  /** Why questions were not answered: a finding for each. */
  private List<Finding> ask() {
    List<Finding> findings = new ArrayList<>();
    for (Question question : instance.asking().questions()) {
      Map<String, String> arguments =
          question.parameters().stream()
              .filter(Question.Parameter::required)
              .collect(
                  Collectors.toMap(
                      Question.Parameter::name,
                      parameter ->
                          switch (parameter.type()) {
                            case IRI -> site;
                            case DECIMAL -> "1";
                            case STRING -> "site";
                            case POINT -> "POINT(13.40 52.52)";
                          }));
      if (instance.asking().ask(question.name(), arguments, Principal.OPERATOR, now)
          instanceof Asked.NotAnswered(List<Finding> why)) {
        Finding first = why.getFirst();
        findings.add(
            Finding.violation(
                first.code(), question.name() + ": " + first.message(), first.hint()));
      }
    }
    return findings;
  }

  private <T> T view(Function<Graph, T> reading) {
    return instance
        .continuum()
        .read(Principal.OPERATOR, view -> reading.apply(view.getDefaultGraph()));
  }

  private void row(String stage, long sites, long triples, Spent<?> spent) {
    row(stage, sites, triples, spent, 0);
  }

  private void row(String stage, long sites, long triples, Spent<?> spent, long unanswered) {
    rows.add(
        new Row(stage, providers, sites, triples, spent.elapsedMs(), spent.cpuMs(), unanswered));
  }

  private static List<Intake.Document> documents(int providers, long seed) {
    JsonLd jsonLd = new JsonLd(BASE);
    return new GeneratedContinuum(BASE, providers, seed)
        .graphs()
        .map(g -> document(Loaded.replacing(g), jsonLd))
        .toList();
  }

  private static Intake.Document document(Change.Replace graph, JsonLd jsonLd) {
    return new Intake.Document(
        jsonLd.write(graph.content(), null).getBytes(StandardCharsets.UTF_8),
        JsonLd.MEDIA_TYPE,
        graph.graph(),
        graph.declaration().owner(),
        graph.declaration().visibility());
  }
}
