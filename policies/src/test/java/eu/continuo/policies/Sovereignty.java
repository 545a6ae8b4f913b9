package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;

/** The policy {@code sovereignty}, asked with raw JSON. */
final class Sovereignty {
  static final LibraryPolicy POLICY = LibraryPolicy.of("sovereignty");

  private Sovereignty() {}

  static JsonNode inWasm(JsonNode data, JsonNode input) {
    return POLICY.inWasm(data, input);
  }
}
