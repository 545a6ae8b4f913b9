package eu.continuo.service.cli;

import eu.continuo.service.federate.Peers;
import eu.continuo.service.wiring.Instance;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "peer",
    mixinStandardHelpOptions = true,
    description = "Exchanges catalogues with other instances.",
    subcommands = {PeerCommands.Add.class, PeerCommands.ListAll.class, PeerCommands.PullOne.class},
    footer = {
      "",
      "Examples:",
      "  continuo peer add north http://127.0.0.1:8081",
      "  continuo peer pull north"
    })
final class PeerCommands {
  @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes a peer known.")
  static final class Add implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(index = "0")
    String name = "";

    @Parameters(index = "1")
    URI url = URI.create("");

    @Option(names = "--did", description = "Its key; otherwise the first pull pins it.")
    @Nullable String did;

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        return answered(home, instance.peers().add(name, url, did));
      }
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the peers.")
  static final class ListAll implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        home.write(instance.peers().list());
        return 0;
      }
    }
  }

  @Command(
      name = "pull",
      mixinStandardHelpOptions = true,
      description = "Fetches what a peer offers.")
  static final class PullOne implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(index = "0")
    String name = "";

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        return answered(home, instance.peers().pull(name, instance.clock().instant()));
      }
    }
  }

  private static int answered(Home home, Peers.Answer answer) {
    if (answer instanceof Peers.Answer.Refused(var findings)) {
      return home.refused(findings);
    }
    home.write(answer);
    return 0;
  }
}
