package eu.continuo.policies.builtins;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI reference as Go's {@code net/url} resolves it and writes it.
 *
 * <p>Only of letters that need no escape: in what order Go escapes others nobody should have to
 * know. A fragment may have any.
 *
 * @param scheme in lower case; empty where there is none
 * @param opaque what follows a scheme without a slash, as in {@code urn:x}
 * @param authority host and port
 * @param path the path
 * @param query with its question mark
 * @param fragment without escapes
 */
record JsonReference(
    String scheme, String opaque, String authority, String path, String query, String fragment) {
  static final JsonReference EMPTY = new JsonReference("", "", "", "", "", "");

  private static final Pattern PARTS =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([A-Za-z0-9.-]*(?::[0-9]+)?)(?![^/?#]))?"
              + "([A-Za-z0-9._~$&+,;=:@/-]*)(\\?[A-Za-z0-9._~$&+,;=:@/-]*)?(?:#(.*))?",
          Pattern.DOTALL);

  /**
   * Takes a reference apart.
   *
   * @throws UnsuppliedException where Go might do so otherwise
   */
  static JsonReference parse(String text) {
    var matcher = PARTS.matcher(text);
    if (!matcher.matches()) {
      throw unsupplied(text);
    }
    var scheme = orEmpty(matcher.group(1)).toLowerCase(Locale.ROOT);
    var authority = orEmpty(matcher.group(2));
    var rest = orEmpty(matcher.group(3));
    var query = orEmpty(matcher.group(4));
    var hasAuthority = matcher.start(2) >= 0;
    var opaque = !scheme.isEmpty() && !hasAuthority;
    var unusual =
        (scheme.isEmpty() && rest.split("/", 2)[0].contains(":"))
            || (hasAuthority ? authority.isEmpty() : rest.startsWith("//"))
            || (opaque && (rest.isEmpty() || rest.startsWith("/")))
            || query.equals("?");
    if (unusual) {
      throw unsupplied(text);
    }
    return new JsonReference(
        scheme,
        opaque ? rest : "",
        authority,
        opaque ? "" : rest,
        query,
        fragment(orEmpty(matcher.group(5)), text));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String fragment(String escaped, String text) {
    try {
      return UriBuiltins.unescape(escaped, false);
    } catch (UndefinedException _) {
      throw unsupplied(text);
    }
  }

  private static UnsuppliedException unsupplied(String text) {
    return new UnsuppliedException("a schema with the reference " + text);
  }

  /** Whether it says where to find a document. */
  boolean isCanonical() {
    return !scheme.isEmpty() && !authority.isEmpty();
  }

  JsonReference withoutFragment() {
    return new JsonReference(scheme, opaque, authority, path, query, "");
  }

  /** What another reference means that stands in the document of this one. */
  JsonReference resolve(JsonReference child) {
    if (!child.scheme.isEmpty() || !child.authority.isEmpty()) {
      return new JsonReference(
          child.scheme.isEmpty() ? scheme : child.scheme,
          child.opaque,
          child.authority,
          resolvedPath(child.path, ""),
          child.query,
          child.fragment);
    }
    var inherited = child.path.isEmpty() && child.query.isEmpty() ? query : child.query;
    if (child.path.isEmpty() && !opaque.isEmpty()) {
      return new JsonReference(scheme, opaque, "", "", inherited, child.fragment);
    }
    return new JsonReference(
        scheme, "", authority, resolvedPath(path, child.path), inherited, child.fragment);
  }

  private static String resolvedPath(String base, String path) {
    var full =
        path.isEmpty()
            ? base
            : path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
    if (full.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("/");
    var first = true;
    var last = "";
    for (var step : full.split("/", -1)) {
      last = step;
      switch (step) {
        case "." -> first = false;
        case ".." -> {
          var slash = out.lastIndexOf("/");
          out.setLength(Math.max(slash, 1));
          first = out.length() == 1;
        }
        default -> {
          if (!first) {
            out.append('/');
          }
          out.append(step);
          first = false;
        }
      }
    }
    if (last.equals(".") || last.equals("..")) {
      out.append('/');
    }
    return out.length() > 1 && out.charAt(1) == '/' ? out.substring(1) : out.toString();
  }

  @Override
  public String toString() {
    return (scheme.isEmpty() ? "" : scheme + ":")
        + opaque
        + (authority.isEmpty() ? "" : "//" + authority)
        + path
        + query
        + (fragment.isEmpty() ? "" : "#" + fragment);
  }
}
