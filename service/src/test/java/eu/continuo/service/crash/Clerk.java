package eu.continuo.service.crash;

import eu.continuo.policies.Level;
import eu.continuo.policies.RegoTool;
import eu.continuo.policies.Waiver;
import eu.continuo.service.govern.Governed;
import eu.continuo.service.govern.Governing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Who changes a book of policies without end, in a process that is killed: two bundles by turns are
 * published, activated and rolled back. Says after each step how many the book has.
 */
final class Clerk {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final int PUBLISHED_BETWEEN = 20;

  private Clerk() {}

  /** Arguments: the folder of the book, and two bundles of the policy {@code house}. */
  public static void main(String[] arguments) throws Exception {
    Governing governing = new Governing(Path.of(arguments[0]));
    RegoTool tool = RegoTool.find(Path.of("../policies/target/rego"), "");
    byte[][] bundles = {
      Files.readAllBytes(Path.of(arguments[1])), Files.readAllBytes(Path.of(arguments[2]))
    };
    say(governing);
    for (int round = 0; ; round++) {
      for (int i = 0; i < PUBLISHED_BETWEEN; i++) {
        done(governing, governing.publish(bundles[(round + i) % 2], Level.PROVIDER, NOW));
        done(governing, governing.waive(waiver(i), NOW));
      }
      // Refused where it was killed between the two last time: then it is rolled back at least.
      Governed activated = governing.activate("house", round % 3 == 0, null, tool, NOW);
      if (activated instanceof Governed.Done) {
        say(governing);
      }
      done(governing, governing.rollback("house", NOW));
    }
  }

  private static Waiver waiver(int number) {
    return new Waiver(
        "w" + number % 3, "house", "", "urn:c", "", "anna", "a move", NOW, NOW.plusSeconds(60));
  }

  private static void done(Governing governing, Governed governed) throws Exception {
    if (!(governed instanceof Governed.Done)) {
      throw new IllegalStateException(governed.toString());
    }
    say(governing);
  }

  private static void say(Governing governing) throws Exception {
    System.out.println("steps " + governing.book().history().size());
    System.out.flush();
  }
}
