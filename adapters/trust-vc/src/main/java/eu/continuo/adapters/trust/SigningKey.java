package eu.continuo.adapters.trust;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;

/**
 * This instance's own Ed25519 key, which signs what it publishes. Only its public half, {@link
 * #did()}, ever leaves the object, save for the file that the owner alone can read: a JWK (RFC
 * 8037), mode 600.
 */
public final class SigningKey {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OWNER_AT_MOST =
      PosixFilePermissions.fromString("rwx------");

  private final OctetKeyPair pair;
  private final DidKey did;

  private SigningKey(OctetKeyPair pair) {
    this.pair = pair;
    this.did = DidKey.of(pair.getDecodedX());
  }

  /** A new key, held in memory only. */
  public static SigningKey create() {
    try {
      return new SigningKey(new OctetKeyPairGenerator(Curve.Ed25519).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key in a file.
   *
   * @throws KeyFileException where there is none, others can read it, or it is damaged
   */
  public static SigningKey load(Path file) {
    OctetKeyPair pair;
    try {
      refuseOtherReaders(file);
      pair = OctetKeyPair.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new KeyFileException(file, "there is no such file.", e);
    } catch (IOException e) {
      throw new KeyFileException(file, "it cannot be read.", e);
    } catch (ParseException | IllegalArgumentException e) {
      throw new KeyFileException(file, "it is no JWK with an Ed25519 key.");
    }
    if (!pair.isPrivate()
        || !pair.getCurve().equals(Curve.Ed25519)
        || pair.getDecodedX().length != 32
        || pair.getDecodedD().length != 32) {
      throw new KeyFileException(file, "it is no JWK with a private Ed25519 key.");
    }
    refuseForeignHalf(pair, file);
    return new SigningKey(pair);
  }

  /**
   * The key in a file, or a new one that is kept there from now on. The file appears whole or not
   * at all.
   *
   * @throws KeyFileException where there is a file that cannot be used, or none can be written
   */
  public static SigningKey loadOrCreate(Path file) {
    if (Files.exists(file)) {
      return load(file);
    }
    SigningKey key = create();
    try {
      key.write(file);
      return key;
    } catch (FileAlreadyExistsException e) {
      return load(file);
    } catch (IOException e) {
      throw new KeyFileException(file, "it cannot be written.", e);
    }
  }

  /** The public half, {@code did:key:z6Mk…}: what others know this instance by. */
  public String did() {
    return did.did();
  }

  /** The URL of the public half, as {@code kid} names it. */
  String url() {
    return did.url();
  }

  JWSObject sign(JWSHeader header, Payload payload) {
    JWSObject jws = new JWSObject(header, payload);
    try {
      jws.sign(new Ed25519Signer(pair));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jws;
  }

  /** The DID: nothing that is secret. */
  @Override
  public String toString() {
    return "SigningKey[" + did + "]";
  }

  private void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is a folder");
    }
    Files.createDirectories(folder);
    // Readable by the owner only, as the platform creates temporary files.
    Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".draft");
    try {
      if (posix(draft)) {
        Files.setPosixFilePermissions(draft, OWNER_ONLY);
      }
      Files.writeString(draft, pair.toJSONString() + "\n", StandardCharsets.UTF_8);
      Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void refuseOtherReaders(Path file) throws IOException {
    if (posix(file) && !OWNER_AT_MOST.containsAll(Files.getPosixFilePermissions(file))) {
      throw new KeyFileException(file, "others can read or write it. Run: chmod 600 " + file);
    }
  }

  /** A public half of another key would be published, and no signature would ever hold by it. */
  private static void refuseForeignHalf(OctetKeyPair pair, Path file) {
    try {
      byte[] own = Ed25519Sign.KeyPair.newKeyPairFromSeed(pair.getDecodedD()).getPublicKey();
      if (!Arrays.equals(own, pair.getDecodedX())) {
        throw new KeyFileException(file, "its two halves do not belong together.");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }
}
