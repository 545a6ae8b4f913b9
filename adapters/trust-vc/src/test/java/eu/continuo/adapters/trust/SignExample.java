package eu.continuo.adapters.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Signs the credentials of {@code examples/europe} with fresh Ed25519 keys, as enveloped VC 2.0
 * JWTs (VC-JOSE-COSE, section 3.1.1). The keys are forgotten when the program ends, so each run
 * gives all issuers new identifiers; who is trusted stays: a credential whose issuer is on the
 * trust list is signed by the new trusted key, any other by a key that the list does not name.
 *
 * <p>The payloads {@code credentials/PROVIDER/*.json}, in the order of their names, fill the
 * enveloped credentials of {@code providers/PROVIDER.jsonld}, which must be as many.
 */
final class SignExample {
  private static final Pattern ENVELOPED = Pattern.compile("\"data:application/vc\\+jwt,[^\"]*\"");

  private final Path example;
  private final Map<Path, String> signed = new LinkedHashMap<>();

  private SignExample(Path example) {
    this.example = example;
  }

  /**
   * Signs and rewrites one example.
   *
   * @param args the folder of the example
   */
  public static void main(String[] args) throws IOException, JOSEException, ParseException {
    if (args.length != 1) {
      throw new IllegalArgumentException("One argument is needed: the folder of the example.");
    }
    new SignExample(Path.of(args[0])).sign();
  }

  private void sign() throws IOException, JOSEException, ParseException {
    Path trustListFile = example.resolve("trust-list.json");
    String trustList = Files.readString(trustListFile);
    String trustedDid = onlyIssuer(trustList);
    Issuer trusted = Issuer.fresh();
    Issuer untrusted = Issuer.fresh();
    signed.put(trustListFile, trustList.replace(trustedDid, trusted.did()));

    for (Path provider : sorted(example.resolve("credentials"))) {
      Map<Path, String> jwts = new LinkedHashMap<>();
      for (Path file : sorted(provider)) {
        String claims = Files.readString(file);
        String issuer = JSONObjectUtils.getString(JSONObjectUtils.parse(claims), "issuer");
        Issuer signer = issuer.equals(trustedDid) ? trusted : untrusted;
        String reissued = claims.replace(issuer, signer.did());
        signed.put(file, reissued);
        jwts.put(file, signer.jwt(JSONObjectUtils.parse(reissued)));
      }
      Path document = example.resolve("providers").resolve(provider.getFileName() + ".jsonld");
      signed.put(document, enveloping(document, jwts));
    }
    // Nothing is written before everything is signed: a half-signed example would verify nowhere.
    for (Map.Entry<Path, String> file : signed.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
  }

  private static String onlyIssuer(String trustList) throws ParseException {
    Map<String, Object>[] issuers =
        JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(trustList), "issuers");
    if (issuers.length != 1) {
      throw new IllegalStateException(
          "The trust list names " + issuers.length + " issuers, not 1.");
    }
    return JSONObjectUtils.getString(issuers[0], "did");
  }

  private static String enveloping(Path document, Map<Path, String> jwts) throws IOException {
    String text = Files.readString(document);
    long places = ENVELOPED.matcher(text).results().count();
    if (places != jwts.size()) {
      throw new IllegalStateException(
          document + " has " + places + " enveloped credentials for " + jwts.keySet() + ".");
    }
    Iterator<String> next = jwts.values().iterator();
    return ENVELOPED
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement("\"data:application/vc+jwt," + next.next() + "\""));
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** An issuer that is known by its key alone (did:key, W3C CCG). */
  private record Issuer(OctetKeyPair key) {
    private static final String BASE58 =
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    static Issuer fresh() throws JOSEException {
      return new Issuer(new OctetKeyPairGenerator(Curve.Ed25519).generate());
    }

    String did() {
      return "did:key:" + multibaseKey();
    }

    String jwt(Map<String, Object> claims) throws JOSEException {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.EdDSA)
              .type(new JOSEObjectType("vc+jwt"))
              .keyID(did() + "#" + multibaseKey())
              .build();
      JWSObject jws = new JWSObject(header, new Payload(claims));
      jws.sign(new Ed25519Signer(key));
      return jws.serialize();
    }

    /** Multicodec ed25519-pub (0xed 0x01) and the key, in base58btc ({@code z}). */
    private String multibaseKey() {
      byte[] raw = key.getDecodedX();
      byte[] coded = new byte[raw.length + 2];
      coded[0] = (byte) 0xed;
      coded[1] = 0x01;
      System.arraycopy(raw, 0, coded, 2, raw.length);
      StringBuilder digits = new StringBuilder();
      BigInteger base = BigInteger.valueOf(BASE58.length());
      for (BigInteger rest = new BigInteger(1, coded);
          rest.signum() > 0;
          rest = rest.divide(base)) {
        digits.append(BASE58.charAt(rest.mod(base).intValue()));
      }
      return "z" + digits.reverse();
    }
  }
}
