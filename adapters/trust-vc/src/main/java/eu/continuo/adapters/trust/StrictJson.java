package eu.continuo.adapters.trust;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON that means the same to every reader: a member that occurs twice is refused, since one reader
 * would take the first and another the last (RFC 7515, section 4; RFC 8259, section 4), and what is
 * signed must not have two meanings.
 */
final class StrictJson {
  /** An honest header, credential or trust list nests five levels deep. */
  private static final int DEPTH_MAX = 32;

  /** Looked up once: it is searched for in every jar, which takes longer than a signature. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private StrictJson() {}

  /** Thrown where a text is no object in strict JSON; the message says why, and quotes nothing. */
  static final class NotStrict extends Exception {
    private static final long serialVersionUID = 1L;

    NotStrict(String message) {
      super(message);
    }

    /** One sentence. */
    String why() {
      return String.valueOf(getMessage());
    }
  }

  static JsonObject object(byte[] utf8) throws NotStrict {
    String text = text(utf8);
    try {
      refuseAmbiguity(text);
      try (JsonReader reader = JSON.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    } catch (JsonException | IllegalStateException e) {
      throw new NotStrict("It is not a JSON object.");
    }
  }

  /** The string of a member, or null where it is missing or no string. */
  static @Nullable String string(JsonObject object, String member) {
    return object.get(member) instanceof JsonString s ? s.getString() : null;
  }

  /** A value as a person reads it, or null. */
  static @Nullable String shown(@Nullable JsonValue value) {
    return value instanceof JsonString s ? s.getString() : value == null ? null : value.toString();
  }

  // JsonReader could find neither the end of a hostile nesting nor a member that it has replaced.
  private static void refuseAmbiguity(String text) throws NotStrict {
    Deque<Set<String>> open = new ArrayDeque<>();
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT, START_ARRAY -> {
            open.push(new HashSet<>());
            if (open.size() > DEPTH_MAX) {
              throw new NotStrict("It is nested more than " + DEPTH_MAX + " levels deep.");
            }
          }
          case END_OBJECT, END_ARRAY -> open.pop();
          case KEY_NAME -> {
            if (!open.element().add(parser.getString())) {
              throw new NotStrict("A member occurs twice in one object.");
            }
          }
          default -> {}
        }
      }
    }
  }

  private static String text(byte[] utf8) throws NotStrict {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new NotStrict("It is not UTF-8.");
    }
  }
}
