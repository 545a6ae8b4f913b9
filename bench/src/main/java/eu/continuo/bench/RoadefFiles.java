package eu.continuo.bench;

import eu.continuo.solver.reassign.Reassignment;
import eu.continuo.solver.reassign.Reassignment.Balance;
import eu.continuo.solver.reassign.Reassignment.Machine;
import eu.continuo.solver.reassign.Reassignment.MoveWeights;
import eu.continuo.solver.reassign.Reassignment.Resource;
import eu.continuo.solver.reassign.Reassignment.RunningProcess;
import eu.continuo.solver.reassign.Reassignment.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of the ROADEF/EURO challenge 2012: {@code model_NAME.txt}, {@code assignment_NAME.txt}
 * and {@code lower_bounds.txt}, all of them whole numbers with blanks between.
 *
 * <p>Source: ROADEF/EURO challenge 2012, problem definition, section "File formats".
 */
final class RoadefFiles {

  /**
   * What was published about an instance.
   *
   * @param boundCost no plan costs less
   * @param givenCost what the given plan costs
   */
  record Published(long boundCost, long givenCost) {}

  private RoadefFiles() {}

  /** The names of the instances in a folder, in their order. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("model_.+\\.txt"))
          .map(name -> name.substring("model_".length(), name.length() - ".txt".length()))
          .sorted()
          .toList();
    }
  }

  /** What was published, by name: lines of a name, a bound and the cost of the given plan. */
  static Map<String, Published> published(Path folder) throws IOException {
    Map<String, Published> published = new TreeMap<>();
    Words words = new Words(folder.resolve("lower_bounds.txt"));
    while (words.hasMore()) {
      published.put(words.word(), new Published(words.number(), words.number()));
    }
    return published;
  }

  static Reassignment read(Path folder, String name) throws IOException {
    Words model = new Words(folder.resolve("model_" + name + ".txt"));
    List<Resource> resources = model.list(() -> new Resource(model.number() == 1, model.number()));
    int machines = model.count();
    List<Machine> machineList =
        model.list(
            machines,
            () ->
                new Machine(
                    model.count(),
                    model.count(),
                    model.list(resources.size(), model::number),
                    model.list(resources.size(), model::number),
                    model.list(machines, model::number)));
    List<Service> services =
        model.list(
            () -> {
              int spreadMin = model.count();
              return new Service(spreadMin, model.list(model::count));
            });
    List<RunningProcess> processes =
        model.list(
            () ->
                new RunningProcess(
                    model.count(), model.list(resources.size(), model::number), model.number()));
    List<Balance> balances =
        model.list(() -> new Balance(model.count(), model.count(), model.number(), model.number()));
    MoveWeights weights = new MoveWeights(model.number(), model.number(), model.number());
    model.end();
    Words assignment = new Words(folder.resolve("assignment_" + name + ".txt"));
    List<Integer> given = assignment.list(processes.size(), assignment::count);
    assignment.end();
    return new Reassignment(resources, machineList, services, processes, balances, weights, given);
  }

  /** The words of one file, one after the other. */
  private static final class Words {
    private final Path file;
    private final StringTokenizer words;

    Words(Path file) throws IOException {
      this.file = file;
      words = new StringTokenizer(Files.readString(file));
    }

    boolean hasMore() {
      return words.hasMoreTokens();
    }

    String word() {
      if (!words.hasMoreTokens()) {
        throw malformed("ends too early");
      }
      return words.nextToken();
    }

    long number() {
      String word = word();
      try {
        return Long.parseLong(word);
      } catch (NumberFormatException e) {
        throw malformed("'" + word + "' is no whole number");
      }
    }

    int count() {
      long number = number();
      if (number < 0 || number > Integer.MAX_VALUE) {
        throw malformed(number + " is no count");
      }
      return (int) number;
    }

    /** So many things as the next number says. */
    <T> List<T> list(Supplier<T> thing) {
      return list(count(), thing);
    }

    <T> List<T> list(int count, Supplier<T> thing) {
      List<T> list = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        list.add(thing.get());
      }
      return list;
    }

    void end() {
      if (hasMore()) {
        throw malformed("goes on after its end, with " + word());
      }
    }

    private UncheckedIOException malformed(String why) {
      return new UncheckedIOException(new IOException(file.getFileName() + " " + why));
    }
  }
}
