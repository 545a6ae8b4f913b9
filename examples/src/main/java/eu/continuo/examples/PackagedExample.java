package eu.continuo.examples;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An example of this module as its manifest lists it, read from the jar, for programs that need a
 * whole continuum where there is no checkout.
 *
 * @param base the IRI that all names of its continuum begin with
 * @param now the instant at which it is meant to be read
 * @param trustList the JSON of the trusted issuers
 * @param documents in the order of loading
 */
public record PackagedExample(
    String base, Instant now, String trustList, List<Document> documents) {
  private static final String FOLDER = "/continuo/examples/";

  /** Copies what could be changed. */
  public PackagedExample {
    documents = List.copyOf(documents);
  }

  /**
   * One document of JSON-LD, which is the content of one graph.
   *
   * @param graph the IRI of the graph
   * @param owner the IRI of the party that answers for it
   * @param isPublic whether everybody sees it
   */
  public record Document(String content, String graph, String owner, boolean isPublic) {}

  /** The example {@code europe}. */
  public static PackagedExample europe() throws IOException {
    return of("europe/");
  }

  /** What its documents say, in their order. */
  public List<NamedGraph> graphs() {
    JsonLd jsonLd = new JsonLd(base);
    return documents.stream()
        .map(
            document ->
                switch (jsonLd.read(document.content.getBytes(StandardCharsets.UTF_8))) {
                  case Reading.Read read ->
                      new NamedGraph(
                          document.graph, document.owner, document.isPublic, read.graph());
                  case Reading.Unreadable unreadable ->
                      throw new IllegalStateException(unreadable.findings().toString());
                })
        .toList();
  }

  private static PackagedExample of(String folder) throws IOException {
    JsonNode manifest = new JsonMapper().readTree(text(folder + "manifest.json"));
    String base = manifest.get("base").stringValue();
    List<Document> documents = new ArrayList<>();
    for (JsonNode row : manifest.get("graphs")) {
      documents.add(
          new Document(
              text(folder + row.get("file").stringValue()),
              base + row.get("graph").stringValue(),
              base + "id/" + row.get("owner").stringValue(),
              row.get("visibility").stringValue().equals("public")));
    }
    return new PackagedExample(
        base,
        Instant.parse(manifest.get("now").stringValue()),
        text(folder + manifest.get("trustList").stringValue()),
        documents);
  }

  private static String text(String file) throws IOException {
    try (InputStream stream = PackagedExample.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new FileNotFoundException(FOLDER + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
