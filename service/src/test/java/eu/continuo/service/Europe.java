package eu.continuo.service;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example {@code europe} as its manifest lists it, for tests that need a whole continuum. */
public final class Europe {
  private static final String FOLDER = "/continuo/examples/europe/";

  private final JsonNode manifest;

  private Europe(JsonNode manifest) {
    this.manifest = manifest;
  }

  /** Reads the manifest. */
  public static Europe packaged() throws IOException {
    return new Europe(new JsonMapper().readTree(bytes("manifest.json")));
  }

  /** The instant for which the example was written. */
  public Instant now() {
    return Instant.parse(manifest.get("now").stringValue());
  }

  /** Its documents, in the order of the manifest. */
  public List<Intake.Document> documents() throws IOException {
    var documents = new ArrayList<Intake.Document>();
    for (JsonNode row : manifest.get("graphs").values()) {
      documents.add(
          new Intake.Document(
              bytes(row.get("file").stringValue()),
              JsonLd.MEDIA_TYPE,
              new GraphName(base() + row.get("graph").stringValue()),
              base() + "id/" + row.get("owner").stringValue(),
              Change.Visibility.valueOf(
                  row.get("visibility").stringValue().toUpperCase(Locale.ROOT))));
    }
    return documents;
  }

  /**
   * Its documents without the hours of the grid, which are half of what it says, for tests that
   * load it again and again and need nothing of them.
   */
  public List<Intake.Document> documentsWithoutHours() throws IOException {
    GraphName hours = new GraphName(base() + "g/p/grid-facts/observed");
    return documents().stream().filter(document -> !document.graph().equals(hours)).toList();
  }

  /**
   * An instance in memory that holds the example.
   *
   * @param folder where the trust list is laid down
   * @throws IllegalStateException when the example is refused
   */
  public Instance loaded(Path folder) throws IOException, Instance.UnusableSettings {
    return loaded(folder, Judges.BOTH);
  }

  /** As the other one, for tests that change much and are not about who judges it. */
  public Instance loaded(Path folder, Judges judges) throws IOException, Instance.UnusableSettings {
    Path trustList = folder.resolve("trust-list.json");
    Files.write(trustList, bytes(manifest.get("trustList").stringValue()));
    Instance instance =
        Instance.open(
            new Settings(null, base(), trustList, judges, Clock.fixed(now(), ZoneOffset.UTC)));
    Commit commit = instance.intake().receive(documents(), Principal.OPERATOR, now());
    if (!(commit instanceof Commit.Kept)) {
      throw new IllegalStateException("The example is not kept: " + commit);
    }
    return instance;
  }

  private String base() {
    return manifest.get("base").stringValue();
  }

  /** A file of the example. */
  public static byte[] bytes(String file) throws IOException {
    try (InputStream stream = Europe.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new FileNotFoundException(FOLDER + file);
      }
      return stream.readAllBytes();
    }
  }
}
