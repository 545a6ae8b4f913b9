package eu.continuo.service.web;

import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.wiring.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What was committed, and the graphs that came of it. */
@RestController
class CommitDoor {
  private static final int COMMITS_MAX = 1_000;
  private static final int COMMIT_WAIT_MAX_S = 30;
  private static final MediaType PATCH = MediaType.valueOf("application/rdf-patch");

  private final Instance instance;
  private final JsonMapper json;

  CommitDoor(Instance instance, JsonMapper json) {
    this.instance = instance;
    this.json = json;
  }

  @GetMapping("/metadata")
  List<GraphRow> metadata(HttpServletRequest request) {
    return instance.continuum().graphs(Token.principal(request));
  }

  /** Commits in their order; who asks for the next one may wait for it. */
  @GetMapping("/commits")
  void commits(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "1") long from,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int waitSeconds)
      throws InterruptedException, IOException {
    Token.operator(request, "Commits hold what is restricted.");
    MediaType form = Accept.pick(request, List.of(MediaType.APPLICATION_JSON, PATCH));
    int most = Math.clamp(limit, 1, COMMITS_MAX);
    instance
        .continuum()
        .await(from, Duration.ofSeconds(Math.clamp(waitSeconds, 0, COMMIT_WAIT_MAX_S)));
    response.setContentType(form.toString());
    response.setHeader("Vary", Accept.VARY);
    OutputStream out = response.getOutputStream();
    if (form.equals(PATCH)) {
      new Patches(out, most).write(from);
    } else {
      List<CommitSummary> commits = new ArrayList<>();
      instance
          .continuum()
          .history(from, c -> CommitSummary.append(commits, c) && commits.size() < most);
      out.write(json.writeValueAsBytes(commits));
    }
  }

  /** Writes patch after patch as the log has them, so that no two are in memory at once. */
  private final class Patches {
    private final OutputStream out;
    private final int most;
    private int written;

    Patches(OutputStream out, int most) {
      this.out = out;
      this.most = most;
    }

    void write(long from) throws IOException {
      try {
        instance.continuum().patches(from, this::take);
      } catch (UncheckedIOException e) {
        throw new IOException(e.getCause());
      }
    }

    private boolean take(String patch) {
      try {
        out.write(patch.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return ++written < most;
    }
  }
}
