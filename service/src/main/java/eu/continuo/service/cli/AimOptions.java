package eu.continuo.service.cli;

import eu.continuo.service.place.Aim;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a plan should keep small, as options of a command. */
final class AimOptions {
  @Option(
      names = "--objective",
      split = ",",
      paramLabel = "TERM",
      description =
          "Terms that come first, one after the other, such as carbonGrams,costEuro; the others are"
              + " weighed.")
  List<String> objective = List.of();

  @Option(
      names = "--weight",
      paramLabel = "TERM=EURO",
      description =
          "What one unit less of a term is worth, in euro a month; may be said several times."
              + " Terms: costEuro, carbonGrams, latencyMs, migrationEuro, riskSpread.")
  Map<String, Double> weights = Map.of();

  @Option(
      names = "--at-most",
      paramLabel = "TERM=AMOUNT",
      description = "What a plan amounts to at most; may be said several times.")
  Map<String, Double> atMost = Map.of();

  Aim.Reading aim() {
    return Aim.read(weights, objective, atMost);
  }
}
