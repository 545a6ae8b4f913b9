package eu.continuo.service.web;

import eu.continuo.sparql.Asked;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How rows are written: the four forms of SPARQL 1.1, and GeoJSON where they have a place. */
// Media types and languages are never changed, which their classes do not say.
@SuppressWarnings("ImmutableEnumChecker")
enum TableForm {
  JSON("application/sparql-results+json", ResultSetLang.RS_JSON),
  XML("application/sparql-results+xml", ResultSetLang.RS_XML),
  CSV("text/csv;charset=UTF-8", ResultSetLang.RS_CSV),
  TSV("text/tab-separated-values;charset=UTF-8", ResultSetLang.RS_TSV),
  GEO_JSON("application/geo+json", null),
  /** As clients ask that know no results of SPARQL. */
  PLAIN_JSON("application/json", ResultSetLang.RS_JSON),
  PLAIN_XML("application/xml", ResultSetLang.RS_XML);

  private static final List<MediaType> OFFERED =
      Arrays.stream(values()).map(TableForm::mediaType).toList();

  private final MediaType mediaType;
  private final @Nullable Lang lang;

  TableForm(String mediaType, @Nullable Lang lang) {
    this.mediaType = MediaType.valueOf(mediaType);
    this.lang = lang;
  }

  /** The one that a request would have. */
  static TableForm of(HttpServletRequest request) {
    MediaType picked = Accept.pick(request, OFFERED);
    return Arrays.stream(values())
        .filter(f -> f.mediaType.equals(picked))
        .findFirst()
        .orElseThrow();
  }

  MediaType mediaType() {
    return mediaType;
  }

  /**
   * Writes all rows.
   *
   * @throws Refusal 406 where GeoJSON is asked for and no column is a place
   */
  byte[] write(Asked.Answer answer) {
    return lang == null
        ? GeoJson.write(answer)
        : Answers.table(answer, lang).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes the answer of ASK.
   *
   * @throws Refusal 406 where GeoJSON is asked for
   */
  byte[] write(boolean holds) {
    if (lang == null) {
      throw GeoJson.noPlace();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultSetMgr.write(out, holds, lang);
    return out.toByteArray();
  }
}
