package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/** What runs of the first application of a generated customer, what it used, what was paid. */
final class GeneratedUse {
  private static final int WORKLOADS = 6;
  private static final List<String> HOURS = List.of("06", "07", "08", "09");
  private static final List<String> CATEGORIES = List.of("compute", "storage", "networking");

  private final int number;
  private final String name;
  private final Draft draft;
  private final Chance chance;

  GeneratedUse(String base, long seed, int number) {
    this.number = number;
    this.name = "customer-" + number;
    this.draft = Draft.of(base, seed, name + "/use");
    this.chance = draft.chance();
  }

  /** Workloads, their energy in some hours, and two months of charges. */
  Graph graph() {
    for (int i = 0; i < WORKLOADS; i++) {
      workload(i);
    }
    for (int month = 9; month <= 10; month++) {
      for (String category : CATEGORIES) {
        charge(category, month);
      }
    }
    return draft.graph();
  }

  private void workload(int i) {
    int vcpu = chance.between(1, 30);
    int host = number - number % 2;
    String local = name + "/" + i;
    Description workload =
        draft
            .a(Icra.WORKLOAD, "workload/" + local)
            .says(Icra.OF_COMPONENT, draft.id("component/" + name + "/0/" + i % 4))
            .says(Icra.RUNS_ON, draft.id("cluster/provider-" + host + "-0"))
            .measures(Icra.USES_VCPU, Description.hundredths(10L * vcpu))
            .measures(Icra.USES_MEMORY_GI_B, chance.between(5, 80, 1));
    for (String hour : HOURS) {
      energy(workload.node(), local + "/" + hour, hour, vcpu);
    }
  }

  private void energy(Node workload, String local, String hour, int vcpu) {
    draft
        .a(Icra.ENERGY_OBSERVATION, "energy-observation/" + local)
        .says(GeneratedOperation.FEATURE, workload)
        .at(Icra.HOUR, "2026-11-24T" + hour + ":00:00Z")
        .measures(Icra.IT_ENERGY_KWH, chance.between(3 * vcpu, 9 * vcpu, 4))
        .modelled();
  }

  private void charge(String category, int month) {
    draft
        .a(Icra.USAGE_RECORD, "usage-record/%s/%s/2026-%02d".formatted(name, category, month))
        .says(Icra.CONSUMER, draft.id("party/" + name))
        .says(Icra.CHARGED_BY, draft.id("party/provider-" + number))
        .says(Icra.SERVICE_CATEGORY, Icra.concept("service-categories", category))
        .measures(Icra.EFFECTIVE_COST_EURO, chance.between(1000, 90000, 2))
        .at(Icra.PERIOD_START, "2026-%02d-01T00:00:00Z".formatted(month))
        .at(Icra.PERIOD_END, "2026-%02d-01T00:00:00Z".formatted(month + 1));
  }
}
