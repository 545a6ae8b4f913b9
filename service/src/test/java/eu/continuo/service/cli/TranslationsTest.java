package eu.continuo.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationsTest {
  private static final String OFFERING = "../sparql/exports/gaia-x/offering.jsonld";
  private static final String LOADED = "offering/elbmarsch-containers";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anOfferingGoesToGaiaXAndComesBack(@TempDir Path folder) throws Exception {
    String data = folder.resolve("data").toString();
    assertThat(
            run(
                "load",
                "--data",
                data,
                "--graph",
                "p/elbmarsch/declared",
                "--owner",
                "party/elbmarsch",
                OFFERING))
        .as("%s%s", out, err)
        .isZero();
    out.getBuffer().setLength(0);
    assertThat(run("export", "--data", data, "--as", "gaia-x", LOADED)).isZero();
    assertThat(out.toString())
        .contains("\"gx:ServiceOffering\"", "\"gx:keyword\": \"CaaS\"")
        .contains("\"id\": \"https://continuum.example/id/offering/elbmarsch-containers\"")
        .doesNotContain("icra");
    assertThat(err.toString()).contains("priceVcpuHourEuro");

    Path gaiaX = Files.writeString(folder.resolve("offering.jsonld"), out.toString());
    out.getBuffer().setLength(0);
    assertThat(run("import", "--from", "gaia-x", gaiaX.toString())).isZero();
    assertThat(out.toString())
        .contains("\"type\": \"ServiceOffering\"", "\"vatID\": \"DE000000001\"")
        .doesNotContain("gaia-x");
    assertThat(err.toString()).contains("legalAddress");
  }

  @Test
  void whatIsMissingIsNamed(@TempDir Path folder) {
    String data = folder.resolve("data").toString();
    assertThat(run("export", "--data", data, "--as", "gaia-x", LOADED)).isEqualTo(1);
    assertThat(out.toString()).contains("gaia-x.no-offering");
    assertThat(run("export", "--data", data, "--as", "gaia-y", LOADED)).isEqualTo(2);
  }

  private int run(String... arguments) {
    return Continuo.run(
        Path.of(""), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
