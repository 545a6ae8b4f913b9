package eu.continuo.service.web;

import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a client would have, by quality and by how exactly it says so (RFC 9110, section 12.5.1).
 */
final class Accept {
  private Accept() {}

  /** Whoever gives an answer that depends on these says so, for caches. */
  static final String VARY = "Accept, Authorization";

  /**
   * Picks a media type.
   *
   * @param offered what there is, the preferred first
   * @throws Refusal 406 where the client takes none of it
   */
  static MediaType pick(HttpServletRequest request, List<MediaType> offered) {
    List<MediaType> ranges = ranges(request);
    if (ranges.isEmpty()) {
      return offered.getFirst();
    }
    MediaType best = offered.getFirst();
    double quality = 0;
    for (MediaType candidate : offered) {
      double q = quality(candidate, ranges);
      if (q > quality) {
        best = candidate;
        quality = q;
      }
    }
    if (quality > 0) {
      return best;
    }
    throw new Refusal(
        406,
        Finding.violation(
            "request.not-acceptable",
            "There is nothing here in what the request accepts.",
            "There is: "
                + offered.stream().map(MediaType::toString).collect(Collectors.joining(", "))
                + "."));
  }

  private static double quality(MediaType candidate, List<MediaType> ranges) {
    @Nullable MediaType exactest =
        ranges.stream()
            .filter(range -> range.removeQualityValue().includes(bare(candidate, range)))
            .max(Comparator.comparingInt(Accept::exactness))
            .orElse(null);
    return exactest == null ? 0 : exactest.getQualityValue();
  }

  /** A range without parameters means the type with any. */
  private static MediaType bare(MediaType candidate, MediaType range) {
    return range.removeQualityValue().getParameters().isEmpty()
        ? new MediaType(candidate.getType(), candidate.getSubtype())
        : candidate;
  }

  private static int exactness(MediaType range) {
    return (range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2) * 100
        + range.getParameters().size();
  }

  private static List<MediaType> ranges(HttpServletRequest request) {
    try {
      return MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
    } catch (InvalidMediaTypeException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.unreadable",
              "The header Accept is no list of media types.",
              "It looks like text/turtle, application/ld+json;q=0.5."));
    }
  }
}
