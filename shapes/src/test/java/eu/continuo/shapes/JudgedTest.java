package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.XSD;
import org.junit.jupiter.api.Test;

class JudgedTest {
  private static final Graph VOCABULARY = Words.vocabulary();

  @Test
  void everyClassIsJudgedOrHasAReason() {
    Set<Node> classes =
        VOCABULARY.stream(Node.ANY, RDF.type.asNode(), OWL2.Class.asNode())
            .map(Triple::getSubject)
            .collect(Collectors.toSet());
    Set<Node> judged =
        Judged.SHAPES.stream(Node.ANY, SHACL.targetClass, Node.ANY)
            .map(Triple::getObject)
            .collect(Collectors.toSet());
    assertThat(classes).containsAll(Judged.NOT_WRITTEN.keySet());
    assertThat(judged).doesNotContainAnyElementsOf(Judged.NOT_WRITTEN.keySet());
    classes.removeAll(judged);
    assertThat(classes).isEqualTo(Judged.NOT_WRITTEN.keySet());
  }

  /** Each class with a decimal names the basis of its figures, or is known in another way. */
  @Test
  void everyQuantityIsMeasuredModelledOrDefault() {
    Set<Node> withFigures =
        VOCABULARY.stream(
                Node.ANY,
                NodeFactory.createURI("https://schema.org/rangeIncludes"),
                XSD.decimal.asNode())
            .flatMap(
                range ->
                    ShapeRow.objects(
                        VOCABULARY,
                        range.getSubject(),
                        NodeFactory.createURI("https://schema.org/domainIncludes")))
            .collect(Collectors.toSet());
    assertThat(withFigures).containsAll(Judged.KNOWN_OTHERWISE.keySet());
    withFigures.removeAll(Judged.KNOWN_OTHERWISE.keySet());
    assertThat(withFigures)
        .allSatisfy(
            type ->
                assertThat(ShapeRow.of(Judged.SHAPES, type))
                    .as("%s", type)
                    .anyMatch(row -> row.property().equals(Icra.FIGURE_BASIS.getLocalName())));
  }
}
