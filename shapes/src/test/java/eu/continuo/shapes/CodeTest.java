package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.junit.jupiter.api.Test;

class CodeTest {
  @Test
  void namesEveryConstraintComponentOfShacl() {
    Set<String> codes =
        Arrays.stream(SHACL.class.getDeclaredFields())
            .filter(field -> field.getName().matches("[A-Z][A-Za-z]+ConstraintComponent"))
            .map(CodeTest::component)
            .map(Code::of)
            .collect(Collectors.toSet());
    assertThat(codes)
        .contains(
            "shape.and",
            "shape.class",
            "shape.closed",
            "shape.datatype",
            "shape.disjoint",
            "shape.equals",
            "shape.has-value",
            "shape.in",
            "shape.language-in",
            "shape.less-than",
            "shape.less-than-or-equals",
            "shape.max-count",
            "shape.max-exclusive",
            "shape.max-inclusive",
            "shape.max-length",
            "shape.min-count",
            "shape.min-exclusive",
            "shape.min-inclusive",
            "shape.min-length",
            "shape.node",
            "shape.node-kind",
            "shape.not",
            "shape.or",
            "shape.pattern",
            "shape.property",
            "shape.qualified-max-count",
            "shape.qualified-min-count",
            "shape.sparql",
            "shape.unique-lang",
            "shape.xone")
        .allMatch(code -> code.matches("shape(\\.[a-z]+)(-[a-z]+)*"));
  }

  @Test
  void listsTheCodesThatThePackagedShapesCanGive() {
    assertThat(Shapes.packaged().codes())
        .containsExactly(
            "shape.class",
            "shape.closed",
            "shape.datatype",
            "shape.disjoint",
            "shape.less-than",
            "shape.less-than-or-equals",
            "shape.max-count",
            "shape.max-exclusive",
            "shape.max-inclusive",
            "shape.min-count",
            "shape.min-exclusive",
            "shape.min-inclusive",
            "shape.min-length",
            "shape.node",
            "shape.node-kind",
            "shape.not",
            "shape.or",
            "shape.pattern",
            "shape.sparql",
            "shape.unique-lang",
            "shape.unknown-term",
            "shape.untyped",
            "shape.vocabulary-changed");
  }

  private static Node component(Field field) {
    try {
      return (Node) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
