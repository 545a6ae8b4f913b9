package eu.continuo.ontology;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The JSON-LD contexts that a document may name. They come from the jar and from nowhere else: a
 * loader that fetches what a stranger names is a way to read our files and our network (JSON-LD 1.1
 * API, section 10 "Security Considerations").
 */
public final class Contexts {
  /** The identifier of our own context. */
  public static final String V1 = "https://w3id.org/icra/contexts/v1.jsonld";

  /** The identifier of ODRL's context; the file is ours, with the terms of ODRL 2.2. */
  public static final String ODRL = "http://www.w3.org/ns/odrl.jsonld";

  private static final Map<String, String> ALLOWED =
      Map.of(
          V1,
          "/continuo/ontology/contexts/v1.jsonld",
          ODRL,
          "/continuo/ontology/contexts/odrl.jsonld",
          ODRL.replace("http:", "https:"),
          "/continuo/ontology/contexts/odrl.jsonld");

  private Contexts() {}

  /** The text of our own context, as it is served. */
  public static String v1() {
    return text(V1);
  }

  static DocumentLoader loader() {
    return Contexts::load;
  }

  private static Document load(URI url, DocumentLoaderOptions options) throws JsonLdError {
    if (!ALLOWED.containsKey(url.toString())) {
      throw new JsonLdError(
          JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
          "The context <"
              + url
              + "> is not one that this service knows, and contexts are never fetched. Known: "
              + String.join(", ", ALLOWED.keySet().stream().sorted().toList())
              + ".");
    }
    try (InputStream in = open(url.toString())) {
      return JsonDocument.of(in);
    } catch (IOException e) {
      throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, e);
    }
  }

  private static String text(String iri) {
    try (InputStream in = open(iri)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String iri) throws IOException {
    String resource = ALLOWED.get(iri);
    InputStream in = resource == null ? null : Contexts.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("The jar lacks the context <" + iri + ">.");
    }
    return in;
  }
}
