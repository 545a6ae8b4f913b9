package eu.continuo.ontology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.File;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Graph VOCABULARY = Words.vocabulary();

  @Test
  void constantsAreExactlyTheTermsOfTheVocabulary() {
    Set<String> constants =
        Arrays.stream(Icra.class.getDeclaredFields())
            .filter(f -> Modifier.isPublic(f.getModifiers()) && f.getType() == Node.class)
            .map(WordsTest::iri)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(constants).isEqualTo(terms());
  }

  @Test
  void aConstantSaysWhatItsTermIs() throws java.io.IOException {
    Path source = Path.of("src/main/java/eu/continuo/ontology/Icra.java");
    Map<String, String> said = new TreeMap<>();
    Pattern.compile(
            "/\\*\\*((?:[^*]|\\*(?!/))*+)\\*/\\s+public static final Node \\w+"
                + " =\\s+term\\(\"(\\w+)\"\\)")
        .matcher(Files.readString(source))
        .results()
        .forEach(
            m -> said.put(Icra.NS + m.group(2), m.group(1).replaceAll("[\\s*]+", " ").strip()));
    Map<String, String> defined = new TreeMap<>();
    VOCABULARY.stream(Node.ANY, SKOS.definition.asNode(), Node.ANY)
        .forEach(t -> defined.put(t.getSubject().getURI(), t.getObject().getLiteralLexicalForm()));
    assertThat(said).isEqualTo(defined);
  }

  @Test
  void theContextNamesExactlyTheTermsOfTheVocabulary() {
    JsonObject context =
        Json.createReader(new StringReader(Contexts.v1())).readObject().getJsonObject("@context");
    Set<String> named =
        context.entrySet().stream()
            .filter(e -> !e.getKey().equals("icra"))
            .map(e -> id(e.getValue()))
            .filter(id -> id.startsWith("icra:"))
            .map(id -> Icra.NS + id.substring(5))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(terms());
    context.forEach(
        (key, value) -> {
          if (id(value).startsWith("icra:")) {
            assertThat(id(value))
                .as("a term is named as in the vocabulary")
                .isEqualTo("icra:" + key);
          }
        });
  }

  @Test
  void everyTermHasALabelADefinitionAndItsSource() {
    for (String term : terms()) {
      Node node = org.apache.jena.graph.NodeFactory.createURI(term);
      for (Node property :
          List.of(RDFS.label.asNode(), SKOS.definition.asNode(), DCTerms.source.asNode())) {
        assertThat(VOCABULARY.stream(node, property, Node.ANY).count())
            .as("%s %s", term, property)
            .isEqualTo(1);
      }
    }
  }

  @Test
  void everyFileIsReadAndEveryConceptHasAScheme() {
    assertThat(files("vocabulary")).isEqualTo(Words.MODULES);
    assertThat(files("schemes")).isEqualTo(Words.SCHEMES);
    Graph schemes = Words.schemes();
    schemes.stream(Node.ANY, org.apache.jena.vocabulary.RDF.type.asNode(), SKOS.Concept.asNode())
        .forEach(
            t ->
                assertThat(schemes.contains(t.getSubject(), SKOS.inScheme.asNode(), Node.ANY))
                    .as(t.getSubject().toString())
                    .isTrue());
  }

  @Test
  void theContextIsUtf8AndNamesNoOtherContext() {
    assertThat(Contexts.v1().getBytes(UTF_8)).isNotEmpty();
    assertThat(Contexts.v1()).doesNotContain("@import");
  }

  private static List<String> files(String folder) {
    String[] names = new File(folder).list((d, n) -> n.endsWith(".ttl"));
    assertThat(names).isNotNull();
    return Arrays.stream(names).map(n -> n.substring(0, n.length() - 4)).sorted().toList();
  }

  private static Set<String> terms() {
    return VOCABULARY.stream(Node.ANY, RDFS.isDefinedBy.asNode(), Node.ANY)
        .map(t -> t.getSubject().getURI())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String id(JsonValue definition) {
    return switch (definition) {
      case JsonString s -> s.getString();
      case JsonObject o -> o.getString("@id", "");
      default -> "";
    };
  }

  private static String iri(java.lang.reflect.Field field) {
    try {
      return ((Node) field.get(null)).getURI();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
