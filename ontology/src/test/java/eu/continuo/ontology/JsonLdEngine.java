package eu.continuo.ontology;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.JsonLdVersion;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.json.JsonLdComparison;
import com.apicatalog.jsonld.serialization.QuadsToJsonld;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsReaderException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs a test of the suite by the engine alone, with the options that the test asks for. */
record JsonLdEngine(JsonLdSuite suite) {

  Outcome run(SuiteTest test) {
    if (test.isOfVersion10()) {
      return new Outcome.NotOffered("JSON-LD 1.0");
    }
    try {
      boolean same = test.suite().equals("toRdf") ? givesQuads(test) : givesJson(test);
      if (test.error().isPresent()) {
        return new Outcome.Fail("is accepted; expected is: " + test.error().get());
      }
      return same ? new Outcome.Pass() : new Outcome.Fail("gives another result");
    } catch (JsonLdError e) {
      return refused(test, e);
    } catch (RuntimeException e) {
      return new Outcome.Fail("breaks: " + e);
    }
  }

  private static Outcome refused(SuiteTest test, JsonLdError error) {
    if (test.error().isEmpty()) {
      return new Outcome.Fail("is refused: " + error.getMessage());
    }
    String expected =
        test.error()
            .get()
            .replace("@", "keyword ")
            .replaceAll("[ -]", "_")
            .toUpperCase(Locale.ROOT);
    return error.getCode().name().equals(expected)
        ? new Outcome.Pass()
        : new Outcome.Fail(
            "is refused for " + error.getCode() + "; expected is: " + test.error().get());
  }

  private boolean givesQuads(SuiteTest test) throws JsonLdError {
    CanonicalQuads quads = quads(suite.text(test.input()), options(test));
    return test.expected().isEmpty()
        || quads.text().equals(CanonicalQuads.of(suite.text(test.expected().get())).text());
  }

  /** The quads that a document means, by the standard. */
  CanonicalQuads quads(String document, JsonLdOptions options) throws JsonLdError {
    CanonicalQuads quads = new CanonicalQuads();
    JsonLd.toRdf(JsonDocument.of(new StringReader(document))).options(options).provide(quads);
    return quads;
  }

  private boolean givesJson(SuiteTest test) throws JsonLdError {
    JsonLdOptions options = options(test);
    JsonStructure result =
        switch (test.suite()) {
          case "expand" -> JsonLd.expand(test.input()).options(options).get();
          case "compact" ->
              JsonLd.compact(test.input(), test.context().orElseThrow()).options(options).get();
          case "flatten" ->
              test.context().isPresent()
                  ? JsonLd.flatten(test.input())
                      .context(test.context().get())
                      .options(options)
                      .get()
                  : JsonLd.flatten(test.input()).options(options).get();
          case "fromRdf" -> fromRdf(test, options);
          default -> throw new IllegalArgumentException(test.suite());
        };
    return test.expected().isEmpty()
        || JsonLdComparison.equals(json(test.expected().get()), result);
  }

  private JsonStructure fromRdf(SuiteTest test, JsonLdOptions options) throws JsonLdError {
    QuadsToJsonld document = JsonLd.fromRdf().options(options);
    try {
      // A dataset is a set, and the reader gives each line.
      String quads = suite.text(test.input()).lines().distinct().collect(Collectors.joining("\n"));
      new NQuadsReader(new StringReader(quads)).provide(document);
    } catch (NQuadsReaderException | RdfConsumerException e) {
      throw e.getCause() instanceof JsonLdError refused
          ? refused
          : new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, e);
    }
    return document.toJsonLd();
  }

  private JsonValue json(URI url) throws JsonLdError {
    return JsonDocument.of(new StringReader(suite.text(url))).getJsonContent().orElseThrow();
  }

  /** The options of a test, for the engine. */
  JsonLdOptions options(SuiteTest test) {
    JsonObject asked = test.options();
    JsonLdOptions options = new JsonLdOptions(suite.loader());
    options.setOrdered(true);
    options.setBase(test.documentBase());
    options.setProcessingMode(
        JsonLdVersion.of(asked.getString("processingMode", JsonLdVersion.V1_1.toString())));
    options.setCompactArrays(asked.getBoolean("compactArrays", true));
    options.setCompactToRelative(asked.getBoolean("compactToRelative", true));
    options.setProduceGeneralizedRdf(asked.getBoolean("produceGeneralizedRdf", false));
    options.setUseNativeTypes(asked.getBoolean("useNativeTypes", false));
    options.setUseRdfType(asked.getBoolean("useRdfType", false));
    if (asked.containsKey("expandContext")) {
      options.setExpandContext(JsonLdSuite.BASE.resolve(asked.getString("expandContext")));
    }
    if (asked.containsKey("rdfDirection")) {
      options.setRdfDirection(
          JsonLdOptions.RdfDirection.valueOf(
              asked.getString("rdfDirection").replace("-", "_").toUpperCase(Locale.ROOT)));
    }
    return options;
  }
}
