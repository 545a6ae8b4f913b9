package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  @TempDir Path folder;

  @Test
  void keepsItsKeyInAFileOfTheOwnersOwn() throws IOException {
    Path file = folder.resolve("keys/instance.jwk");
    SigningKey made = SigningKey.loadOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder.resolve("keys"))) {
      assertThat(files).containsExactly(file);
    }
    assertThat(SigningKey.loadOrCreate(file).did()).isEqualTo(made.did());
    SigningKey loaded = SigningKey.load(file);
    Instant now = Instant.parse("2026-11-24T10:00:00Z");
    assertThat(Detached.check(Detached.sign(loaded, "d", now), "d"))
        .isEqualTo(new DetachedCheck.Genuine(made.did(), now));
  }

  @Test
  void eachNewKeyIsAnother() {
    assertThat(SigningKey.create().did()).isNotEqualTo(SigningKey.create().did());
  }

  @Test
  void itsTextRevealsNothingSecret() throws IOException, ParseException {
    Path file = folder.resolve("key.jwk");
    SigningKey key = SigningKey.loadOrCreate(file);
    assertThat(key).hasToString("SigningKey[" + key.did() + "]");
    assertThat(key.toString()).doesNotContain(secret(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON SECRET",
        "{\"kty\": \"oct\", \"k\": \"SECRET\"}",
        "{\"kty\": \"OKP\", \"crv\": \"SECRET\", \"x\": \"SECRET\", \"d\": \"SECRET\"}",
        "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"SECRET\", \"d\": \"SECRET\"}",
        "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"SECRET\"}"
      })
  void aDamagedFileIsNamedAndNotQuoted(String content) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageMatching(
            "The signing key \\Q" + file + "\\E cannot be used: it is no JWK with .*Ed25519 key\\.")
        .hasNoCause();
    assertThat(Files.readString(file)).as("is left as it was").isEqualTo(content);
  }

  @Test
  void refusesHalvesOfDifferentKeys() throws IOException, ParseException {
    Path one = folder.resolve("one.jwk");
    Path other = folder.resolve("other.jwk");
    SigningKey.loadOrCreate(one);
    SigningKey.loadOrCreate(other);
    Path mixed = write(Files.readString(one).replace(secret(one), secret(other)));
    assertThatThrownBy(() -> SigningKey.load(mixed))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(
            "The signing key " + mixed + " cannot be used: its two halves do not belong together.")
        .hasNoCause();
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    Path file = folder.resolve("key.jwk");
    SigningKey.loadOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SigningKey.load(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(
            "The signing key "
                + file
                + " cannot be used: others can read or write it. Run: chmod 600 "
                + file);
  }

  @Test
  void aMissingFileIsSaid() {
    Path file = folder.resolve("none.jwk");
    assertThatThrownBy(() -> SigningKey.load(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("The signing key " + file + " cannot be used: there is no such file.");
    assertThat(file).doesNotExist();
  }

  private Path write(String content) throws IOException {
    Path file = folder.resolve("damaged.jwk");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static String secret(Path file) throws IOException, ParseException {
    return OctetKeyPair.parse(Files.readString(file)).getD().toString();
  }
}
