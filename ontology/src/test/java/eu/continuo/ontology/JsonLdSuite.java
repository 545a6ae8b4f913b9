package eu.continuo.ontology;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON-LD 1.1 suite of the W3C in a folder: its manifests, and its documents at the addresses
 * that they have on the web.
 */
record JsonLdSuite(Path folder) {
  static final URI BASE = URI.create("https://w3c.github.io/json-ld-api/tests/");
  static final List<String> NAMES = List.of("expand", "compact", "flatten", "toRdf", "fromRdf");

  /** The tests of one of {@link #NAMES}, in the order of its manifest. */
  List<SuiteTest> tests(String suite) {
    try (InputStream in = Files.newInputStream(folder.resolve(suite + "-manifest.jsonld"));
        JsonReader json = Json.createReader(in)) {
      return json.readObject().getJsonArray("sequence").getValuesAs(JsonObject.class).stream()
          .map(entry -> new SuiteTest(suite, entry))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads documents of the suite, and what we allow anyway. */
  DocumentLoader loader() {
    return this::load;
  }

  private Document load(URI url, DocumentLoaderOptions options) throws JsonLdError {
    if (!url.toString().startsWith(BASE.toString())) {
      return Contexts.loader().loadDocument(url, options);
    }
    try (InputStream in = Files.newInputStream(path(url))) {
      JsonDocument document = JsonDocument.of(in);
      document.setDocumentUrl(url);
      return document;
    } catch (IOException e) {
      throw new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, e);
    }
  }

  /** The bytes of a document. */
  byte[] bytes(URI url) {
    try {
      return Files.readAllBytes(path(url));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a document. */
  String text(URI url) {
    return new String(bytes(url), StandardCharsets.UTF_8);
  }

  private Path path(URI url) {
    return folder.resolve(BASE.relativize(url).getPath());
  }
}
