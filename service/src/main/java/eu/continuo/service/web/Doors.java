package eu.continuo.service.web;

import eu.continuo.adapters.peer.Peer;
import eu.continuo.adapters.peer.PeerClient;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.ontology.Contexts;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Words;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.service.federate.Catalogue;
import eu.continuo.service.federate.Peers;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.wiring.Instance;
import eu.continuo.shapes.ConceptShapes;
import eu.continuo.solver.model.Weights;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.irix.IRIs;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP doors of an instance, besides SPARQL. */
@RestController
class Doors {
  private static final int COMMITS_MAX = 1_000;
  private static final int COMMIT_WAIT_MAX_S = 30;
  private static final String JSON_LD = JsonLd.MEDIA_TYPE;

  private final Instance instance;

  Doors(Instance instance) {
    this.instance = instance;
  }

  /** What there is, for whoever opens the address in a browser. */
  @GetMapping(path = "/", produces = "text/plain;charset=UTF-8")
  String root() {
    return """
    Continuo: what exists, who offers it, what is allowed, and where should it run.

    GET  /sparql?query=…           SPARQL 1.1 Query over what you may see
    POST /update                   SPARQL 1.1 Update              (token)
    GET  /graphs?graph=…           Graph Store Protocol; PUT, POST, DELETE (token)
    GET  /id/…                     a resource as JSON-LD, Turtle or N-Triples
    POST /intake?graph=…&owner=…   a JSON-LD document becomes the content of a graph (token)
                                   &quarantine=true sets wrong entities aside
    POST /validate                 what intake would say, nothing kept (token)
    GET  /questions                the named questions; /questions/{name}?parameter=…
    GET  /decisions?component=…    what the policies allow, and why not
    POST /placements               {"applications": […]}: a plan with reasons (token)
    GET  /catalogue                our offerings as a signed DCAT 3 catalogue
    GET  /commits?from=…           what was committed, as JSON or RDF Patch (token)
    GET  /peers                    POST /peers, POST /peers/{name}/pull (token)
    GET  /ns                       the vocabulary; /ns/contexts/v1.jsonld, /ns/shapes/{concept}
    GET  /problems/{code}          what an error means and how to mend it
    GET  /actuator/health

    """;
  }

  @PostMapping("/intake")
  Answers.Taken intake(
      HttpServletRequest request,
      @RequestParam String graph,
      @RequestParam(defaultValue = "party/operator") String owner,
      @RequestParam(defaultValue = "restricted") String visibility,
      @RequestParam(defaultValue = "false") boolean quarantine,
      @RequestParam(required = false) @Nullable String now)
      throws IOException {
    List<Intake.Document> documents = List.of(document(request, graph, owner, visibility));
    Principal principal = Token.principal(request);
    Intake intake = instance.intake();
    return Commits.taken(
        quarantine
            ? intake.receiveSound(documents, principal, clock(now))
            : intake.receive(documents, principal, clock(now)));
  }

  @PostMapping("/validate")
  Answers.Taken validate(
      HttpServletRequest request,
      @RequestParam(defaultValue = "validate/rehearsal") String graph,
      @RequestParam(required = false) @Nullable String now)
      throws IOException {
    return Answers.taken(
        instance
            .intake()
            .rehearse(
                List.of(document(request, graph, "party/operator", "restricted")),
                Principal.OPERATOR,
                clock(now)));
  }

  @GetMapping("/questions")
  List<Map<String, Object>> questions() {
    return instance.asking().questions().stream().map(Doors::summary).toList();
  }

  @GetMapping("/questions/{name}")
  ResponseEntity<String> question(
      HttpServletRequest request,
      @PathVariable String name,
      @RequestParam Map<String, String> all) {
    Map<String, String> arguments = new LinkedHashMap<>(all);
    Instant now = clock(arguments.remove("now"));
    Asked asked = instance.asking().ask(name, arguments, Token.principal(request), now);
    return switch (asked) {
      case Asked.NotAnswered(List<Finding> findings) ->
          throw new Refusal(
              findings.get(0).code().equals("question.unknown") ? 404 : 400, findings);
      case Asked.Answer answer -> {
        boolean csv = accepts(request, "text/csv");
        yield ResponseEntity.ok()
            .contentType(
                MediaType.valueOf(
                    csv ? "text/csv;charset=UTF-8" : "application/sparql-results+json"))
            .body(Answers.table(answer, csv ? ResultSetLang.RS_CSV : ResultSetLang.RS_JSON));
      }
    };
  }

  @GetMapping("/decisions")
  List<Decision> decisions(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String component,
      @RequestParam(required = false) @Nullable String site,
      @RequestParam(required = false) @Nullable String now) {
    Instant at = clock(now);
    Decisions decisions =
        instance
            .continuum()
            .read(
                Token.principal(request),
                view -> {
                  Graph seen = view.getDefaultGraph();
                  List<Node> components = new Facts(seen).instances(Icra.APPLICATION_COMPONENT);
                  return instance
                      .allowing()
                      .decide(
                          seen,
                          components.stream()
                              .filter(
                                  c -> component == null || c.getURI().equals(resolve(component)))
                              .toList(),
                          at);
                });
    return decisions.all().stream()
        .filter(d -> site == null || d.site().equals(resolve(site)))
        .toList();
  }

  /** What is to be placed: IRIs or names of applications; every one where none is named. */
  record PlacementRequest(
      @Nullable List<String> applications, @Nullable Long seed, @Nullable String now) {}

  @PostMapping("/placements")
  Placed.Plan place(HttpServletRequest request, @RequestBody PlacementRequest wish) {
    List<String> applications = wish.applications == null ? List.of() : wish.applications;
    Placed placed =
        instance
            .placing()
            .place(
                new Placing.Wish(
                    applications.stream().map(this::resolve).toList(),
                    Weights.DEFAULT,
                    wish.seed == null ? 0 : wish.seed),
                Token.principal(request),
                clock(wish.now));
    return switch (placed) {
      case Placed.Plan plan -> plan;
      case Placed.NotPlaced(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  @GetMapping("/catalogue")
  ResponseEntity<String> catalogue(HttpServletRequest request) {
    Catalogue.Signed signed =
        instance.catalogue().publish(Token.principal(request), instance.clock().instant());
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf(JSON_LD))
        .header(PeerClient.SIGNATURE_HEADER, signed.signature())
        .body(signed.document());
  }

  @GetMapping("/peers")
  List<Peer> peers() {
    return instance.peers().list();
  }

  /** A peer that is to be known. */
  record PeerRequest(String name, String url, @Nullable String did) {}

  @PostMapping("/peers")
  Peer addPeer(@RequestBody PeerRequest peer) {
    URI url;
    try {
      url = URI.create(peer.url);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          400, Finding.violation("request.parameter", "\"" + peer.url + "\" is no address.", null));
    }
    return switch (instance.peers().add(peer.name, url, peer.did)) {
      case Peers.Answer.Added(Peer added) -> added;
      case Peers.Answer.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
      case Peers.Answer.Pulled pulled -> throw new IllegalStateException(pulled.toString());
    };
  }

  @PostMapping("/peers/{name}/pull")
  Peers.Answer.Pulled pull(@PathVariable String name) {
    return switch (instance.peers().pull(name, instance.clock().instant())) {
      case Peers.Answer.Pulled pulled -> pulled;
      case Peers.Answer.Refused(List<Finding> findings) ->
          throw new Refusal(findings.get(0).code().equals("peer.unknown") ? 404 : 422, findings);
      case Peers.Answer.Added added -> throw new IllegalStateException(added.toString());
    };
  }

  @GetMapping("/id/**")
  ResponseEntity<String> resource(HttpServletRequest request) {
    Node node =
        NodeFactory.createURI(
            instance.continuum().names().base() + request.getRequestURI().substring(1));
    Graph found =
        instance
            .continuum()
            .read(
                Token.principal(request),
                view -> {
                  Graph copy = GraphFactory.createDefaultGraph();
                  view.getDefaultGraph().stream(node, Node.ANY, Node.ANY).forEach(copy::add);
                  return copy;
                });
    if (found.isEmpty()) {
      throw new Refusal(
          404,
          Finding.violation(
              "request.not-found",
              "Nothing that you may see is said about <" + node + ">.",
              "With the token of this instance you may see more."));
    }
    return rdf(request, found);
  }

  @GetMapping("/metadata")
  List<GraphRow> metadata(HttpServletRequest request) {
    return instance.continuum().graphs(Token.principal(request));
  }

  /** A commit in few words. */
  record CommitSummary(
      long number,
      Instant at,
      String principal,
      String source,
      String shapesVersion,
      String judge,
      String verdict,
      int added,
      int removed) {
    static CommitSummary of(CommitRecord c) {
      return new CommitSummary(
          c.number(),
          c.at(),
          c.principal(),
          c.source(),
          c.shapesVersion(),
          c.judge(),
          c.verdict(),
          c.added().size(),
          c.removed().size());
    }
  }

  /** Commits in their order; who asks for the next one may wait for it. */
  @GetMapping("/commits")
  ResponseEntity<?> commits(
      HttpServletRequest request,
      @RequestParam(defaultValue = "1") long from,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int waitSeconds)
      throws InterruptedException {
    if (Token.principal(request) != Principal.OPERATOR) {
      throw new Refusal(
          401,
          Finding.violation(
              "request.token",
              "Commits hold what is restricted.",
              "Send \"Authorization: Bearer TOKEN\"."));
    }
    int most = Math.clamp(limit, 1, COMMITS_MAX);
    instance
        .continuum()
        .await(from, Duration.ofSeconds(Math.clamp(waitSeconds, 0, COMMIT_WAIT_MAX_S)));
    if (accepts(request, "application/rdf-patch")) {
      List<String> patches = new ArrayList<>();
      instance.continuum().patches(from, patch -> patches.add(patch) && patches.size() < most);
      return text("application/rdf-patch", String.join("", patches));
    }
    List<CommitSummary> commits = new ArrayList<>();
    instance
        .continuum()
        .history(from, c -> commits.add(CommitSummary.of(c)) && commits.size() < most);
    return ResponseEntity.ok(commits);
  }

  @GetMapping("/ns")
  ResponseEntity<String> vocabulary(HttpServletRequest request) {
    return rdf(request, Words.vocabulary());
  }

  @GetMapping(path = "/ns/contexts/v1.jsonld", produces = JSON_LD)
  String context() {
    return Contexts.v1();
  }

  @GetMapping(path = "/ns/shapes/{concept}", produces = "text/turtle;charset=UTF-8")
  String shapes(@PathVariable String concept) {
    return instance.shapes().texts().stream()
        .filter(t -> t.concept().equals(concept))
        .map(ConceptShapes::turtle)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    Finding.violation(
                        "request.not-found",
                        "There are no shapes of " + concept + ".",
                        "There are shapes of: "
                            + String.join(
                                ", ",
                                instance.shapes().texts().stream()
                                    .map(ConceptShapes::concept)
                                    .toList())
                            + ".")));
  }

  private ResponseEntity<String> rdf(HttpServletRequest request, Graph graph) {
    if (accepts(request, "text/turtle")) {
      return text("text/turtle;charset=UTF-8", written(graph, Lang.TURTLE));
    }
    if (accepts(request, "application/n-triples")) {
      return text("application/n-triples", written(graph, Lang.NTRIPLES));
    }
    return text(JSON_LD, instance.jsonLd().write(graph, null));
  }

  private static ResponseEntity<String> text(String mediaType, String body) {
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf(mediaType))
        .header("Vary", "Accept, Authorization")
        .body(body);
  }

  private static String written(Graph graph, Lang lang) {
    StringWriter out = new StringWriter();
    RDFWriter.source(graph).lang(lang).build().output(out);
    return out.toString();
  }

  private static boolean accepts(HttpServletRequest request, String mediaType) {
    @Nullable String accept = request.getHeader("Accept");
    return accept != null && accept.contains(mediaType);
  }

  private Intake.Document document(
      HttpServletRequest request, String graph, String owner, String visibility)
      throws IOException {
    if (!(visibility.equals("public") || visibility.equals("restricted"))) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + visibility + "\" is no visibility.",
              "Say public or restricted."));
    }
    return new Intake.Document(
        Bodies.read(request.getInputStream()),
        request.getContentType() == null ? "" : request.getContentType(),
        instance.continuum().names().resolve(graph),
        resolve(owner),
        Change.Visibility.valueOf(visibility.toUpperCase(Locale.ROOT)));
  }

  private String resolve(String iri) {
    try {
      return IRIs.resolve(instance.continuum().names().base() + "id/", iri);
    } catch (org.apache.jena.irix.IRIException e) {
      throw new Refusal(
          400, Finding.violation("request.parameter", "\"" + iri + "\" is no IRI.", null));
    }
  }

  private Instant clock(@Nullable String now) {
    try {
      return now == null ? instance.clock().instant() : Instant.parse(now);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "\"" + now + "\" is no instant for now.",
              "It looks like 2026-11-24T10:00:00Z."));
    }
  }

  private static Map<String, Object> summary(Question question) {
    return Map.of(
        "name", question.name(),
        "title", question.title(),
        "serves", question.serves(),
        "failsClosed", question.failsClosed(),
        "parameters", question.parameters());
  }
}
