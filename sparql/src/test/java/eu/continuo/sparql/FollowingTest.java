package eu.continuo.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.junit.jupiter.api.Test;

/**
 * What follows by parts is what follows whole. {@code -Dcontinuo.rules.changes=100000} tries more
 * changes.
 */
class FollowingTest {
  private static final PrefixMap PREFIXES =
      PrefixMapFactory.create(
          Map.of(
              "icra", "https://w3id.org/icra/ns#",
              "schema", "https://schema.org/",
              "sosa", "http://www.w3.org/ns/sosa/",
              "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
              "xsd", "http://www.w3.org/2001/XMLSchema#"));

  /**
   * Kind of the subject, property, and kind or values of the object; a kind has a few nodes, so
   * that they meet.
   */
  private static final List<List<String>> SENTENCES =
      """
      site rdf:type icra:Site
      site icra:operatedBy provider
      site icra:failureDomain "north"|"south"
      site icra:inGridZone zone
      capacity icra:ofSite site
      capacity icra:ofResource carrier
      capacity icra:dimension dimension
      capacity icra:total 8|16
      capacity icra:allocatable 8|12
      capacity icra:allocated 0|4|5.50
      workload rdf:type icra:Workload
      workload icra:ofComponent component
      workload icra:runsOn carrier
      workload icra:usesVcpu 1|2.5
      workload icra:usesMemoryGiB 3
      carrier rdf:type icra:ContainerCluster|icra:ComputeNode
      carrier icra:runsOn carrier
      carrier icra:atSite site
      component icra:usesOffering offering
      agreement icra:forOffering offering
      agreement icra:objective objective
      agreement icra:validUntil "2027-01-01T00:00:00Z"^^xsd:dateTime|"2028-01-01T00:00:00Z"^^xsd:dateTime
      objective icra:indicator <https://w3id.org/icra/vocab/indicators/availability>|<https://w3id.org/icra/vocab/indicators/latency-p95-ms>
      objective icra:operator <https://w3id.org/icra/vocab/operators/at-least>|<https://w3id.org/icra/vocab/operators/at-most>
      objective icra:threshold 0.9|0.99|0.999
      measurement rdf:type icra:ObjectiveMeasurement
      measurement icra:ofObjective objective
      measurement sosa:hasSimpleResult 0.95|1.0
      application icra:hasComponent component
      application icra:hasLink link
      link icra:maxLatencyMs 5|7.5
      observation rdf:type icra:GridObservation
      observation icra:ofZone zone
      observation icra:hour "2026-11-24T10:00:00Z"^^xsd:dateTime|"2026-11-24T11:00:00Z"^^xsd:dateTime
      observation icra:carbonIntensityGramsPerKWh 40|400
      plan rdf:type icra:PricePlan
      plan schema:priceCurrency "EUR"|"USD"|"CHF"
      plan icra:validFrom "2026-01-01T00:00:00Z"^^xsd:dateTime|"2026-07-01T00:00:00Z"^^xsd:dateTime
      plan icra:validUntil "2026-12-01T00:00:00Z"^^xsd:dateTime
      plan icra:discountRatio 0.1|0.25
      plan icra:priceVcpuHour 0.03|0.040
      plan icra:priceGpuHour 2
      exchange rdf:type icra:ExchangeRate
      exchange schema:priceCurrency "USD"|"CHF"
      exchange icra:euroPerUnit 0.9|1.05
      exchange icra:validFrom "2026-06-01T00:00:00Z"^^xsd:dateTime
      exchange icra:validUntil "2026-09-01T00:00:00Z"^^xsd:dateTime
      profile icra:ofSite site
      profile icra:pue 1.2|1.50
      """
          .lines()
          .map(line -> List.of(line.split(" ", 3)))
          .toList();

  @Test
  void whatFollowsByPartsIsWhatFollowsWhole() {
    Random random = new Random(7);
    Map<Rule, Graph> kept = new LinkedHashMap<>();
    Rules.packaged().inOrder().forEach(r -> kept.put(r, GraphFactory.createDefaultGraph()));
    Graph asserted = GraphFactory.createDefaultGraph();
    Map<String, Integer> updates = new TreeMap<>();
    int changes = Integer.getInteger("continuo.rules.changes", 500);
    for (int i = 0; i < changes; i++) {
      Delta changed = change(asserted, random, i < 60 ? 12 : 1 + random.nextInt(6));
      follow(asserted, changed, kept, updates);
      Graph known = asserted;
      for (Map.Entry<Rule, Graph> rule : kept.entrySet()) {
        Graph whole = rule.getKey().conclude(known);
        assertThat(text(rule.getValue()))
            .as("%s after change %d, %s", rule.getKey().name(), i, changed)
            .isEqualTo(text(whole));
        known = new Union(whole, known);
      }
      if (i % 10 == 0) {
        assertThat(
                Rules.packaged().concludeAtOnce(List.of(asserted)).stream()
                    .map(derived -> text(derived.graph())))
            .as("after change %d", i)
            .containsExactlyElementsOf(kept.values().stream().map(FollowingTest::text).toList());
      }
    }
    // Every rule with a focus had something to follow, often.
    assertThat(updates.keySet())
        .isEqualTo(
            kept.keySet().stream()
                .filter(r -> r.focus().isPresent())
                .map(Rule::name)
                .collect(Collectors.toSet()));
    assertThat(updates.values()).allMatch(n -> n >= 10);
  }

  @Test
  void aChangeThatIsJoinedToOneNodeConcludesAboutThatNodeAlone() {
    Rule rule =
        Rules.packaged().inOrder().stream()
            .filter(r -> r.name().equals("provider-capacity"))
            .findFirst()
            .orElseThrow();
    Graph asserted = GraphFactory.createDefaultGraph();
    for (String name : List.of("1", "2")) {
      asserted.add(triple("site" + name, "rdf:type", "icra:Site"));
      asserted.add(triple("site" + name, "icra:operatedBy", "provider" + name));
      asserted.add(triple("capacity" + name, "icra:ofSite", "site" + name));
      asserted.add(triple("capacity" + name, "icra:dimension", "dimension1"));
      asserted.add(triple("capacity" + name, "icra:total", "8"));
    }
    Graph concluded = rule.conclude(asserted);
    Triple before = triple("capacity1", "icra:total", "8");
    Triple after = triple("capacity1", "icra:total", "9");
    asserted.delete(before);
    asserted.add(after);
    Delta update =
        rule.focus()
            .orElseThrow()
            .follow(asserted, new Delta(List.of(before), List.of(after)), concluded);
    assertThat(update.gone()).hasSize(1);
    assertThat(update.fresh()).hasSize(1);
    assertThat(update.fresh().iterator().next().getObject().getLiteralLexicalForm()).isEqualTo("9");
  }

  @Test
  void aRuleWhoseFocusCannotBeReachedIsRefused() {
    Query apart =
        QueryFactory.create(
            "CONSTRUCT { ?a <urn:p> ?b } WHERE { VALUES ?a { UNDEF } ?a <urn:q> 1 . ?b <urn:r> 2"
                + " }");
    assertThatThrownBy(() -> new Rule.Focus(apart, "a", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no pattern leads to ?a");
    Query rowless = QueryFactory.create("CONSTRUCT { ?a <urn:p> 1 } WHERE { ?a <urn:q> 1 }");
    assertThatThrownBy(() -> new Rule.Focus(rowless, "a", Optional.empty()))
        .hasMessageContaining("VALUES ?a { UNDEF }");
  }

  private static void follow(
      Graph asserted, Delta change, Map<Rule, Graph> kept, Map<String, Integer> updates) {
    Delta changed = change;
    Graph known = asserted;
    for (Map.Entry<Rule, Graph> entry : kept.entrySet()) {
      Rule rule = entry.getKey();
      Graph held = entry.getValue();
      if (rule.focus().isPresent() && rule.concernedBy(changed)) {
        Delta update = rule.focus().get().follow(known, changed, held);
        update.gone().forEach(held::delete);
        update.fresh().forEach(held::add);
        changed = changed.and(update);
        if (!update.fresh().isEmpty()) {
          updates.merge(rule.name(), 1, Integer::sum);
        }
      }
      known = new Union(held, known);
    }
  }

  private static Delta change(Graph asserted, Random random, int size) {
    List<Triple> goneNow = new ArrayList<>();
    List<Triple> freshNow = new ArrayList<>();
    List<Triple> there = new ArrayList<>(asserted.stream().toList());
    there.sort(java.util.Comparator.comparing(Triple::toString));
    for (int i = 0; i < size; i++) {
      if (!there.isEmpty() && random.nextInt(100) < (there.size() > 160 ? 60 : 25)) {
        Triple gone = there.remove(random.nextInt(there.size()));
        asserted.delete(gone);
        goneNow.add(gone);
      } else {
        List<String> sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
        String[] objects = sentence.get(2).split("\\|", -1);
        String object = objects[random.nextInt(objects.length)];
        Triple fresh =
            triple(
                any(sentence.get(0), random),
                sentence.get(1),
                object.matches("[a-z]+") ? any(object, random) : object);
        if (!asserted.contains(fresh)) {
          asserted.add(fresh);
          freshNow.add(fresh);
        }
      }
    }
    return new Delta(goneNow, freshNow);
  }

  private static String any(String kind, Random random) {
    return kind + (1 + random.nextInt(3));
  }

  private static Triple triple(String subject, String property, String object) {
    return Triple.create(node(subject), node(property), node(object));
  }

  private static Node node(String text) {
    return text.matches("[a-z]+[0-9]")
        ? NodeFactory.createURI("https://x.example/" + text)
        : NodeFactoryExtra.parseNode(text, PREFIXES);
  }

  private static Set<String> text(Graph graph) {
    return graph.stream()
        .map(NodeFmtLib::str)
        .sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
