package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoBoolean;
import eu.continuo.policies.rego.Utf8;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Hexadecimal, base64url without padding, JSON with indentation, and the parts of a UUID. */
final class EncodingBuiltins {
  private EncodingBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "hex.encode", operands -> RegoValue.of(HexFormat.of().formatHex(operands.bytes(0))),
        "hex.decode", EncodingBuiltins::hexDecode,
        "base64url.encode_no_pad",
            operands ->
                RegoValue.of(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(operands.bytes(0))),
        "json.marshal_with_options", EncodingBuiltins::marshal,
        "uuid.parse", operands -> Uuid.parse(operands.string(0)));
  }

  private static RegoValue hexDecode(Operands operands) throws UndefinedException {
    try {
      return RegoValue.of(Utf8.decode(HexFormat.of().parseHex(operands.string(0))));
    } catch (IllegalArgumentException e) {
      throw new UndefinedException(String.valueOf(e.getMessage()));
    }
  }

  /** base64url as OPA decodes it: padded or not, line ends are skipped. */
  static byte[] base64Url(String text) throws UndefinedException {
    var padded = text;
    if (!text.endsWith("=")) {
      padded +=
          switch (Utf8.encode(text).length % 4) {
            case 0 -> "";
            case 2 -> "==";
            case 3 -> "=";
            default -> throw new UndefinedException("illegal base64url string: " + text);
          };
    }
    padded = padded.replace("\r", "").replace("\n", "");
    if (padded.length() % 4 != 0) {
      throw new UndefinedException("illegal base64url string: " + text);
    }
    try {
      return Base64.getUrlDecoder().decode(padded);
    } catch (IllegalArgumentException e) {
      throw new UndefinedException(String.valueOf(e.getMessage()));
    }
  }

  private static RegoValue marshal(Operands operands) throws UndefinedException {
    var prefix = "";
    var indent = "\t";
    var asked = false;
    RegoValue pretty = null;
    for (var option : operands.object(1).entries().entrySet()) {
      switch (Operands.string(option.getKey())) {
        case "prefix" -> {
          prefix = Operands.string(option.getValue());
          asked = true;
        }
        case "indent" -> {
          indent = Operands.string(option.getValue());
          asked = true;
        }
        case "pretty" -> pretty = option.getValue();
        default -> throw new UndefinedException("object contained unknown key " + option.getKey());
      }
    }
    if (pretty != null && !(pretty instanceof RegoBoolean)) {
      throw new UndefinedException("key pretty failed cast to bool");
    }
    var indented = pretty == null ? asked : pretty.equals(RegoValue.of(true));
    var json =
        indented
            ? GoJson.indented(operands.value(0), prefix, indent)
            : GoJson.of(operands.value(0));
    return RegoValue.of(indented ? prefix + json : json);
  }
}
