package eu.continuo.adapters.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import eu.continuo.adapters.bundles.BundleSource.Fetched;
import eu.continuo.verdict.Finding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that never ends its answer is waited for no longer than is said. */
final class BundleServerTest {
  @Test
  void whoDripsIsLeft() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            for (int i = 0; i < 1000; i++) {
              out.write(1);
              out.flush();
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (BundleServer source = new BundleServer(address, null, Duration.ofSeconds(1))) {
      assertThat(source.fetch(""))
          .satisfies(fetched -> assertThat(code(fetched)).isEqualTo("source.unreachable"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aTokenThatIsNotThereIsToldWithoutItsPath(@TempDir Path folder) {
    Path token = folder.resolve("no-such-token");
    try (BundleServer source = new BundleServer(URI.create("http://127.0.0.1:1/"), token)) {
      assertThat(source.fetch(""))
          .satisfies(
              fetched -> {
                assertThat(code(fetched)).isEqualTo("source.token");
                assertThat(fetched.toString()).doesNotContain("no-such-token");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://policies.example/house",
        "http://127.0.0.1.evil.example/house",
        "http://10.0.0.1/house",
        "https://user:secret@policies.example/house",
        "file:///etc/passwd",
        "house"
      })
  void anAddressThatWouldTellOthersIsRefused(String address) {
    assertThat(BundleServer.wrong(URI.create(address)))
        .extracting(Finding::code)
        .containsExactly("source.address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://policies.example/house",
        "http://localhost:8181/b",
        "http://[::1]/b",
        "http://127.0.0.1/b"
      })
  void otherAddressesAreTaken(String address) {
    assertThat(BundleServer.wrong(URI.create(address))).isEmpty();
  }

  private static String code(Fetched fetched) {
    return ((Fetched.Failed) fetched).findings().getFirst().code();
  }
}
