package eu.continuo.solver.reassign;

import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Violation.Code;
import eu.continuo.solver.reassign.Reassignment.Balance;
import eu.continuo.solver.reassign.Reassignment.Machine;
import eu.continuo.solver.reassign.Reassignment.Resource;
import eu.continuo.solver.reassign.Reassignment.RunningProcess;
import eu.continuo.solver.reassign.Reassignment.Service;
import java.util.ArrayList;
import java.util.List;

/** One reading of a reassignment that notes everything that is wrong. */
final class ReassignmentReview {

  /** Costs are whole numbers and must add up without overflow, whatever the plan. */
  private static final double MOST_COST = 0x1p62;

  private final Reassignment wanted;
  private final List<Violation> violations = new ArrayList<>();

  ReassignmentReview(Reassignment wanted) {
    this.wanted = wanted;
  }

  List<Violation> violations() {
    filled("resources", wanted.resources());
    filled("machines", wanted.machines());
    filled("services", wanted.services());
    filled("processes", wanted.processes());
    for (int i = 0; i < wanted.resources().size(); i++) {
      amount("resource " + i, "loadWeight", wanted.resources().get(i).loadWeight());
    }
    for (int i = 0; i < wanted.machines().size(); i++) {
      machine("machine " + i, wanted.machines().get(i));
    }
    for (int i = 0; i < wanted.services().size(); i++) {
      service("service " + i, wanted.services().get(i));
    }
    for (int i = 0; i < wanted.processes().size(); i++) {
      process("process " + i, wanted.processes().get(i));
    }
    for (int i = 0; i < wanted.balances().size(); i++) {
      balance("balance " + i, wanted.balances().get(i));
    }
    amount("moveWeights", "process", wanted.moveWeights().process());
    amount("moveWeights", "service", wanted.moveWeights().service());
    amount("moveWeights", "machine", wanted.moveWeights().machine());
    given();
    if (violations.isEmpty()) {
      magnitude();
    }
    if (violations.isEmpty()) {
      givenPlan();
    }
    return List.copyOf(violations);
  }

  private void machine(String subject, Machine machine) {
    number(subject, "neighborhood", machine.neighborhood(), Integer.MAX_VALUE);
    number(subject, "location", machine.location(), Integer.MAX_VALUE);
    amounts(subject, "capacity", machine.capacity(), wanted.resources().size());
    amounts(subject, "safetyCapacity", machine.safetyCapacity(), wanted.resources().size());
    amounts(subject, "moveCost", machine.moveCost(), wanted.machines().size());
  }

  private void service(String subject, Service service) {
    number(subject, "spreadMin", service.spreadMin(), Integer.MAX_VALUE);
    for (int other : service.dependsOn()) {
      number(subject, "dependsOn", other, wanted.services().size());
    }
  }

  private void process(String subject, RunningProcess process) {
    number(subject, "service", process.service(), wanted.services().size());
    amounts(subject, "demand", process.demand(), wanted.resources().size());
    amount(subject, "moveCost", process.moveCost());
  }

  private void balance(String subject, Balance balance) {
    number(subject, "resource", balance.resource(), wanted.resources().size());
    number(subject, "other", balance.other(), wanted.resources().size());
    amount(subject, "target", balance.target());
    amount(subject, "weight", balance.weight());
  }

  private void given() {
    if (wanted.given().size() != wanted.processes().size()) {
      add(
          Code.CONTRADICTION,
          "given",
          "%d processes have a machine, %d are there"
              .formatted(wanted.given().size(), wanted.processes().size()),
          "Give the machine of each process.");
    }
    for (int i = 0; i < wanted.given().size(); i++) {
      number("process " + i, "given machine", wanted.given().get(i), wanted.machines().size());
    }
  }

  /** In doubles, for it is only to be far from an overflow. */
  private void magnitude() {
    double capacity = 0;
    double moves = 0;
    for (Machine machine : wanted.machines()) {
      capacity += machine.capacity().stream().mapToDouble(Long::doubleValue).sum();
      moves =
          Math.max(
              moves, machine.moveCost().stream().mapToDouble(Long::doubleValue).max().orElse(0));
    }
    double demand = 0;
    double processMoves = 0;
    for (RunningProcess process : wanted.processes()) {
      demand += process.demand().stream().mapToDouble(Long::doubleValue).sum();
      processMoves += process.moveCost();
    }
    double weights = wanted.resources().stream().mapToDouble(Resource::loadWeight).sum();
    double balances =
        wanted.balances().stream().mapToDouble(b -> b.weight() * (1.0 + b.target())).sum();
    double most =
        (capacity + demand) * (1 + weights + balances)
            + processMoves * wanted.moveWeights().process()
            + (double) wanted.processes().size() * wanted.moveWeights().service()
            + moves * wanted.processes().size() * wanted.moveWeights().machine();
    if (most > MOST_COST) {
      add(
          Code.BAD_QUANTITY,
          "reassignment",
          "the cost may be %.3g, at most %.3g can be counted".formatted(most, MOST_COST),
          "Give smaller weights or larger units.");
    }
  }

  private void givenPlan() {
    ReassignmentProblem problem = new ReassignmentProblem(wanted);
    for (String breach : ReassignmentEvaluator.evaluate(problem, problem.given()).breaches()) {
      add(
          Code.CONTRADICTION,
          "given",
          breach,
          "Give the assignment that runs; it must keep the rules.");
    }
  }

  private void filled(String name, List<?> list) {
    if (list.isEmpty()) {
      add(Code.EMPTY, name, "there are none", "Give one at least.");
    }
  }

  private void amounts(String subject, String name, List<Long> values, int count) {
    if (values.size() != count) {
      add(
          Code.CONTRADICTION,
          subject,
          "%s has %d values, %d are needed".formatted(name, values.size(), count),
          "Give one for each.");
    }
    for (long value : values) {
      amount(subject, name, value);
    }
  }

  private void amount(String subject, String name, long value) {
    if (value < 0) {
      add(
          Code.BAD_QUANTITY,
          subject,
          "%s is %d".formatted(name, value),
          "Give a number that is not negative.");
    }
  }

  private void number(String subject, String name, int value, int below) {
    if (value < 0 || value >= below) {
      add(
          Code.UNKNOWN_ID,
          subject,
          "%s is %d, known are 0 to %d".formatted(name, value, below - 1),
          "Count from 0.");
    }
  }

  private void add(Code code, String subject, String message, String hint) {
    violations.add(new Violation(code, subject, message, hint));
  }
}
