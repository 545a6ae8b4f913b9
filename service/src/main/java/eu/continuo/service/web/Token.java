package eu.continuo.service.web;

import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells who asks: whoever shows the token of this instance is its operator, everyone else anyone. A
 * wrong token is refused rather than taken for none, and only operators get as far as a door that
 * writes.
 */
final class Token extends OncePerRequestFilter {
  private static final String ATTRIBUTE = Token.class.getName();
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> READS_BY_POST = Set.of("/sparql");

  private final byte[] token;
  private final JsonMapper json;

  Token(String token, JsonMapper json) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.json = json;
  }

  /** Who sent this request. */
  static Principal principal(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) == Principal.OPERATOR
        ? Principal.OPERATOR
        : Principal.ANYONE;
  }

  /**
   * Lets operators alone pass.
   *
   * @param reason why, for everyone else
   */
  static void operator(HttpServletRequest request, String reason) {
    if (principal(request) != Principal.OPERATOR) {
      throw new Refusal(
          401, Finding.violation("request.token", reason, "Send \"Authorization: Bearer TOKEN\"."));
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String shown = request.getHeader("Authorization");
    if (shown != null && !right(shown)) {
      refuse(response, "The token is not the one of this instance.");
    } else if (shown == null
        && !READS.contains(request.getMethod())
        && !READS_BY_POST.contains(request.getRequestURI())) {
      refuse(response, "This door needs the token of this instance.");
    } else {
      request.setAttribute(ATTRIBUTE, shown == null ? Principal.ANYONE : Principal.OPERATOR);
      chain.doFilter(request, response);
    }
  }

  private boolean right(String header) {
    String scheme = "Bearer ";
    return header.regionMatches(true, 0, scheme, 0, scheme.length())
        && MessageDigest.isEqual(
            header.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8), token);
  }

  private void refuse(HttpServletResponse response, String message) {
    response.setHeader("WWW-Authenticate", "Bearer realm=\"continuo\"");
    Problem.of(
            401,
            List.of(
                Finding.violation(
                    "request.token",
                    message,
                    "Send \"Authorization: Bearer TOKEN\"; the file token in the data folder"
                        + " holds it.")))
        .write(response, json);
  }
}
