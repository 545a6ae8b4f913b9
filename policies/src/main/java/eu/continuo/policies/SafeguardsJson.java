package eu.continuo.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes safeguards as policies read them: what is not known is left out. */
final class SafeguardsJson {
  private SafeguardsJson() {}

  static void write(Safeguards safeguards, ObjectNode site) {
    array(site, "certificates", safeguards.certificates(), SafeguardsJson::certificate);
    array(site, "keys", safeguards.keys(), SafeguardsJson::keys);
    array(site, "access", safeguards.access(), SafeguardsJson::access);
    array(site, "nodes", safeguards.nodes(), SafeguardsJson::node);
    put(site, "nodeCount", safeguards.nodeCount());
  }

  static void write(List<Safeguards.Processing> statements, ArrayNode array) {
    for (var statement : statements) {
      var node = array.addObject();
      var list = node.putArray("subProcessors");
      for (var each : statement.subProcessors()) {
        var entry = list.addObject();
        put(entry, "party", each.party());
        put(entry, "country", each.country());
      }
      put(node, "subProcessorCount", statement.subProcessorCount());
      validity(statement.validity(), node);
    }
  }

  private static void certificate(ObjectNode node, Safeguards.Certificate certificate) {
    put(node, "scheme", certificate.scheme());
    put(node, "level", certificate.level());
    put(node, "issuer", certificate.issuer());
    put(node, "status", certificate.status());
    validity(certificate.validity(), node);
  }

  private static void keys(ObjectNode node, Safeguards.Keys statement) {
    var list = node.putArray("keys");
    for (var key : statement.keys()) {
      var entry = list.addObject();
      put(entry, "key", key.key());
      put(entry, "country", key.country());
      put(entry, "holder", key.holder());
      new TreeSet<>(key.users()).forEach(entry.putArray("users")::add);
      put(entry, "userCount", key.userCount());
    }
    put(node, "keyCount", statement.keyCount());
    validity(statement.validity(), node);
  }

  private static void access(ObjectNode node, Safeguards.Access statement) {
    new TreeSet<>(statement.origins()).forEach(node.putArray("origins")::add);
    put(node, "originCount", statement.originCount());
    put(node, "approval", statement.approval());
    put(node, "sessionMinutes", statement.sessionMinutes());
    if (statement.recordKept() != null) {
      node.put("recordKept", statement.recordKept());
    }
    validity(statement.validity(), node);
  }

  private static void node(ObjectNode node, Safeguards.Node attested) {
    put(node, "node", attested.node());
    var list = node.putArray("results");
    for (var result : attested.results()) {
      var entry = list.addObject().put("verifier", result.verifier());
      put(entry, "result", result.result());
      put(entry, "rootOfTrust", result.rootOfTrust());
      put(entry, "attestedEpochS", result.attestedAt());
    }
    node.put("resultCount", attested.results().size());
  }

  private static void validity(Safeguards.Validity validity, ObjectNode node) {
    put(node, "validFromEpochS", validity.from());
    put(node, "validUntilEpochS", validity.until());
  }

  private static <T> void array(
      ObjectNode node, String field, List<T> values, BiConsumer<ObjectNode, T> write) {
    if (!values.isEmpty()) {
      var array = node.putArray(field);
      values.forEach(value -> write.accept(array.addObject(), value));
    }
  }

  private static void put(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void put(ObjectNode node, String field, @Nullable Integer value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void put(ObjectNode node, String field, @Nullable Instant value) {
    if (value != null) {
      node.put(field, value.getEpochSecond());
    }
  }
}
