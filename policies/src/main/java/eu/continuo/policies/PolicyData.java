package eu.continuo.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One revision of the data that policies read, as the JSON that they read, with its digest.
 *
 * <p>Build it once for each revision of the graph: a policy loads each revision once and recognises
 * it by its digest.
 */
public final class PolicyData {
  private final byte[] json;
  private final String sha256;

  private PolicyData(byte[] json) {
    this.json = json;
    this.sha256 = Sha256.hex(json);
  }

  /** The data that the policies of this module read. Equal continuums give equal bytes. */
  public static PolicyData of(Continuum continuum) {
    return new PolicyData(Json.write(Json.object().set("continuum", projection(continuum))));
  }

  /**
   * Data that was written elsewhere.
   *
   * @param json a JSON object in UTF-8
   * @throws IllegalArgumentException when it is not a JSON object
   */
  public static PolicyData of(byte[] json) {
    if (!Json.read(json).isObject()) {
      throw new IllegalArgumentException("The data of a policy must be a JSON object.");
    }
    return new PolicyData(json.clone());
  }

  /** SHA-256 of the JSON, in hexadecimal: the revision of the data that a decision names. */
  public String sha256() {
    return sha256;
  }

  /** The JSON itself, for whoever wants to repeat a decision later. */
  public byte[] bytes() {
    return json.clone();
  }

  byte[] json() {
    return json;
  }

  static ObjectNode projection(Continuum continuum) {
    var projection = Json.object();
    var places = projection.putObject("places");
    new TreeMap<>(continuum.places())
        .forEach(
            (place, within) -> {
              var array = places.putArray(place);
              new TreeSet<>(within).forEach(array::add);
            });
    var sites = projection.putObject("sites");
    new TreeMap<>(continuum.sites()).forEach((iri, site) -> write(sites.putObject(iri), site));
    var attestations = projection.putObject("attestations");
    new TreeMap<>(continuum.attestations())
        .forEach(
            (party, attested) -> {
              var array = attestations.putArray(party);
              attested.forEach(attestation -> write(array.addObject(), attestation));
            });
    var processing = projection.putObject("processing");
    new TreeMap<>(continuum.processing())
        .forEach(
            (party, statements) -> SafeguardsJson.write(statements, processing.putArray(party)));
    return projection;
  }

  static void write(ObjectNode node, Continuum.Site site) {
    if (site.country() != null) {
      node.put("country", site.country());
    }
    if (site.operator() != null) {
      node.put("operator", site.operator());
    }
    SafeguardsJson.write(site.safeguards(), node);
  }

  private static void write(ObjectNode node, Continuum.Attestation attestation) {
    node.put("credential", attestation.credential());
    if (attestation.jurisdiction() != null) {
      node.put("jurisdiction", attestation.jurisdiction());
    }
    var controllers = node.putArray("controllers");
    new TreeSet<>(attestation.controllers()).forEach(controllers::add);
    if (attestation.ownerCount() != null) {
      node.put("ownerCount", attestation.ownerCount());
    }
    if (attestation.validFrom() != null) {
      node.put("validFromEpochS", attestation.validFrom().getEpochSecond());
    }
    if (attestation.validUntil() != null) {
      node.put("validUntilEpochS", attestation.validUntil().getEpochSecond());
    }
  }
}
