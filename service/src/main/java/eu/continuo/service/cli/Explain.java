package eu.continuo.service.cli;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Explained;
import eu.continuo.service.place.Explaining;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says why a plan is as it is, how far it is from the best at most, what its rules cost, and"
            + " what would be without sites or rules.",
    footer = {
      "",
      "Examples:",
      "  continuo explain",
      "  continuo explain component/vieux-phare/concierge/gateway",
      "  continuo explain --without-site site/hetzner-fsn1",
      "  continuo explain --without-rule 'location EU' --format json"
    })
final class Explain implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Option(names = "--plan", description = "A plan; default: the latest one.")
  @Nullable String plan;

  @Option(
      names = "--without-site",
      paramLabel = "IRI",
      description = "Also plan without this site; may be said several times.")
  List<String> withoutSites = List.of();

  @Option(
      names = "--without-rule",
      paramLabel = "NAME",
      description =
          "Also plan without this rule, such as 'location EU'; may be said several times.")
  List<String> withoutRules = List.of();

  @Parameters(
      arity = "0..1",
      paramLabel = "COMPONENT",
      description = "Only this component, with every site that it cannot have.")
  @Nullable String component;

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      String ids = instance.continuum().names().base() + "id/";
      @Nullable String only = component == null ? null : iri(ids, component);
      Explained explained =
          instance
              .explaining()
              .explain(
                  new Explaining.Ask(
                      Optional.ofNullable(plan).map(p -> iri(ids, p)),
                      only == null,
                      iris(ids, withoutSites),
                      new LinkedHashSet<>(withoutRules)),
                  Principal.OPERATOR);
      return switch (explained) {
        case Explained.NotExplained(List<Finding> findings) -> home.refused(findings);
        case Explained.Explanation e -> only == null ? whole(e, ids) : one(e, only);
      };
    }
  }

  private int whole(Explained.Explanation explanation, String ids) {
    if (home.json()) {
      home.write(explanation);
    } else {
      home.out()
          .printf("  %s at %s%n", explanation.plan().substring(ids.length()), explanation.at());
      print(home, explanation);
    }
    return explanation.broken().isEmpty() && explanation.unplaced().isEmpty() ? 0 : 1;
  }

  private int one(Explained.Explanation explanation, String component) {
    Optional<Explained.Why> why =
        explanation.components().stream().filter(w -> w.component().equals(component)).findFirst();
    Optional<Explained.WhyNot> whyNot =
        explanation.unplaced().stream().filter(w -> w.component().equals(component)).findFirst();
    if (why.isEmpty() && whyNot.isEmpty()) {
      return home.refused(
          List.of(
              Finding.violation(
                  "place.unknown-component",
                  "The plan has no component <" + component + ">.",
                  "Name one by its IRI, or relative to id/.")));
    }
    if (home.json()) {
      home.write(why.isPresent() ? why.get() : whyNot.orElseThrow());
    } else {
      why.ifPresent(this::print);
      whyNot.ifPresent(w -> print(home, w));
    }
    return why.isPresent() ? 0 : 1;
  }

  private void print(Explained.Why why) {
    home.out().printf("  %s at %s%n", Place.last(why.component(), 2), Place.last(why.site(), 1));
    home.out().println("    " + amounts(why.amounts()));
    why.reasons().forEach(reason -> home.out().println("    " + reason));
    why.alternatives()
        .forEach(
            a ->
                home.out()
                    .printf(
                        Locale.ROOT,
                        "    or at %s: %s; weighed, %+.2f euro a month%n",
                        Place.last(a.site(), 1),
                        amounts(a.difference()),
                        a.weighedEuroPerMonth()));
    Map<String, List<Explained.Excluded>> bySite =
        why.excluded().stream()
            .collect(
                Collectors.groupingBy(
                    Explained.Excluded::site, LinkedHashMap::new, Collectors.toList()));
    bySite.forEach(
        (site, exclusions) -> {
          home.out().printf("    not at %s:%n", Place.last(site, 1));
          exclusions.forEach(x -> home.out().printf("      %s: %s%n", x.rule(), x.words()));
        });
  }

  /** What concerns the whole plan. */
  static void print(Home home, Explained.Explanation explanation) {
    home.out()
        .printf(
            Locale.ROOT,
            "  The plan weighs %.2f euro a month%s.%n",
            explanation.weighedEuroPerMonth(),
            Place.gap(explanation.bound()));
    explanation.broken().forEach(words -> home.out().println("  broken: " + words));
    explanation.changedGraphs().forEach(graph -> home.out().println("  changed since: " + graph));
    explanation.unplaced().forEach(w -> print(home, w));
    explanation
        .binding()
        .forEach(
            b ->
                home.out()
                    .printf(
                        Locale.ROOT,
                        "  binds: %s of %s; it alone keeps %d away; one more would save %.2f euro a"
                            + " month%n",
                        b.rule(),
                        Place.last(b.site(), 1),
                        b.components(),
                        b.shadowPriceEuroPerMonth()));
    explanation.rules().forEach(r -> home.out().println("  " + r.words()));
    explanation.whatIf().forEach(w -> print(home, w));
  }

  private static void print(Home home, Explained.WhyNot whyNot) {
    home.out().println("  not placed: " + Place.last(whyNot.component(), 2));
    whyNot.reasons().forEach(reason -> home.out().println("    " + reason));
    for (Explained.Relaxed relaxed : whyNot.relaxations()) {
      home.out()
          .printf(
              Locale.ROOT,
              "    could be at %s, for %.2f euro a month, if this gave way:%n",
              Place.last(relaxed.site(), 1),
              relaxed.weighedEuroPerMonth());
      relaxed.words().forEach(words -> home.out().println("      " + words));
    }
  }

  private static void print(Home home, Explained.Scenario scenario) {
    home.out().println("  " + scenario.words());
    for (Explained.Changed changed : scenario.changes()) {
      if (!Objects.equals(changed.before(), changed.after())) {
        home.out()
            .printf(
                "    %s: %s → %s: %s%n",
                Place.last(changed.component(), 2),
                site(changed.before()),
                site(changed.after()),
                amounts(changed.difference()));
      }
    }
  }

  private static String site(@Nullable String site) {
    return site == null ? "no site" : Place.last(site, 1);
  }

  private static String amounts(Map<String, Double> amounts) {
    return amounts.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Set<String> iris(String ids, List<String> names) {
    return names.stream().map(name -> iri(ids, name)).collect(Collectors.toSet());
  }

  private static String iri(String ids, String name) {
    return name.contains(":") ? name : ids + name;
  }
}
