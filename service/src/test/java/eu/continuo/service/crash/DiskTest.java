package eu.continuo.service.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.service.Europe;
import eu.continuo.service.graph.Audit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full or read-only, a log that ends in the middle of a record, a folder that two
 * want: a clear error each, and no damage. The disks are small file systems in memory; where these
 * may not be mounted, the tests that need one are skipped.
 */
final class DiskTest {
  private final Clock clock;
  @TempDir Path folder;
  private Path data = Path.of("");
  private boolean mounted;

  DiskTest() throws IOException {
    clock = Clock.fixed(Europe.packaged().now(), ZoneOffset.UTC);
  }

  @BeforeEach
  void folder() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", "-l", data.toString());
    }
  }

  @Test
  void aFullDiskRefusesWritesAndKeepsWhatWasWritten() throws Exception {
    mount(600);
    load();
    try (Served service = Served.start(data, clock.instant().toString())) {
      Scribe scribe = new Scribe("ada");
      Files.write(
          data.resolve("filling"),
          new byte[(int) (free() - Tdb2GraphStore.RESERVED_BYTES - 4 * 1024 * 1024)]);
      assertThatThrownBy(() -> scribe.write(service))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("507")
          .hasMessageContaining("graph.unwritable");
      assertThat(scribe.acknowledged()).isPositive();
      HttpResponse<String> answer =
          service.send("POST", "/sparql", "application/sparql-query", "ASK { ?s ?p ?o }");
      assertThat(answer.statusCode()).isEqualTo(200);
      Files.delete(data.resolve("filling"));
      assertThat(
              service
                  .send("PUT", "/graphs?graph=" + scribe.graph(), "text/turtle", "")
                  .statusCode())
          .isEqualTo(200);
    }
    assertSound();
  }

  @Test
  void aReadOnlyDiskIsSaid() throws Exception {
    mount(600);
    load();
    run("mount", "-o", "remount,ro", data.toString());
    assertThatThrownBy(() -> Served.start(data, clock.instant().toString()))
        .hasMessageContaining("read-only");
    run("mount", "-o", "remount,rw", data.toString());
    assertSound();
  }

  @Test
  void aTornRecordIsCutOff() throws Exception {
    load();
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      Path last = files.max(Comparator.naturalOrder()).orElseThrow();
      String whole = Files.readString(last);
      String record = whole.substring(whole.lastIndexOf("H commit"));
      Files.writeString(last, record.substring(0, record.length() / 2), StandardOpenOption.APPEND);
    }
    assertSound();
  }

  @Test
  void aFolderHasOneService() throws Exception {
    load();
    try (Served service = Served.start(data, clock.instant().toString())) {
      assertThatThrownBy(() -> Served.start(data, clock.instant().toString()))
          .hasMessageContaining("Another process");
      assertThat(service.send("GET", "/graphs", null, null).statusCode()).isEqualTo(200);
    }
    assertSound();
  }

  private void load() throws Exception {
    Files.write(data.resolve("trust-list.json"), Europe.bytes("trust-list.json"));
    try (Instance instance = open()) {
      instance.intake().receive(Europe.packaged().documents(), Principal.OPERATOR, clock.instant());
    }
  }

  private void assertSound() throws Exception {
    try (Instance instance = open()) {
      assertThat(instance.continuum().audit(step -> {}).checks()).allMatch(Audit.Check::holds);
    }
  }

  private Instance open() throws Instance.UnusableSettings {
    return Instance.open(Settings.in(data, clock));
  }

  private long free() throws IOException {
    return Files.getFileStore(data).getUsableSpace();
  }

  private void mount(int sizeMb) throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + sizeMb + "m", "tmpfs", data.toString());
    assumeThat(mounted).as("a file system can be mounted").isTrue();
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
