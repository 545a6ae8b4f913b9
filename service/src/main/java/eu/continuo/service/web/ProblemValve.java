package eu.continuo.service.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the web server refuses before any door sees it, as a problem document. */
public final class ProblemValve extends ErrorReportValve {
  private static final JsonMapper JSON = new JsonMapper();

  /** One for a host; the web server makes it by its name. */
  public ProblemValve() {}

  @Override
  protected void report(Request request, Response response, Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(Problem.MEDIA_TYPE);
      response.setCharacterEncoding(java.nio.charset.StandardCharsets.UTF_8);
      Writer out = response.getReporter();
      if (out != null) {
        @Nullable Problem noted = BoundedBody.problem(request);
        out.write(
            JSON.writeValueAsString(
                noted == null
                    ? Problems.protocol(status, "The web server could not take this request.")
                    : noted));
        response.finishResponse();
      }
    } catch (IOException e) {
      HangUps.is(e);
    }
  }
}
