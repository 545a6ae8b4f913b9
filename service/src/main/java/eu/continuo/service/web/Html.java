package eu.continuo.service.web;

import java.nio.charset.StandardCharsets;

/**
 * Writes a page whose every text is escaped; it brings its style and loads nothing. Links are
 * underlined, and quiet text keeps a contrast of 4.5 to 1 (WCAG 2.2, 1.4.1 and 1.4.3).
 */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --quiet: #666; --link: #0a58ca }
      @media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --link: #7fb4ff } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      h1 { margin: 0; line-height: 1.2 } h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
      p.iri, .quiet { color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; margin: .2rem 0 }
      a { color: var(--link); text-underline-offset: .15em } a:hover { text-decoration-thickness: 2px }
      ul { margin: 0; padding: 0; list-style: none }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
      th { font-weight: 600; white-space: nowrap; width: 1% }
      code { font-size: .9em }
      """;

  private final StringBuilder out = new StringBuilder();

  /** Begins a page. */
  Html(String title) {
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body><main>\n");
  }

  /** Markup of our own, in which nothing of a stranger's may stand. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** A text of anybody's. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element around a text of anybody's. */
  Html element(String name, String text) {
    out.append('<').append(name).append('>').append(escaped(text));
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** A link; an address that is not of the web and not of this service is a text only. */
  Html link(String address, String text) {
    boolean followed =
        (address.startsWith("/") && !address.startsWith("//"))
            || address.startsWith("https://")
            || address.startsWith("http://");
    return followed
        ? raw("<a href=\"").text(address).raw("\">").text(text).raw("</a>")
        : text(text);
  }

  /** Ends the page. */
  byte[] end() {
    return out.append("</main></body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
