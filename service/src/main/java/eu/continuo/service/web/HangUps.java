package eu.continuo.service.web;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Clients that leave before their answer is there: nothing of this service is broken by it. */
final class HangUps {
  private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);
  private static final int CAUSES_MAX = 20;

  private HangUps() {}

  /** Notes a client that left while it was listening. */
  static void left(Exception e) {
    LOG.debug("A client stopped listening.", e);
  }

  /** Whether this is nothing but a client that left; then it is noted, and no one is to answer. */
  static boolean is(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (cause instanceof ClientAbortException
          || cause instanceof AsyncRequestNotUsableException
          || (cause instanceof IOException && says(cause, "broken pipe", "connection reset"))) {
        LOG.debug("A client left before its answer was sent.", thrown);
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean says(Throwable cause, String... words) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (message.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
