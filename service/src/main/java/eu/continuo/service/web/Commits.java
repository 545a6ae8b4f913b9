package eu.continuo.service.web;

import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.jena.fuseki.servlets.HttpAction;

/** Commits of the doors: kept, or refused in the status that HTTP has for it. */
final class Commits {
  private Commits() {}

  /** What a commit says; a refusal is 422, a busy graph 503. */
  static Answers.Taken taken(Commit commit) {
    return switch (commit) {
      case Commit.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
      case Commit.Busy busy -> throw new Refusal(503, busy.findings());
      case Commit.Unwritable unwritable -> throw new Refusal(507, unwritable.findings());
      default -> Answers.taken(commit);
    };
  }

  /** Commits a change of one of Fuseki's doors and answers it. */
  static void answer(SparqlProtocol protocol, HttpAction action, Change change) {
    Instance instance = protocol.instance();
    Principal principal = Token.principal(action.getRequest());
    Answers.Taken taken =
        taken(instance.continuum().commit(change, principal, instance.clock().instant()));
    action.getResponse().setContentType("application/json");
    try {
      action.getResponse().getOutputStream().write(protocol.json().writeValueAsBytes(taken));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
