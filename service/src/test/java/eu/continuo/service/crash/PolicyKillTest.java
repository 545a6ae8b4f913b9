package eu.continuo.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Level;
import eu.continuo.policies.Policies;
import eu.continuo.service.govern.Book;
import eu.continuo.service.govern.Desk;
import eu.continuo.service.govern.Governing;
import eu.continuo.service.govern.InForce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who changes the book of policies is killed at a random moment: the book is the old one or the new
 * one and never torn, and what was acknowledged is in it. A long campaign: {@code
 * -Dcontinuo.crash.rounds=100}.
 */
final class PolicyKillTest {
  private static final int ROUNDS = Integer.getInteger("continuo.crash.rounds", 3);
  private static final long SEED = Long.getLong("continuo.crash.seed", 1);

  @TempDir private Path folder;

  @Test
  void aKillLeavesTheOldBookOrTheNewOne() throws Exception {
    Desk desk = new Desk(folder);
    desk.governing.waivable(Level.PROVIDER, true);
    Path one = Files.write(folder.resolve("one.tar.gz"), desk.bundle("house", "one", "EU"));
    Path two = Files.write(folder.resolve("two.tar.gz"), desk.bundle("house", "two", "FR"));
    Random random = new Random(SEED);
    int steps = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int acknowledged = killed(one, two, random.nextInt(3000));
      String what = "round " + round + " of seed " + SEED;
      assertThat(acknowledged).as(what).isGreaterThanOrEqualTo(steps);
      Book book = new Governing(desk.book()).book();
      steps = book.history().size();
      assertThat(steps).as(what).isBetween(acknowledged, acknowledged + 1);
      InForce inForce =
          new InForce(desk.book(), Policies.packaged().sovereignty(), Policies.documents());
      assertThat(inForce.isFollowing()).as(what).isTrue();
      for (Book.Pack pack : book.packs().values()) {
        for (Book.Revision revision : pack.published()) {
          assertThat(desk.book().resolve("bundles").resolve(revision.sha256() + ".tar.gz"))
              .as(what)
              .exists();
        }
        assertThat(pack.published()).extracting(Book.Revision::sha256).doesNotHaveDuplicates();
      }
    }
    assertThat(steps).as("steps that survived").isGreaterThanOrEqualTo(ROUNDS);
  }

  /** Kills a clerk some time after its first step; gives how many steps it has told of. */
  private int killed(Path one, Path two, int afterMs) throws IOException, InterruptedException {
    Process clerk =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Clerk.class.getName(),
                    folder.resolve("policies").toString(),
                    one.toString(),
                    two.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread killer = null;
    int begun = -1;
    int told = -1;
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(clerk.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith("steps ")) {
          told = Integer.parseInt(line.substring("steps ".length()));
          begun = begun < 0 ? told : begun;
        }
        if (killer == null && told > begun) {
          killer =
              Thread.ofVirtual()
                  .start(
                      () -> {
                        try {
                          Thread.sleep(afterMs);
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                        clerk.destroyForcibly();
                      });
        }
      }
    } finally {
      clerk.destroyForcibly().onExit().join();
    }
    return told;
  }
}
