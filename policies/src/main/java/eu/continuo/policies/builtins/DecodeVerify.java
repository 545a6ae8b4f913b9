package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JwtBuiltins.Header;
import eu.continuo.policies.builtins.JwtBuiltins.Token;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import eu.continuo.policies.rego.Utf8;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code io.jwt.decode_verify}: signature, issuer, audience and times in one. Where the constraints
 * name no time, that of the decision counts.
 */
final class DecodeVerify {
  private static final RegoValue NOTHING = RegoObject.of(Map.of());
  private static final RegoValue UNVERIFIED = RegoArray.of(RegoValue.of(false), NOTHING, NOTHING);
  private static final Set<String> CONSTRAINTS =
      Set.of("cert", "secret", "alg", "iss", "aud", "time");

  private final RegoObject constraints;
  private final BigDecimal timeNs;

  private DecodeVerify(RegoObject constraints, BigDecimal timeNs) {
    this.constraints = constraints;
    this.timeNs = timeNs;
  }

  static RegoValue call(Operands operands) throws UndefinedException {
    var constraints = operands.object(1);
    for (var name : constraints.entries().keySet()) {
      if (!CONSTRAINTS.contains(Operands.string(name))) {
        throw new UndefinedException("unknown token validation constraint: " + name);
      }
    }
    var time = constraints.get("time");
    var timeNs =
        time.isEmpty()
            ? new BigDecimal(TimeBuiltins.nanoseconds(operands.now()))
            : Operands.number(time.get()).decimal();
    if (timeNs.signum() < 0) {
      throw new UndefinedException("token time constraint: must not be negative");
    }
    return new DecodeVerify(constraints, timeNs).verify(operands.string(0));
  }

  private String constraint(String name) throws UndefinedException {
    var value = constraints.get(name);
    return value.isEmpty() ? "" : Operands.string(value.get());
  }

  private RegoValue verify(String text) throws UndefinedException {
    List<JwtKeys.Key> keys =
        constraints.get("cert").isPresent() ? JwtKeys.parse(constraint("cert")) : List.of();
    var secret = constraint("secret");
    constraint("alg");
    constraint("iss");
    constraint("aud");
    if (constraints.get("cert").isPresent() == !secret.isEmpty()) {
      throw new UndefinedException("one key constraint is needed");
    }
    var encoded = text;
    while (true) {
      var token = Token.of(encoded);
      var decoded = token.decodedHeader();
      var header = Header.of(decoded);
      if (!header.isValid()
          || (!constraint("alg").isEmpty() && !constraint("alg").equals(header.alg()))
          || !isSigned(token, header, keys, secret)) {
        return UNVERIFIED;
      }
      var payload = JwtBuiltins.text(token.payload());
      if (!header.cty().equalsIgnoreCase("JWT")) {
        return claims(decoded, JwtBuiltins.object(payload));
      }
      encoded = payload;
    }
  }

  private boolean isSigned(Token token, Header header, List<JwtKeys.Key> keys, String secret)
      throws UndefinedException {
    var signature = token.signatureBytes();
    if (!Jws.ALGORITHMS.contains(header.alg())) {
      return false;
    }
    var symmetric = header.alg().startsWith("HS");
    if (secret.isEmpty()) {
      return !symmetric
          && JwtBuiltins.verifiesWithAny(keys, header, header.alg(), token, signature);
    }
    return symmetric
        && Jws.verifiesHmac(header.alg(), Utf8.encode(secret), token.signed(), signature);
  }

  private RegoValue claims(RegoObject header, RegoObject payload) throws UndefinedException {
    var issuer = constraint("iss");
    if (!issuer.isEmpty() && payload.get("iss").filter(RegoValue.of(issuer)::equals).isEmpty()) {
      return UNVERIFIED;
    }
    var audience = payload.get("aud");
    if (audience.isEmpty() ? !constraint("aud").isEmpty() : !isFor(audience.get())) {
      return UNVERIFIED;
    }
    var expiry = payload.get("exp");
    if (expiry.isPresent() && JwtBuiltins.compareToSeconds(timeNs, expiry.get()) >= 0) {
      return UNVERIFIED;
    }
    var start = payload.get("nbf");
    if (start.isPresent() && JwtBuiltins.compareToSeconds(timeNs, start.get()) < 0) {
      return UNVERIFIED;
    }
    return RegoArray.of(RegoValue.of(true), header, payload);
  }

  private boolean isFor(RegoValue audience) throws UndefinedException {
    var wanted = RegoValue.of(constraint("aud"));
    return switch (audience) {
      case RegoString name -> name.equals(wanted);
      case RegoArray(var names) -> names.contains(wanted);
      default -> false;
    };
  }
}
