package eu.continuo.service.web;

import eu.continuo.service.govern.Assessing;
import eu.continuo.service.govern.Book;
import eu.continuo.service.govern.Followed;
import eu.continuo.service.govern.Impact;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** What is in force, what a policy would change, and bundles as OPA fetches them. */
@RestController
class PolicyDoor {
  private static final String WHY = "Policies and their tests may say what is restricted.";

  private final Instance instance;
  private final Arguments arguments;

  PolicyDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  @GetMapping("/policies")
  Book policies(HttpServletRequest request) throws IOException {
    Token.operator(request, WHY);
    return instance.governing().book();
  }

  /** How the sources of bundles are, as the service that follows them saw them last. */
  @GetMapping("/policies/sources")
  SortedMap<String, Followed> sources(HttpServletRequest request) throws IOException {
    Token.operator(request, WHY);
    return instance.governing().followed();
  }

  @GetMapping("/policies/{name}/impact")
  ResponseEntity<?> impact(
      HttpServletRequest request,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String now)
      throws IOException {
    Token.operator(request, WHY);
    MediaType form = Accept.pick(request, List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML));
    return switch (instance.assessing().of(name, Principal.OPERATOR, arguments.clock(now))) {
      case Assessing.Assessed.Told(Impact impact) ->
          ResponseEntity.ok()
              .contentType(form)
              .header("Vary", Accept.VARY)
              .body(form.equals(MediaType.TEXT_HTML) ? ImpactPage.of(impact) : impact);
      case Assessing.Assessed.Refused(List<Finding> findings) ->
          throw new Refusal(
              findings.getFirst().code().equals("policy.unknown") ? 404 : 422, findings);
    };
  }

  /** As OPA's bundle API has it: nothing is read or sent where the ETag is one that is known. */
  @GetMapping("/bundles/{name}")
  ResponseEntity<byte[]> bundle(
      HttpServletRequest request, WebRequest conditional, @PathVariable String name)
      throws IOException {
    Token.operator(request, WHY);
    String sha256 = instance.governing().shown(name).orElseThrow(() -> unknown(name));
    String tag = "\"" + sha256 + "\"";
    boolean known = conditional.checkNotModified(tag);
    ResponseEntity.BodyBuilder answer =
        known ? ResponseEntity.status(HttpStatus.NOT_MODIFIED) : ResponseEntity.ok();
    answer.eTag(tag).cacheControl(CacheControl.noCache());
    return known
        ? answer.build()
        : answer
            .contentType(MediaType.valueOf("application/gzip"))
            .body(instance.governing().packed(sha256));
  }

  private static Refusal unknown(String name) {
    return new Refusal(
        404,
        Finding.violation(
            "policy.unknown", "No policy " + name + " was published.", "See /policies."));
  }
}
