package eu.continuo.service.notify;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Sends one event to one address: signed, once, without following it elsewhere. */
final class Delivery implements AutoCloseable {
  private static final int TIME_MAX_S = 10;
  private static final ContentType TYPE =
      ContentType.create(CloudEvent.MEDIA_TYPE, StandardCharsets.UTF_8);

  private final CloseableHttpClient http;
  private final Clock clock;

  Delivery(AddressGuard guard, Clock clock) {
    this.clock = clock;
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(guard)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(TIME_MAX_S, TimeUnit.SECONDS)
                            .setSocketTimeout(TIME_MAX_S, TimeUnit.SECONDS)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(TIME_MAX_S)).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /**
   * Sends.
   *
   * @param id of the message, the same each time that it is tried
   * @return why it did not arrive; empty where the receiver took it
   */
  Optional<String> send(URI sink, String secret, String id, String body) {
    long timestampS = clock.instant().getEpochSecond();
    HttpPost post = new HttpPost(sink);
    post.setEntity(new StringEntity(body, TYPE));
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestampS));
    post.setHeader("webhook-signature", Signature.of(secret, id, timestampS, body));
    try {
      int status = http.execute(post, response -> response.getCode());
      return status / 100 == 2 ? Optional.empty() : Optional.of("It answered " + status + ".");
    } catch (IOException e) {
      return Optional.of(
          "It cannot be reached: " + e.getClass().getSimpleName() + ", " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
