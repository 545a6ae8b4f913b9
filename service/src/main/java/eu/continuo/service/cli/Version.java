package eu.continuo.service.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Says which version this is.")
final class Version implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    java.util.Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println("continuo " + (version == null ? "unpackaged" : version));
    return 0;
  }
}
