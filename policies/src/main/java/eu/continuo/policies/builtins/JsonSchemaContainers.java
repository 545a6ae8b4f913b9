package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.Others;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says of objects and arrays alone.
 *
 * @param match compares what lies in them
 * @param schema the schema
 * @param path where the object or array lies
 * @param findings to which is added
 */
record JsonSchemaContainers(
    JsonSchemaMatch match, JsonSchema schema, String path, JsonSchemaFindings findings) {

  private String path(Object step) {
    return path + "." + step;
  }

  void array(List<RegoValue> items) {
    if (schema.everyItem != null) {
      for (var i = 0; i < items.size(); i++) {
        item(schema.everyItem, items, i);
      }
    } else if (!schema.firstItems.isEmpty()) {
      firstItems(items);
    }
    atLeast(schema.minItems, items.size(), "array_min_items", "Array must have at least %d items");
    atMost(schema.maxItems, items.size(), "array_max_items", "Array must have at most %d items");
    if (schema.uniqueItems) {
      unique(items);
    }
    if (schema.contains != null) {
      contains(schema.contains, items);
    }
    findings.checked();
  }

  private void item(JsonSchema itemSchema, List<RegoValue> items, int i) {
    findings.addAll(match.compare(itemSchema, items.get(i), path(i)));
  }

  private void firstItems(List<RegoValue> items) {
    var first = schema.firstItems;
    for (var i = 0; i < first.size() && i < items.size(); i++) {
      item(first.get(i), items, i);
    }
    if (first.size() >= items.size()) {
      return;
    }
    switch (schema.additionalItems) {
      case Others.Allowed(var allowed) when !allowed ->
          findings.add("array_no_additional_items", path, "No additional items allowed on array");
      case Others.Matching(var others) -> {
        for (var i = first.size(); i < items.size(); i++) {
          item(others, items, i);
        }
      }
      case Others.Allowed _ -> {}
      case null -> {}
    }
  }

  private void atLeast(@Nullable Long least, int size, String type, String description) {
    if (least != null && size < least) {
      findings.add(type, path, description.formatted(least));
    }
  }

  private void atMost(@Nullable Long most, int size, String type, String description) {
    if (most != null && size > most) {
      findings.add(type, path, description.formatted(most));
    }
  }

  private void unique(List<RegoValue> items) {
    var seen = new HashMap<String, Integer>();
    for (var i = 0; i < items.size(); i++) {
      var before = seen.put(JsonSchemaMatch.literal(items.get(i)), i);
      if (before != null) {
        findings.add("unique", path, "array items[%d,%d] must be unique".formatted(before, i));
      }
    }
  }

  private void contains(JsonSchema wanted, List<RegoValue> items) {
    JsonSchemaFindings best = null;
    for (var i = 0; i < items.size(); i++) {
      var found = match.compare(wanted, items.get(i), path(i));
      if (found.isEmpty()) {
        return;
      }
      best = JsonSchemaMatch.better(best, found);
    }
    findings.add("contains", path, "At least one of the items must match");
    if (best != null) {
      findings.addAll(best);
    }
  }

  void object(RegoObject object) {
    var size = object.entries().size();
    atLeast(schema.minProperties, size, "array_min_properties", "Must have at least %d properties");
    atMost(schema.maxProperties, size, "array_max_properties", "Must have at most %d properties");
    for (var name : schema.required) {
      if (object.get(name).isPresent()) {
        findings.checked();
      } else {
        findings.add("required", path, "%s is required".formatted(name));
      }
    }
    object.entries().forEach((key, member) -> member(((RegoString) key).text(), member));
    if (schema.propertyNames != null) {
      for (var key : object.entries().keySet()) {
        name(schema.propertyNames, key, ((RegoString) key).text());
      }
    }
    findings.checked();
  }

  /** A member by the patterns, or else by what holds for those that are not named. */
  private void member(String name, RegoValue member) {
    var matched = false;
    for (var each : schema.patternProperties.entrySet()) {
      if (each.getKey().matcher(name).find()) {
        matched = true;
        findings.addAll(match.compare(each.getValue(), member, path(name)));
      }
    }
    if (matched) {
      findings.checked();
    } else if (!schema.properties.containsKey(name)) {
      switch (schema.additionalProperties) {
        case Others.Allowed(var allowed) when !allowed ->
            findings.add(
                "additional_property_not_allowed",
                path,
                "Additional property %s is not allowed".formatted(name));
        case Others.Matching(var others) ->
            findings.addAll(match.compare(others, member, path(name)));
        case Others.Allowed _ -> {}
        case null -> {}
      }
    }
  }

  private void name(JsonSchema names, RegoValue key, String name) {
    var found = match.compare(names, key, path);
    if (!found.isEmpty()) {
      findings.add(
          "invalid_property_name", path, "Property name of \"%s\" does not match".formatted(name));
      findings.addAll(found);
    }
  }
}
