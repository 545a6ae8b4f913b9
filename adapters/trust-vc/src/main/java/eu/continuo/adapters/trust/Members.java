package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a claim, taken one by one. What is there in a way that is not
 * understood is noted; what is not there is null.
 */
record Members(String path, JsonObject object, List<Finding> findings) {

  /** The IRI that has to be there. */
  String requiredIri(String member) {
    return iri(at(member), object.get(member));
  }

  @Nullable String iri(String member) {
    return object.containsKey(member) ? requiredIri(member) : null;
  }

  /** One IRI, or a list of them. */
  Set<String> iris(String member) {
    Set<String> iris = new LinkedHashSet<>();
    list(object.get(member)).forEach(value -> iris.add(iri(at(member), value)));
    return iris;
  }

  @Nullable String text(String member) {
    @Nullable JsonValue value = object.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text && !text.getString().isBlank()) {
      return text.getString();
    }
    invalid(member, value, member + " is no text.");
    return null;
  }

  @Nullable Boolean flag(String member) {
    @Nullable JsonValue value = object.get(member);
    if (value == null) {
      return null;
    }
    if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
      return JsonValue.TRUE.equals(value);
    }
    invalid(member, value, member + " is neither true nor false.");
    return null;
  }

  @Nullable Integer whole(String member) {
    @Nullable JsonValue value = object.get(member);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof JsonNumber number && number.intValueExact() >= 0) {
        return number.intValueExact();
      }
    } catch (ArithmeticException e) {
      // Said below, as for a negative number.
    }
    invalid(member, value, member + " is no whole number from 0 on.");
    return null;
  }

  /** The objects of a list. */
  List<Members> objects(String member) {
    List<JsonValue> values = list(object.get(member));
    values.stream()
        .filter(value -> !(value instanceof JsonObject))
        .forEach(value -> invalid(member, value, member + " has what is no object."));
    return values.stream()
        .filter(JsonObject.class::isInstance)
        .map(value -> new Members(at(member), value.asJsonObject(), findings))
        .toList();
  }

  void invalid(String member, @Nullable JsonValue value, String message) {
    note(at(member), value, message);
  }

  private String iri(String at, @Nullable JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : "";
    try {
      if (new URI(text).isAbsolute()) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below, as for a relative one.
    }
    note(at, value, at + " is no absolute IRI.");
    return "";
  }

  private void note(String at, @Nullable JsonValue value, String message) {
    findings.add(
        Refusal.of("credential.invalid-claim", at, StrictJson.shown(value), message, null));
  }

  private String at(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  /** The values of a member that may be a list. */
  static List<JsonValue> list(@Nullable JsonValue value) {
    return value instanceof JsonArray array ? array : value == null ? List.of() : List.of(value);
  }
}
