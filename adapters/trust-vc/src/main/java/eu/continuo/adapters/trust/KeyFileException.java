package eu.continuo.adapters.trust;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Says that the file of a signing key cannot be used. The message names the file and never what
 * stands in it.
 */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Without a cause: a parser's message may repeat the text that it could not parse.
  KeyFileException(Path file, String why) {
    super("The signing key " + file + " cannot be used: " + why);
  }

  KeyFileException(Path file, String why, IOException cause) {
    super("The signing key " + file + " cannot be used: " + why, cause);
  }
}
