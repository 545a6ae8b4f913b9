package eu.continuo.service.web;

import eu.continuo.service.wiring.Instance;
import java.util.List;
import java.util.Map;
import org.apache.jena.fuseki.servlets.FusekiFilter;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP doors of an instance, opened on the loopback address. It serves an instance that
 * somebody else opened and closes.
 */
public final class Server implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private Server(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Opens the doors.
   *
   * @param instance what is served
   * @param token what an operator shows
   * @param port where; 0 for any free port
   */
  public static Server open(Instance instance, String token, int port) {
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", port,
            "logging.level.root", "WARN",
            "spring.mvc.problemdetails.enabled", "false",
            "management.endpoints.web.exposure.include", "health"));
    application.addInitializers(
        c -> {
          c.getBeanFactory().registerSingleton("instance", instance);
          c.getBeanFactory().registerSingleton("token", new Shown(token));
        });
    return new Server(application.run());
  }

  /** The port that is listened on. */
  public int port() {
    var server = ((ServletWebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("The server is closed.");
    }
    return server.getPort();
  }

  @Override
  public void close() {
    context.close();
  }

  /** The token, in a type of its own and with a text that tells nothing. */
  record Shown(String token) {
    @Override
    public String toString() {
      return "a token";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Doors.class, Problems.class})
  static class Wiring {
    @Bean
    FilterRegistrationBean<Token> tokenFilter(Shown shown, JsonMapper json) {
      FilterRegistrationBean<Token> filter =
          new FilterRegistrationBean<>(new Token(shown.token(), json));
      filter.setOrder(0);
      return filter;
    }

    @Bean
    ServletContextInitializer sparqlProtocol(Instance instance, JsonMapper json) {
      return new SparqlProtocol(instance, json)::register;
    }

    @Bean
    FilterRegistrationBean<FusekiFilter> fusekiFilter() {
      FilterRegistrationBean<FusekiFilter> filter =
          new FilterRegistrationBean<>(new FusekiFilter());
      filter.setUrlPatterns(List.of(SparqlProtocol.PATHS));
      filter.setOrder(1);
      return filter;
    }
  }
}
