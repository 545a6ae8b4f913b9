package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Level;
import eu.continuo.policies.Policies;
import eu.continuo.verdict.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that is meant to harm is refused by name, and what was in force stays in force. */
final class HostilePolicyTest {
  @TempDir private Path folder;

  @Test
  void eachIsRefusedAndTheOldPolicyStaysInForce() throws IOException {
    Desk desk = new Desk(folder);
    InForce inForce =
        new InForce(desk.book(), Policies.packaged().sovereignty(), Policies.documents());
    desk.publish("house", "sound", "EU", Level.PROVIDER);
    desk.activate("house", false, null);
    String sound = inForce.now().documents().revisions().get("house");

    // Ten thousand million steps.
    assertThat(
            hostile(
                desk,
                "endless",
                "within(country) if {",
                "within(country) if {\n"
                    + "\tcount([1 | some a in numbers.range(1, 100000); some b in"
                    + " numbers.range(1, 100000); a + b < 0]) == 0"))
        .containsOnly("bundle.test-failed");
    assertThat(
            hostile(
                desk,
                "caller",
                "within(country) if {",
                "within(country) if {\n\thttp.send({\"method\": \"GET\", \"url\": country})"))
        .containsExactly("bundle.unusable");
    Path deep = folder.resolve("deep/house/cases/deep.json");
    desk.bundle("house", "deep", "EU");
    Files.writeString(deep, "{\"input\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertThat(codes(desk, "deep")).containsOnly("bundle.test-failed");

    Path large = folder.resolve("large/house/cases/large.json");
    desk.bundle("house", "large", "EU");
    Files.writeString(large, "{\"input\": \"" + "x".repeat(100_000_000) + "\"}");
    assertThat(codes(desk, "large")).containsExactly("bundle.too-large");
    Files.delete(large);

    byte[] next = unzipped(desk.bundle("house", "next", "FR"));
    byte[] changed =
        new String(next, StandardCharsets.ISO_8859_1)
            .replace("loc#FR", "loc#US")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(published(desk, zipped(changed))).contains("bundle.forged");
    assertThat(published(desk, zipped(with("/../../etc/cron.d/evil", next))))
        .containsExactly("bundle.path");

    assertThat(inForce.now().documents().revisions()).containsEntry("house", sound);
    assertThat(desk.governing.book().packs().get("house"))
        .satisfies(pack -> assertThat(pack.stage().shadow()).isNull());
  }

  private static List<String> published(Desk desk, byte[] packed) throws IOException {
    return desk.governing.publish(packed, Level.PROVIDER, Desk.NOW)
            instanceof Governed.Refused(List<Finding> findings)
        ? findings.stream().map(Finding::code).toList()
        : List.of();
  }

  private static byte[] unzipped(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] zipped(byte[] tar) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(tar);
    }
    return packed.toByteArray();
  }

  /** A tar with one more file, empty, before the others (POSIX ustar). */
  private static byte[] with(String name, byte[] tar) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "00000000000");
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = '0';
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header);
    all.writeBytes(tar);
    return all.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** What is found when a policy with a change in its rules is published and activated. */
  private List<String> hostile(Desk desk, String revision, String rule, String evil)
      throws IOException {
    desk.bundle("house", revision, "EU");
    Path source = folder.resolve(revision).resolve("house/house.rego");
    Files.writeString(source, Files.readString(source).replace(rule, evil));
    return codes(desk, revision);
  }

  /** By the tool itself, which refuses no builtin where it is given no capabilities. */
  private static void build(List<String> line) throws IOException {
    List<String> all = new ArrayList<>(List.of("../policies/target/rego", "bundle"));
    all.addAll(line);
    Process process = new ProcessBuilder(all).inheritIO().start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  private List<String> codes(Desk desk, String revision) throws IOException {
    Path packed = folder.resolve(revision + ".tar.gz");
    List<String> line = new ArrayList<>(List.of("-o", packed.toString()));
    line.addAll(List.of("--signing-key", folder.resolve("desk.pem").toString()));
    line.addAll(List.of("--key-id", "desk", folder.resolve(revision).resolve("house").toString()));
    build(line);
    Governed governed =
        desk.governing.publish(Files.readAllBytes(packed), Level.PROVIDER, Desk.NOW);
    if (governed instanceof Governed.Done) {
      governed = desk.activate("house", false, null);
    }
    assertThat(governed).isInstanceOf(Governed.Refused.class);
    return ((Governed.Refused) governed).findings().stream().map(Finding::code).toList();
  }
}
