package eu.continuo.service.web;

import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Writes every refusal as a problem document, and serves the page of each. */
@RestController
@RestControllerAdvice
class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @GetMapping(path = "/problems/{code}", produces = "text/markdown;charset=UTF-8")
  String page(@PathVariable String code) throws IOException {
    try (InputStream in = Problems.class.getResourceAsStream("/continuo/docs/problems.md")) {
      String pages = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int start = pages.indexOf("\n## " + code + "\n");
      if (start < 0) {
        throw new Refusal(
            404,
            Finding.violation("request.not-found", "No problem has the code " + code + ".", null));
      }
      int end = pages.indexOf("\n## ", start + 4);
      return pages.substring(start + 1, end < 0 ? pages.length() : end).strip() + "\n";
    }
  }

  /** What a protocol refuses before anything is read or written. */
  static Problem protocol(int status, String message) {
    return Problem.of(
        status,
        List.of(
            Finding.violation(
                switch (status) {
                  case 404 -> "request.not-found";
                  case 406 -> "request.not-acceptable";
                  case 413 -> "request.too-large";
                  case 415 -> "request.media-type";
                  default -> "request.unreadable";
                },
                message,
                "See / for what there is.")));
  }

  @ExceptionHandler
  ResponseEntity<Problem> refused(Refusal refusal) {
    return problem(refusal.problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> notFound(NoResourceFoundException e) {
    return problem(
        Problem.of(
            404,
            List.of(
                Finding.violation(
                    "request.not-found",
                    "There is nothing at /" + e.getResourcePath() + ".",
                    "See / for what there is."))));
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Problem> broken(Exception e) {
    return HangUps.is(e) ? null : problem(unforeseen(e));
  }

  /** Whatever a door did not refuse itself: the request is wrong, or the service is broken. */
  static Problem unforeseen(Exception e) {
    if (e instanceof Refusal refusal) {
      return refusal.problem();
    }
    if (e instanceof InvalidParameterException parameter) {
      return protocol(parameter.getErrorCode(), "The parameters cannot be read: " + e.getMessage());
    }
    if (e instanceof org.springframework.web.ErrorResponse response) {
      return protocol(
          response.getStatusCode().value(),
          "The request cannot be understood: " + response.getBody().getDetail());
    }
    if (e instanceof TypeMismatchException mismatch) {
      return Problem.of(
          400,
          List.of(
              Finding.violation(
                  "request.parameter",
                  "\""
                      + mismatch.getValue()
                      + "\" cannot be used for "
                      + mismatch.getPropertyName()
                      + ".",
                  "See / for what there is.")));
    }
    if (e instanceof org.springframework.http.converter.HttpMessageNotReadableException) {
      // What reads JSON wraps what the body itself refused while it was read.
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof Refusal refusal) {
          return refusal.problem();
        }
      }
      return protocol(400, "The body is not the JSON that is expected here.");
    }
    return internal(e);
  }

  /** What is broken: the log has it, a stranger is told no more than that. */
  static Problem internal(Exception e) {
    LOG.error("A request failed.", e);
    return Problem.of(
        500,
        List.of(
            Finding.violation(
                "internal", "The service failed; the log of the service says how.", null)));
  }

  private static ResponseEntity<Problem> problem(Problem problem) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(problem.status()).contentType(MediaType.valueOf(Problem.MEDIA_TYPE));
    if (problem.status() == 503) {
      response.header("Retry-After", "5");
    }
    return response.body(problem);
  }
}
