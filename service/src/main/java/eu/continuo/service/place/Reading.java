package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decisions;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** What is read of a view to plan applications: a problem, or all that is wrong with it. */
sealed interface Reading {

  /**
   * A sound problem.
   *
   * @param projection what it was read by, to read it again under fewer rules
   */
  record Read(
      List<Node> applications,
      List<Node> components,
      Decisions decisions,
      Projection projection,
      PlacementRequest request,
      PlacementProblem problem)
      implements Reading {

    /** The same, with another request; unreadable where that is not sound. */
    Reading asking(PlacementRequest other) {
      return switch (other.check()) {
        case ProblemCheck.Refused(List<Violation> violations) ->
            new Unreadable(violations.stream().map(Reading::finding).toList());
        case ProblemCheck.Accepted(PlacementProblem sound) ->
            new Read(applications, components, decisions, projection, other, sound);
      };
    }
  }

  /** There is nothing that could be planned: why. */
  record Unreadable(List<Finding> findings) implements Reading {}

  /**
   * Reads a view.
   *
   * @param wanted IRIs of applications; empty for every one that is seen
   */
  static Reading of(
      Graph view, Allowing allowing, List<String> wanted, Weights weights, Instant now) {
    Facts facts = new Facts(view);
    List<Node> known = facts.instances(Icra.APPLICATION);
    List<Node> applications = new ArrayList<>(wanted.isEmpty() ? known : List.of());
    List<Finding> findings = new ArrayList<>();
    for (String iri : wanted) {
      Node application = NodeFactory.createURI(iri);
      if (known.contains(application)) {
        applications.add(application);
      } else {
        findings.add(unknown(iri, known));
      }
    }
    if (findings.isEmpty() && applications.isEmpty()) {
      findings.add(
          Finding.violation("place.nothing", "No application is known.", "Load one first."));
    }
    if (!findings.isEmpty()) {
      return new Unreadable(findings);
    }
    List<Node> components =
        applications.stream()
            .flatMap(a -> facts.objects(a, Icra.HAS_COMPONENT).stream())
            .distinct()
            .toList();
    Decisions decisions = allowing.decide(view, components, now);
    Projection projection = new Projection(facts, now);
    PlacementRequest request = projection.request(applications, decisions, weights);
    return switch (request.check()) {
      case ProblemCheck.Refused(List<Violation> violations) ->
          new Unreadable(violations.stream().map(Reading::finding).toList());
      case ProblemCheck.Accepted(PlacementProblem problem) ->
          new Read(applications, components, decisions, projection, request, problem);
    };
  }

  /** What is wrong with a request, as everything else that is found. */
  static Finding finding(Violation violation) {
    return new Finding(
        "place." + violation.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Severity.VIOLATION,
        violation.subject(),
        null,
        null,
        null,
        violation.message(),
        violation.hint());
  }

  private static Finding unknown(String iri, List<Node> known) {
    return new Finding(
        "place.unknown-application",
        Severity.VIOLATION,
        iri,
        null,
        null,
        null,
        "There is no application <" + iri + ">.",
        known.isEmpty()
            ? "No application is known; load one first."
            : "There are: " + String.join(", ", known.stream().map(Node::getURI).toList()) + ".");
  }
}
