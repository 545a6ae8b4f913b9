package eu.continuo.service.cli;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.NamedGraph;
import eu.continuo.service.wiring.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Makes up a continuum of any size, in the likeness of examples/europe, to load in bulk.",
    footer = {
      "",
      "Example:",
      "  continuo generate --triples 1e6 --seed 7 --out made-up",
      "  continuo load --data made-up --bulk made-up/continuum.nq.gz"
    })
final class Generate implements Callable<Integer> {
  private static final String QUADS = "continuum.nq.gz";

  @Mixin Home home = new Home();

  @Option(
      names = "--triples",
      required = true,
      paramLabel = "COUNT",
      description = "About how many, such as 1e6.")
  BigDecimal triples = BigDecimal.ZERO;

  @Option(names = "--seed", description = "The same seed gives the same bytes; default: 1.")
  long seed = 1;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where " + QUADS + " and the trust list of its credentials are written.")
  Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (triples.signum() <= 0) {
      throw new IOException("--triples is " + triples + "; it is more than 0, such as 1e6.");
    }
    Files.createDirectories(out);
    GeneratedContinuum continuum =
        GeneratedContinuum.ofTriples(Settings.BASE, triples.longValue(), seed);
    Path file = out.resolve(QUADS);
    long quads;
    try (OutputStream zipped =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), 1 << 16)) {
      quads = NamedGraph.write(continuum.graphs(), zipped);
    }
    Path trustList = out.resolve("trust-list.json");
    new JsonMapper().writeValue(trustList, GeneratedContinuum.trustList());
    if (home.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("file", file.toString());
      answer.put("trustList", trustList.toString());
      answer.put("quads", quads);
      answer.put("providers", continuum.providers());
      answer.put("now", GeneratedContinuum.NOW.toString());
      home.write(answer);
    } else {
      home.out()
          .printf(
              "%d statements about %d providers are in %s, to be read at %s; its credentials are"
                  + " of the issuer in %s.%n",
              quads, continuum.providers(), file, GeneratedContinuum.NOW, trustList);
    }
    return 0;
  }
}
