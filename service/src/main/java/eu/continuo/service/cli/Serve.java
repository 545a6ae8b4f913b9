package eu.continuo.service.cli;

import eu.continuo.service.govern.Following;
import eu.continuo.service.notify.Webhooks;
import eu.continuo.service.web.Server;
import eu.continuo.service.wiring.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves the instance of a data folder on the loopback address.",
    footer = {"", "Example:", "  continuo serve --data data --port 8080"})
final class Serve implements Callable<Integer> {
  private static final int COMPACTION_INTERVAL_MINUTES = 10;

  @Mixin Home home = new Home();

  @Option(names = "--port", description = "Default: ${DEFAULT-VALUE}.")
  int port = 8080;

  @Option(
      names = "--webhooks-to-loopback",
      description = "Whether subscribers on this machine may be told, over http too.")
  boolean loopback;

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open();
        Server server =
            Server.open(
                instance,
                token(home.data),
                port,
                new Webhooks(home.data.resolve("subscriptions.tsv"), loopback));
        Following following =
            new Following(instance.governing(), PolicyTool.tool(), home.clock())) {
      following.start();
      home.err().println("Continuo serves http://127.0.0.1:" + server.port() + "/");
      home.err().println("The token is in " + home.data.resolve("token") + ".");
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(COMPACTION_INTERVAL_MINUTES, TimeUnit.MINUTES)) {
        instance.continuum().compactIfWorth();
      }
      return 0;
    }
  }

  /** The token of a data folder, made where there is none; its owner alone can read the file. */
  static String token(Path data) throws IOException {
    Path file = data.resolve("token");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }
}
