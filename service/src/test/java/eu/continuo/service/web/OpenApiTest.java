package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import eu.continuo.service.Europe;
import eu.continuo.service.gate.Judges;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the doors is true: every route is in it, and every operation does as it says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "delete");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Nullable private Opened opened;
  @Nullable private JsonNode document;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    opened = new Opened(Europe.packaged().loaded(folder, Judges.FOCUS));
    document = JSON.readTree(doors().get("/openapi.json").body());
  }

  @AfterAll
  void close() {
    doors().close();
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Set<String> described = new TreeSet<>();
    operations().forEach(o -> described.add(o.method + " " + o.path));
    Set<String> served = new TreeSet<>();
    doors()
        .routes()
        .forEach(
            r -> served.add(r.replace("/id/**", "/id/{name}").replace("data/**", "data/{path}")));
    assertThat(described).isEqualTo(served);
  }

  @Test
  void everyOperationAnswersItsExampleAsItsSchemaSays() throws Exception {
    for (Operation operation : operations()) {
      HttpResponse<String> answer = operation.call(Opened.TOKEN);
      int expected = operation.node.path("x-example-status").asInt(200);
      assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(expected);
      operation.check(answer);
    }
  }

  @Test
  void whatNeedsTheTokenSaysSoAndNothingElseDoes() throws Exception {
    for (Operation operation : operations()) {
      boolean closed = operation.node.has("security");
      HttpResponse<String> answer = operation.call(null);
      assertThat(answer.statusCode() == 401)
          .as(operation + ": " + answer.statusCode())
          .isEqualTo(closed);
      if (closed) {
        operation.check(answer);
      }
    }
  }

  @Test
  void everyMediaTypeThatIsPromisedIsGiven() throws Exception {
    for (String operationId : List.of("resource", "vocabulary", "term", "dcatAp")) {
      Operation operation =
          operations().stream()
              .filter(o -> o.node.path("operationId").asText().equals(operationId))
              .findFirst()
              .orElseThrow();
      for (String type : names(operation.response(200).path("content"))) {
        HttpResponse<String> answer = operation.call(null, "Accept", type);
        assertThat(answer.statusCode()).as(operationId + " " + type).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        operation.check(answer);
      }
    }
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root().get("paths").properties()) {
      for (Map.Entry<String, JsonNode> item : path.getValue().properties()) {
        if (METHODS.contains(item.getKey())) {
          operations.add(
              new Operation(
                  item.getKey().toUpperCase(java.util.Locale.ROOT),
                  path.getKey(),
                  item.getValue(),
                  path.getValue().path("parameters")));
        }
      }
    }
    return operations;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root().at(node.get("$ref").asText().substring(1)) : node;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** One operation of the document. */
  private final class Operation {
    final String method;
    final String path;
    final JsonNode node;
    private final List<JsonNode> parameters = new ArrayList<>();

    Operation(String method, String path, JsonNode node, JsonNode shared) {
      this.method = method;
      this.path = path;
      this.node = node;
      shared.forEach(p -> parameters.add(resolved(p)));
      node.path("parameters").forEach(p -> parameters.add(resolved(p)));
    }

    HttpResponse<String> call(@Nullable String token, String... headers) throws Exception {
      String address = path;
      String query = "";
      for (JsonNode parameter : parameters) {
        if (!parameter.has("example")) {
          continue;
        }
        String name = parameter.get("name").asText();
        String value = parameter.get("example").asText();
        if (parameter.get("in").asText().equals("path")) {
          address = address.replace("{" + name + "}", value);
        } else {
          query += (query.isEmpty() ? "?" : "&") + name + "=" + Opened.encoded(value);
        }
      }
      @Nullable String type = null;
      @Nullable String body = null;
      JsonNode content = resolved(node.path("requestBody")).path("content");
      if (!content.isMissingNode()) {
        type = names(content).getFirst();
        JsonNode example = content.get(type).get("example");
        body = example.isTextual() ? example.asText() : example.toString();
      }
      return doors().send(method, address + query, type, body, token, headers);
    }

    JsonNode response(int status) {
      JsonNode responses = node.get("responses");
      return resolved(
          responses.has(String.valueOf(status))
              ? responses.get(String.valueOf(status))
              : responses.get("default"));
    }

    void check(HttpResponse<String> answer) throws Exception {
      JsonNode response = response(answer.statusCode());
      for (String header : names(response.path("headers"))) {
        assertThat(answer.headers().firstValue(header)).as(this + " " + header).isPresent();
      }
      JsonNode content = response.path("content");
      if (content.isMissingNode() || method.equals("HEAD")) {
        return;
      }
      String type =
          answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
      assertThat(names(content)).as(toString()).contains(type);
      if (type.endsWith("json")) {
        ObjectNode schema = JSON.createObjectNode();
        schema.putArray("allOf").add(content.get(type).get("schema"));
        schema.set("components", root().get("components"));
        assertThat(
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString())
                    .validate(answer.body(), InputFormat.JSON))
            .as(this + ": " + answer.body())
            .isEmpty();
      }
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private JsonNode root() {
    return Objects.requireNonNull(document);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
