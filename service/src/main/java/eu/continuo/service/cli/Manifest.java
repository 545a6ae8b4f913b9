package eu.continuo.service.cli;

import eu.continuo.ontology.RdfText;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.GraphNames;
import eu.continuo.service.intake.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of documents and where each belongs, such as {@code examples/europe/manifest.json}: they
 * are judged together, since a site's place may stand in one and its operator in another.
 *
 * @param base the IRI that all names of its continuum begin with
 * @param now the instant at which it is meant to be read
 * @param trustList the file of trusted issuers, beside the manifest
 * @param graphs a row a document, in the order of loading
 */
record Manifest(String base, Instant now, String trustList, List<Row> graphs) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  Manifest {
    graphs = List.copyOf(graphs);
  }

  /**
   * One document.
   *
   * @param file beside the manifest
   */
  record Row(String graph, String file, String owner, Change.Visibility visibility) {}

  /** Where the files beside a manifest are. */
  @FunctionalInterface
  interface Folder {
    byte[] read(String file) throws IOException;
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException where it is none; the message says what one has
   */
  static Manifest in(Folder folder, String file) throws IOException {
    try {
      return JSON.readValue(folder.read(file), Manifest.class);
    } catch (JacksonException e) {
      throw new IOException(
          file
              + " is no manifest: one has base, now, trustList and graphs, and each of these graph,"
              + " file, owner and visibility.",
          e);
    }
  }

  /** Its documents, with their names in a continuum. */
  List<Intake.Document> documents(Folder folder, GraphNames names) throws IOException {
    if (!base.equals(names.base())) {
      throw new IOException(
          "The manifest is of the continuum " + base + ", and this is " + names.base() + ".");
    }
    List<Intake.Document> documents = new ArrayList<>();
    for (Row row : graphs) {
      documents.add(
          new Intake.Document(
              folder.read(row.file),
              RdfText.mediaType(Path.of(row.file)),
              names.resolve(row.graph),
              base + "id/" + row.owner,
              row.visibility));
    }
    return documents;
  }
}
