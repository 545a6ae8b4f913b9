package eu.continuo.service.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the doors take and answer, as OpenAPI 3.1 describes it. */
@RestController
class OpenApiDoor {
  private final Map<String, Object> document;

  OpenApiDoor() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(OpenApiDoor.class.getResourceAsStream("/continuo/openapi.yaml"))) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
  }

  @GetMapping(path = "/openapi.json", produces = "application/json")
  Map<String, Object> openApi() {
    return document;
  }
}
