package eu.continuo.service.web;

import eu.continuo.service.notify.Webhooks;
import eu.continuo.service.wiring.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.core.StandardHost;
import org.apache.jena.fuseki.servlets.FusekiFilter;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP doors of an instance, opened on the loopback address. It serves an instance that
 * somebody else opened and closes.
 */
public final class Server implements AutoCloseable {
  private static final Duration BODY_TIME = Duration.ofSeconds(20);

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
    return open(instance, token, port, new Webhooks(null, false));
  }

  /**
   * As the other one.
   *
   * @param webhooks how subscribers are told
   */
  public static Server open(Instance instance, String token, int port, Webhooks webhooks) {
    return open(instance, token, port, webhooks, BODY_TIME);
  }

  /**
   * As the public one.
   *
   * @param bodyTime how long a body may take to arrive
   */
  static Server open(
      Instance instance, String token, int port, Webhooks webhooks, Duration bodyTime) {
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.port", port),
            Map.entry("logging.level.root", "WARN"),
            Map.entry("server.max-http-request-header-size", "64KB"),
            Map.entry("server.tomcat.connection-timeout", bodyTime),
            Map.entry("server.tomcat.max-swallow-size", "128MB"),
            Map.entry("spring.mvc.problemdetails.enabled", "false"),
            Map.entry("spring.servlet.multipart.enabled", "false"),
            Map.entry("management.endpoints.web.exposure.include", "health"),
            Map.entry(
                "management.endpoint.health.status.order",
                "DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN")));
    application.addInitializers(
        c -> {
          c.getBeanFactory().registerSingleton("instance", instance);
          c.getBeanFactory().registerSingleton("token", new Shown(token));
          c.getBeanFactory().registerSingleton("webhooks", webhooks);
          c.getBeanFactory().registerSingleton("bodyTime", bodyTime);
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

  /** What is served, each as {@code METHOD /path}; health is the platform's. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>(SparqlProtocol.ROUTES);
    routes.add("GET /actuator/health");
    context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getMethodsCondition()
                    .getMethods()
                    .forEach(
                        method ->
                            mapping
                                .getPatternValues()
                                .forEach(path -> routes.add(method + " " + path))));
    return routes;
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
  @EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class)
  @Import({
    Arguments.class,
    CatalogueDoor.class,
    CommitDoor.class,
    DecisionDoor.class,
    EventDoor.class,
    IntakeDoor.class,
    NamespaceDoor.class,
    OpenApiDoor.class,
    PeerDoor.class,
    PlacementDoor.class,
    PlanDoor.class,
    ReplanDoor.class,
    ScheduleDoor.class,
    PolicyDoor.class,
    PolicyHealth.class,
    Problems.class,
    QuestionDoor.class,
    QuoteDoor.class,
    ResourceDoor.class,
    RootDoor.class,
    SubscriptionDoor.class,
    UsageDoor.class
  })
  static class Wiring {
    @Bean
    FilterRegistrationBean<Guard> guardFilter(JsonMapper json, Duration bodyTime) {
      FilterRegistrationBean<Guard> filter =
          new FilterRegistrationBean<>(new Guard(json, bodyTime));
      filter.setOrder(Integer.MIN_VALUE);
      return filter;
    }

    /** What the web server refuses by itself is told as everything else is. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problems() {
      return factory ->
          factory.addContextCustomizers(
              context ->
                  ((StandardHost) context.getParent())
                      .setErrorReportValveClass(ProblemValve.class.getName()));
    }

    /** What is said twice, or not known, was not meant as it would be read. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
      return builder ->
          builder
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

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
