package eu.continuo.service.web;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What strangers send, door by door. */
final class HostileInputs {
  private static final String INTAKE = "/intake?graph=p/evil/declared";
  private static final String JSON_LD = "application/ld+json";
  private static final String CONTEXT =
      "\"@context\": \"https://w3id.org/icra/contexts/v1.jsonld\"";
  private static final String PARTY =
      "{"
          + CONTEXT
          + ", \"id\": \"party/evil\", \"type\": \"Party\", \"title\": \"Evil\","
          + " \"subjectToJurisdiction\": \"DE\", \"ownerCount\": %s}";

  private HostileInputs() {}

  static List<HostileInput> all() throws Exception {
    return List.of(
        document(
            "a context at an address", "{\"@context\": \"http://127.0.0.1:1/evil\", \"a\": 1}"),
        document("a context in a file", "{\"@context\": \"file:///etc/passwd\", \"a\": 1}"),
        document(
            "a context in a file, imported",
            "{\"@context\": {\"@version\": 1.1, \"@import\": \"file:///etc/passwd\"}, \"a\": 1}"),
        document(
            "a context at an address, inside a term",
            "{\"@context\": {\"a\": {\"@id\": \"urn:a\", \"@context\": \"http://127.0.0.1:1/\"}},"
                + " \"a\": {\"b\": 1}}"),
        new HostileInput(
            "a body of 100 MB that says its length",
            doors -> large(doors, "Content-Length: 100000000\r\n", false)),
        new HostileInput(
            "a body of 100 MB that does not say its length",
            doors -> large(doors, "Transfer-Encoding: chunked\r\n", true)),
        document("JSON 10,000 arrays deep", "[".repeat(10_000) + "]".repeat(10_000)),
        document(
            "JSON-LD 10,000 nodes deep",
            "{"
                + CONTEXT
                + ", \"id\": \"party/evil\", \"operatedBy\": "
                + "{\"operatedBy\": ".repeat(10_000)
                + "1"
                + "}".repeat(10_001)),
        sent(
            "JSON 10,000 arrays deep as a request for a plan",
            "POST",
            "/placements",
            "application/json",
            "{\"applications\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        sent(
            "Turtle 10,000 blank nodes deep",
            "POST",
            INTAKE,
            "text/turtle",
            "<urn:a> <urn:p> " + "[ <urn:p> ".repeat(10_000) + "1" + " ]".repeat(10_000) + " ."),
        bytes(
            "a document with bytes that are no UTF-8",
            INTAKE,
            JSON_LD,
            invalid("{\"a\": \"", "\"}")),
        bytes(
            "Turtle with bytes that are no UTF-8",
            INTAKE,
            "text/turtle",
            invalid("<urn:a> <urn:b> \"", "\" .")),
        bytes(
            "a query with bytes that are no UTF-8",
            "/sparql",
            "application/sparql-query",
            invalid("ASK { ?a ?b \"", "\" }")),
        document(
            "an invalid IRI in JSON-LD",
            PARTY.formatted("0").replace("party/evil", "http://[::evil")),
        sent(
            "an invalid IRI in Turtle",
            "POST",
            INTAKE,
            "text/turtle",
            "<http://ex.org/a b> <urn:p> 1 ."),
        sent(
            "an invalid IRI in N-Triples",
            "POST",
            INTAKE,
            "application/n-triples",
            "<relative> <urn:p> <urn:o> ."),
        query("an invalid IRI in a query", "SELECT * { <http://ex.org/{}> ?p ?o }"),
        query(
            "a cartesian product of everything with everything",
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"),
        query(
            "the size of a cartesian product",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a),"
                + " STR(?d), STR(?g))) < 0) }"),
        query(
            "a query of another service",
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
        query(
            "a query of another service, silently",
            "ASK { FILTER NOT EXISTS { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } } }"),
        query("half a query", "SELECT * { ?s ?p"),
        query("a query 10,000 groups deep", "ASK " + "{".repeat(10_000) + "}".repeat(10_000)),
        update("an update that loads a file", "LOAD <file:///etc/passwd> INTO GRAPH <urn:g>"),
        update("an update that loads an address", "LOAD SILENT <http://127.0.0.1:1/>"),
        update("an update that drops everything", "DROP ALL"),
        update(
            "an update that breaks a shape",
            "PREFIX : <https://w3id.org/icra/ns#> DELETE { GRAPH ?g { ?p :ownerCount ?n } } INSERT"
                + " { GRAPH ?g { ?p :ownerCount -1 } } WHERE { GRAPH ?g { ?p a :Party ; :ownerCount"
                + " ?n } }"),
        update(
            "an update of what the service concludes",
            "INSERT DATA { GRAPH <https://continuum.example/g/inferred/attested> { <urn:a> <urn:b>"
                + " 1 } }"),
        update("half an update", "INSERT DATA { GRAPH <urn:g> {"),
        document("half a document", PARTY.formatted("0").substring(0, 90)),
        new HostileInput(
            "a document that is shorter than its Content-Length",
            doors ->
                RawRequest.send(
                    doors.port(),
                    head(INTAKE, JSON_LD) + "Content-Length: 5000\r\n",
                    text(PARTY.formatted("0")))),
        new HostileInput(
            "a document that stops in the middle of a chunk",
            doors ->
                RawRequest.send(
                    doors.port(),
                    head(INTAKE, JSON_LD) + "Transfer-Encoding: chunked\r\n",
                    text("fff\r\n{\"@context\""))),
        new HostileInput(
            "a document of which nothing more comes",
            doors ->
                RawRequest.send(
                    doors.port(),
                    head(INTAKE, JSON_LD) + "Content-Length: 5000\r\n",
                    text("{\"@context\""),
                    false)),
        new HostileInput(
            "a document that comes byte by byte",
            doors ->
                RawRequest.send(
                    doors.port(),
                    head(INTAKE, JSON_LD) + "Content-Length: 5000\r\n",
                    HostileInputs::trickle,
                    false)),
        zipped(),
        headed("headers of 20 kB", "X-Evil", "x".repeat(20_000)),
        new HostileInput(
            "the method TRACE",
            doors ->
                RawRequest.send(doors.port(), "TRACE / HTTP/1.1\r\nHost: localhost\r\n", text(""))),
        sent("a picture as a document", "POST", INTAKE, "image/png", "x"),
        sent("a form as a document", "POST", INTAKE, "application/x-www-form-urlencoded", "a=b"),
        sent("no media type at all", "POST", INTAKE, "evil", "x"),
        sent("a document as an update", "POST", "/update", JSON_LD, "{}"),
        document("a member that is there twice", PARTY.formatted("0, \"ownerCount\": 1")),
        sent(
            "a member that is there twice in a request for a plan",
            "POST",
            "/placements",
            "application/json",
            "{\"seed\": 1, \"seed\": 2}"),
        sent(
            "a member that is not known in a request for a plan",
            "POST",
            "/placements",
            "application/json",
            "{\"evil\": 1}"),
        document("the number NaN", PARTY.formatted("NaN")),
        document("the number Infinity", PARTY.formatted("-Infinity")),
        document("the text NaN as a number", PARTY.formatted("\"NaN\"")),
        document("the number 1e400", PARTY.formatted("1e400")),
        sent(
            "a seed that is no number",
            "POST",
            "/placements",
            "application/json",
            "{\"seed\": \"x\"}"),
        sent(
            "a graph that climbs out of its folder",
            "POST",
            "/intake?graph=p/../../meta",
            JSON_LD,
            PARTY.formatted("0")),
        sent(
            "a graph that climbs, encoded",
            "POST",
            "/intake?graph=..%2F..%2Fmeta",
            JSON_LD,
            PARTY.formatted("0")),
        sent("a graph of the service", "POST", "/intake?graph=meta", JSON_LD, PARTY.formatted("0")),
        sent(
            "a graph of the engine",
            "PUT",
            "/graphs?graph=urn:x-arq:DefaultGraph",
            "text/turtle",
            "<urn:a> <urn:b> 1 ."),
        sent(
            "a graph with an end of line in its name",
            "POST",
            "/intake?graph=p%0D%0ASet-Cookie:evil=1",
            JSON_LD,
            PARTY.formatted("0")),
        sent(
            "an owner that is no IRI",
            "POST",
            INTAKE + "&owner=%3Cscript%3E",
            JSON_LD,
            PARTY.formatted("0")),
        got("a page that climbs out of its folder", "/problems/..%2f..%2fetc%2fpasswd"),
        got("a shape that climbs out of its folder", "/ns/shapes/..%5c..%5cpom"),
        got("a resource with markup in its name", "/id/%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
        got("a broken escape in a parameter", "/sparql?query=%zz"),
        got("a broken escape in a path", "/id/%zz"),
        got("an instant that is none", "/questions/sites?now=yesterday"),
        got("a number of commits that is none", "/commits?from=evil"),
        headed("an Accept header that is none", "Accept", ";;;"),
        headed("nothing that there is", "Accept", "image/png"),
        headed("an empty token", "Authorization", "Bearer "),
        headed("an empty header of the token", "Authorization", ""),
        headed("a wrong token", "Authorization", "Bearer evil"),
        headed("a token in another scheme", "Authorization", "Basic " + Opened.TOKEN),
        new HostileInput(
            "a write without a token",
            doors ->
                RawRequest.send(
                    doors.port(),
                    "DELETE /graphs?graph=urn:g HTTP/1.1\r\nHost: localhost\r\n",
                    text(""))),
        sent("a peer without a name", "POST", "/peers", "application/json", "{}"),
        sent(
            "a peer that is a file",
            "POST",
            "/peers",
            "application/json",
            "{\"name\": \"evil\", \"url\": \"file:///etc/passwd\"}"),
        got("a version that there is not", "/ns/..%2e/shapes/site"),
        got("an event that there is not", "/events?from=evil&limit=1"),
        got("a term with markup in its name", "/ns/v1/terms/%3Cscript%3E"),
        got("a concept with markup in its name", "/vocab/tiers/%3Cscript%3E"),
        sent(
            "a webhook to this machine",
            "POST",
            "/subscriptions",
            "application/json",
            "{\"sink\": \"https://127.0.0.1/\"}"),
        sent(
            "a webhook to a private network",
            "POST",
            "/subscriptions",
            "application/json",
            "{\"sink\": \"https://10.0.0.1/\"}"),
        sent(
            "a webhook to the cloud's metadata",
            "POST",
            "/subscriptions",
            "application/json",
            "{\"sink\": \"http://169.254.169.254/\"}"),
        sent(
            "a webhook in clear text",
            "POST",
            "/subscriptions",
            "application/json",
            "{\"sink\": \"http://example.org/\"}"),
        sent(
            "a webhook that is a file",
            "POST",
            "/subscriptions",
            "application/json",
            "{\"sink\": \"file:///etc/passwd\"}"),
        got("a bundle that climbs out of its folder", "/bundles/..%2f..%2fbook.json"),
        got("a bundle that is not there", "/bundles/evil"),
        got("the impact of a policy with markup in its name", "/policies/%3Cscript%3E/impact"),
        got("an impact at an instant that is none", "/policies/evil/impact?now=yesterday"),
        got(
            "a decision that climbs out of its folder",
            "/decisions/..%2f..%2fpolicies%2fbook.json"),
        got("a log of decisions from an instant that is none", "/decisions/log?from=evil"),
        got("a log of decisions with a result that is no JSON", "/decisions/log?result=%7B"),
        got("an explanation of a plan that climbs", "/placements/..%2f..%2fmeta/explanation"),
        got(
            "a plan in a format with markup in its name",
            "/placements/0000000000000000/desired?format=%3Cscript%3E"),
        sent(
            "a plan that is not there, to be applied",
            "POST",
            "/placements/0000000000000000:apply",
            "application/json",
            ""),
        sent(
            "a plan with an end of line in its name, to be applied",
            "POST",
            "/placements/a%0D%0Ab:apply",
            "application/json",
            ""),
        sent(
            "a plan of an application that is no IRI",
            "POST",
            "/placements",
            "application/json",
            "{\"applications\": [\"<script>\"]}"),
        sent(
            "a quote of 20,000 services",
            "POST",
            "/placements:quote",
            "application/json",
            "{\"services\": ["
                + "{\"name\": \"a\", \"vcpu\": 1, \"memoryGiB\": 1},".repeat(19_999)
                + "{\"name\": \"a\", \"vcpu\": 1, \"memoryGiB\": 1}]}"),
        sent(
            "a quote of less than no cores",
            "POST",
            "/placements:quote",
            "application/json",
            "{\"services\": [{\"name\": \"a\", \"vcpu\": -1, \"memoryGiB\": 1}]}"),
        sent(
            "a quote of NaN cores",
            "POST",
            "/placements:quote",
            "application/json",
            "{\"services\": [{\"name\": \"a\", \"vcpu\": NaN, \"memoryGiB\": 1}]}"),
        sent(
            "a subscription that is not there",
            "DELETE",
            "/subscriptions/evil",
            "application/json",
            "{}"));
  }

  /** Asks for much and leaves before it comes. */
  static void hangUp(Opened doors) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), doors.port())) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write("GET /ns HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().read();
    }
  }

  private static HostileInput document(String title, String document) {
    return sent(title, "POST", INTAKE, JSON_LD, document);
  }

  private static HostileInput query(String title, String query) {
    return sent(title, "POST", "/sparql", "application/sparql-query", query);
  }

  private static HostileInput update(String title, String update) {
    return sent(title, "POST", "/update", "application/sparql-update", update);
  }

  private static HostileInput sent(
      String title, String method, String path, String type, String body) {
    return new HostileInput(
        title,
        doors -> {
          var answer = doors.send(method, path, type, body, Opened.TOKEN);
          return new RawRequest.Answer(answer.statusCode(), answer.body());
        });
  }

  private static HostileInput got(String title, String path) {
    return new HostileInput(
        title,
        doors ->
            RawRequest.send(
                doors.port(),
                "GET "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Opened.TOKEN
                    + "\r\n",
                text("")));
  }

  private static HostileInput headed(String title, String name, String value) {
    return new HostileInput(
        title,
        doors ->
            RawRequest.send(
                doors.port(),
                "GET /ns HTTP/1.1\r\nHost: localhost\r\n" + name + ": " + value + "\r\n",
                text("")));
  }

  private static HostileInput bytes(String title, String path, String type, byte[] body) {
    return new HostileInput(
        title,
        doors ->
            RawRequest.send(
                doors.port(),
                head(path, type) + "Content-Length: " + body.length + "\r\n",
                out -> out.write(body)));
  }

  private static HostileInput zipped() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 1_000; i++) {
        out.write(blanks);
      }
    }
    return new HostileInput(
        "1 GB of blanks, compressed to 1 MB",
        doors ->
            RawRequest.send(
                doors.port(),
                head(INTAKE, JSON_LD)
                    + "Content-Encoding: gzip\r\nContent-Length: "
                    + zipped.size()
                    + "\r\n",
                zipped::writeTo));
  }

  private static String head(String path, String type) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + type
        + "\r\nAuthorization: Bearer "
        + Opened.TOKEN
        + "\r\n";
  }

  private static RawRequest.Answer large(Opened doors, String length, boolean chunked)
      throws Exception {
    byte[] part = new byte[1_000_000];
    Arrays.fill(part, (byte) ' ');
    return RawRequest.send(
        doors.port(),
        head(INTAKE, JSON_LD) + length,
        out -> {
          for (int i = 0; i < 100; i++) {
            if (chunked) {
              out.write("F4240\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write(part);
            if (chunked) {
              out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
          }
          if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static void trickle(OutputStream out) throws Exception {
    for (int i = 0; i < 6; i++) {
      out.write(' ');
      out.flush();
      Thread.sleep(1_000);
    }
  }

  private static RawRequest.Body text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] invalid(String before, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    out.write(0xc3);
    out.write(0x28);
    out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
