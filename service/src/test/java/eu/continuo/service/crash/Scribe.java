package eu.continuo.service.crash;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;

/**
 * A source that writes its own graph over and over, every time all of its parties with the next
 * number in their titles, and remembers what was acknowledged.
 */
final class Scribe {
  private static final int PARTIES = 6;

  private final String name;
  private long asked;
  private volatile long acknowledged;
  private final CountDownLatch heard = new CountDownLatch(1);

  Scribe(String name) {
    this.name = name;
  }

  String graph() {
    return "https://continuum.example/g/p/" + name + "/declared";
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Waits until something was acknowledged, but not for ever. */
  void awaitHeard() throws InterruptedException {
    var _ = heard.await(1, TimeUnit.MINUTES);
  }

  /** Writes until the service is gone. */
  void write(Served service) throws InterruptedException {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        asked++;
        HttpResponse<String> answer =
            service.send(
                "PUT",
                "/graphs?graph=" + URLEncoder.encode(graph(), StandardCharsets.UTF_8),
                "text/turtle",
                turtle(asked));
        if (answer.statusCode() / 100 != 2) {
          throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        acknowledged = asked;
        heard.countDown();
      }
    } catch (IOException e) {
      // Killed; whether the last one was kept is for the graph to say.
    }
  }

  /**
   * The number that the graph holds.
   *
   * @throws AssertionError where it holds parts of several, or one that was never sent, or an older
   *     one than was acknowledged
   */
  void check(Graph held) {
    long number = number(held);
    if (number < acknowledged || number > asked) {
      throw new AssertionError(
          "%s holds %d; %d was acknowledged and %d was sent last"
              .formatted(name, number, acknowledged, asked));
    }
    if (number > 0) {
      for (int party = 0; party < PARTIES; party++) {
        Node title = NodeFactory.createLiteralString(title(party, number));
        if (!held.contains(party(party), DCTerms.title.asNode(), title)) {
          throw new AssertionError(name + " lacks \"" + title + "\" of number " + number);
        }
      }
      if (held.size() != 4 * PARTIES) {
        throw new AssertionError(name + " holds " + held.size() + " triples of number " + number);
      }
    }
    asked = number;
    acknowledged = number;
  }

  private long number(Graph held) {
    return held.stream(party(0), DCTerms.title.asNode(), Node.ANY)
        .map(t -> t.getObject().getLiteralLexicalForm())
        .mapToLong(title -> Long.parseLong(title.substring(title.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private Node party(int party) {
    return NodeFactory.createURI("https://continuum.example/id/party/" + name + "-" + party);
  }

  private String title(int party, long number) {
    return name + " " + party + " at " + number;
  }

  private String turtle(long number) {
    StringBuilder turtle = new StringBuilder("PREFIX : <https://w3id.org/icra/ns#>\n");
    for (int party = 0; party < PARTIES; party++) {
      turtle
          .append('<')
          .append(party(party).getURI())
          .append("> a :Party ; <http://purl.org/dc/terms/title> \"")
          .append(title(party, number))
          .append("\" ; :subjectToJurisdiction <https://w3id.org/dpv/loc#DE> ; :ownerCount 0 .\n");
    }
    return turtle.toString();
  }
}
