package eu.continuo.policies;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What policies can read, as one JSON Schema 2020-12 document: the input by what a policy decides
 * about, and the data. A field that is not in it is never shown, so that {@code policy check}
 * refuses a policy that reads one. A test holds it to what is really shown.
 *
 * <p>No field is required: a fact that is not known is absent, and it is for the policy to refuse.
 */
public final class PolicySchemas {
  /** Where the document says that it lies. */
  private static final String ID = "https://w3id.org/icra/ns/v1/policies";

  private static final JsonNode DOCUMENT = document();

  private PolicySchemas() {}

  /**
   * The document, UTF-8. Under {@code $defs}: {@code data}, and the input of policies about {@code
   * pairs} (rule {@code decisions}) and about many of them at once ({@code batch}, rules {@code
   * eligible} and {@code met}), about {@code commits} and about {@code reads}; {@code nothing} is
   * the data of the last two.
   */
  public static byte[] json() {
    return Json.write(DOCUMENT);
  }

  private static JsonNode document() {
    var document =
        Json.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("$id", ID)
            .put("title", "What policies read");
    var defs = document.putObject("$defs");
    defs.set("data", closed(Map.of("continuum", continuum())));
    defs.set("nothing", closed(Map.of()));
    defs.set("site", site());
    defs.set("attestation", attestation());
    SafeguardsSchemas.define(defs);
    defs.set("requirement", requirement());
    defs.set("graph", graph());
    defs.set("pairs", pairs());
    defs.set("batch", batch());
    defs.set("commits", commits());
    defs.set("reads", reads());
    return document;
  }

  private static ObjectNode continuum() {
    return closed(
        Map.of(
            "places",
                named("each place, with itself and every place that it lies within", list(iri(""))),
            "sites", named("each site", ref("site")),
            "attestations",
                named(
                    "each party, with what verified credentials say of who controls it",
                    list(ref("attestation"))),
            "processing",
                named(
                    "each party, with what verified credentials say of whom it lets process data",
                    list(ref("processing")))));
  }

  private static ObjectNode site() {
    return closed(
        Map.of(
            "country", iri("the place that the site lies in"),
            "operator", iri("the party that runs the site"),
            "certificates", list(ref("certificate")),
            "keys", list(ref("keys")),
            "access", list(ref("access")),
            "nodes", list(ref("node")),
            "nodeCount", whole("how many nodes the site has")));
  }

  private static ObjectNode attestation() {
    return closed(
        Map.of(
            "credential", iri("the credential that says so"),
            "jurisdiction", iri("the place whose law the party falls under"),
            "controllers", list(iri("a party that owns or controls it")),
            "ownerCount", whole("how many controllers there are"),
            "validFromEpochS", validFrom(),
            "validUntilEpochS", validUntil()));
  }

  private static ObjectNode requirement() {
    return closed(
        Map.ofEntries(
            entry("id", iri("the requirement, for reasons to name")),
            entry("kind", text("the word by which policies know it, such as location")),
            entry("places", list(iri("one of the places of which one must be met"))),
            entry(
                "schemes",
                list(
                    closed(
                        Map.of(
                            "scheme", iri("a scheme of assurance"),
                            "levels", list(text("a level that is enough")),
                            "issuers", list(iri("an issuer that is believed")))))),
            entry("holders", list(iri("a party that may hold and use keys"))),
            entry("approvals", list(text("an approval of access that is enough"))),
            entry("maxSessionMinutes", whole("how long one access may last")),
            entry("authorisation", text("of sub-processors: general or specific")),
            entry("approved", list(iri("a sub-processor that is approved by name"))),
            entry("verifiers", list(iri("a verifier of nodes that is believed"))),
            entry("rootsOfTrust", list(text("a root of trust that is accepted"))),
            entry("maxAgeMinutes", whole("how old what was attested of a node may be"))));
  }

  private static ObjectNode graph() {
    return closed(
        Map.of(
            "owner", text("the IRI of the party that answers for it; empty for one that is gone"),
            "visibility", text("public or restricted")));
  }

  private static ObjectNode pairs() {
    return closed(
        Map.of(
            "nowEpochS", now(),
            "components",
                list(
                    closed(
                        Map.of(
                            "id", iri("the component"), "requirements", list(ref("requirement"))))),
            "sites", list(iri("a site that is asked about"))));
  }

  private static ObjectNode batch() {
    return closed(
        Map.of(
            "nowEpochS", now(),
            "requirements", list(ref("requirement")),
            "components", list(list(whole("the position of a requirement of the component"))),
            "candidates", list(ref("site")),
            "traits",
                list(of("object").put("description", "what the policy itself gave as trait"))));
  }

  private static ObjectNode commits() {
    var values = list(Json.object().set("type", types("string", "number", "boolean")));
    var said = named("each property by its name in the JSON-LD context, with all values", values);
    return closed(
        Map.of(
            "nowEpochS", now(),
            "commit",
                closed(
                    Map.of(
                        "principal", text("who wants to commit"),
                        "graphs", named("each graph that is written", ref("graph")))),
            "entities",
                named(
                    "each entity that is changed",
                    closed(Map.of("before", said, "after", said.deepCopy())))));
  }

  private static ObjectNode reads() {
    return closed(
        Map.of(
            "nowEpochS", now(),
            "read", closed(Map.of("principal", text("who asks: anyone or operator"))),
            "graphs", named("each graph that the declared visibility shows", ref("graph"))));
  }

  /** The bounds of what a credential says, under the names that all policies read. */
  static ObjectNode validFrom() {
    return whole("the first second at which the credential counts");
  }

  static ObjectNode validUntil() {
    return whole("the first second at which it counts no more");
  }

  private static ObjectNode now() {
    return whole("the time that the decision is about, in seconds since 1970");
  }

  /** An object that has these fields and no others, in alphabetical order. */
  static ObjectNode closed(Map<String, ObjectNode> fields) {
    var object = Json.object().put("type", "object");
    var properties = object.putObject("properties");
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> properties.set(field.getKey(), field.getValue()));
    return object.put("additionalProperties", false);
  }

  /** An object that has an IRI or another name for each field. */
  private static ObjectNode named(String what, ObjectNode value) {
    return Json.object()
        .put("type", "object")
        .put("description", what)
        .set("additionalProperties", value);
  }

  static ObjectNode list(ObjectNode item) {
    return Json.object().put("type", "array").set("items", item);
  }

  static ObjectNode ref(String name) {
    return Json.object().put("$ref", "#/$defs/" + name);
  }

  static ObjectNode iri(String what) {
    return what.isEmpty() ? of("string") : text(what + " (IRI)");
  }

  static ObjectNode text(String what) {
    return of("string").put("description", what);
  }

  static ObjectNode whole(String what) {
    return of("integer").put("description", what);
  }

  static ObjectNode of(String type) {
    return Json.object().put("type", type);
  }

  private static JsonNode types(String... types) {
    var array = Json.array();
    for (var type : types) {
      array.add(type);
    }
    return array;
  }
}
