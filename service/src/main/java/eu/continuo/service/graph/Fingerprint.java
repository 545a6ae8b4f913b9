package eu.continuo.service.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;

/**
 * What tells one set of triples from another, whatever their order and however they came to be: the
 * sum of the SHA-256 of each, in four lanes of 64 bits. It takes the same memory for any number.
 */
final class Fingerprint {
  private final long[] lanes = new long[4];
  private long count;

  void add(Quad quad) {
    sum(quad, 1);
  }

  void remove(Quad quad) {
    sum(quad, -1);
  }

  long count() {
    return count;
  }

  boolean sameAs(Fingerprint other) {
    return count == other.count && Arrays.equals(lanes, other.lanes);
  }

  private void sum(Quad quad, int sign) {
    ByteBuffer digest =
        ByteBuffer.wrap(
            sha256()
                .digest(
                    (NodeFmtLib.strNT(quad.getSubject())
                            + ' '
                            + NodeFmtLib.strNT(quad.getPredicate())
                            + ' '
                            + NodeFmtLib.strNT(quad.getObject()))
                        .getBytes(StandardCharsets.UTF_8)));
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] += sign * digest.getLong();
    }
    count += sign;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
