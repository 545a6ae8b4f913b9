package eu.continuo.adapters.bundles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The files {@code *.tar.gz} of the commit that is checked out in a git work tree. What lies in the
 * tree and was not committed does not count, so that a checkout in progress is never seen in part.
 *
 * <p>The command {@code git} is asked for three things (the commit, its files, a file), none of
 * which runs a hook, a filter or a request over the network.
 *
 * @param tree the work tree, or a bare repository
 */
public record BundleGitTree(Path tree) implements BundleSource {
  private static final Duration COMMAND_MAX = Duration.ofSeconds(20);
  private static final int LIST_BYTES_MAX = 4 << 20;

  @Override
  public Fetched fetch(String known) {
    try {
      String commit = text("rev-parse", "--verify", "--end-of-options", "HEAD^{commit}").strip();
      if (commit.equals(known)) {
        return new Fetched.Unchanged();
      }
      SortedMap<String, byte[]> bundles = new TreeMap<>();
      for (String entry : text("ls-tree", "-r", "-z", commit).split("\0", -1)) {
        // "100644 blob OBJECT\tPATH": a link or a module of another repository is no bundle.
        int tab = entry.indexOf('\t');
        if (tab < 0 || !entry.startsWith("100") || !entry.endsWith(BundleFolder.SUFFIX)) {
          continue;
        }
        if (bundles.size() == BUNDLES_MAX) {
          return BundleFolder.tooMany();
        }
        String path = entry.substring(tab + 1);
        byte[] bytes = run(BUNDLE_BYTES_MAX + 1, "cat-file", "blob", entry.split("[ \t]", 4)[2]);
        if (bytes.length > BUNDLE_BYTES_MAX) {
          return BundleFolder.tooLarge(path);
        }
        bundles.put(path, bytes);
      }
      return new Fetched.Changed(commit, bundles);
    } catch (IOException e) {
      return Fetched.Failed.of(
          "source.unreachable",
          "The git work tree %s cannot be read: %s".formatted(tree, e.getMessage()),
          "Is it a work tree with a commit, of this user, and is git installed?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Fetched.Failed.of(
          "source.unreachable", "This service stopped waiting.", "It asks again when it serves.");
    }
  }

  private String text(String... arguments) throws IOException, InterruptedException {
    return new String(run(LIST_BYTES_MAX, arguments), StandardCharsets.UTF_8);
  }

  private byte[] run(int bytesMax, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git", "-C", tree.toString(), "-c", "core.fsmonitor=false", "--no-optional-locks"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE"));
    Process process = builder.start();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    Thread errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), complaints));
    Thread watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(COMMAND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException e) {
                    process.destroyForcibly();
                  }
                });
    try {
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readNBytes(bytesMax);
      if (output.length == bytesMax) {
        process.destroyForcibly();
        return output;
      }
      int status = process.waitFor();
      errors.join();
      if (status != 0) {
        throw new IOException(complaints.toString(StandardCharsets.UTF_8).strip());
      }
      return output;
    } finally {
      process.destroyForcibly();
      watch.join();
    }
  }

  /** As much of what git complains of as a message repeats. */
  private static void copy(InputStream from, ByteArrayOutputStream to) {
    try (from) {
      to.write(from.readNBytes(1000));
      from.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The process is gone; what it said so far is what there is.
    }
  }
}
