package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.Utf8;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A URI as Go's {@code url.Parse} takes it apart.
 *
 * @see <a href="https://pkg.go.dev/net/url#Parse">url.Parse</a>
 */
record GoUrl(
    String scheme, String host, String path, String rawPath, String query, String fragment) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
  private static final String PATH_UNESCAPED = "-_.~$&+,/:;=@";
  private static final String HOST_UNESCAPED = "-_.~!$&'()*+,;=:[]<>\"";

  static GoUrl parse(String text) throws UndefinedException {
    var hash = text.indexOf('#');
    var rest = hash < 0 ? text : text.substring(0, hash);
    var fragment = hash < 0 ? "" : UriBuiltins.unescape(text.substring(hash + 1), false);
    if (rest.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new UndefinedException("invalid control character in URL");
    }
    if (rest.equals("*")) {
      return new GoUrl("", "", "*", "*", "", fragment);
    }
    if (rest.startsWith(":")) {
      throw new UndefinedException("missing protocol scheme");
    }
    var scheme = "";
    var matcher = SCHEME.matcher(rest);
    if (matcher.lookingAt()) {
      scheme = matcher.group(1).toLowerCase(Locale.ROOT);
      rest = rest.substring(matcher.end());
    }
    var question = rest.indexOf('?');
    var query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    return hierarchical(scheme, rest, query, fragment);
  }

  private static GoUrl hierarchical(String scheme, String text, String query, String fragment)
      throws UndefinedException {
    var rest = text;
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new GoUrl(scheme, "", "", "", query, fragment);
      }
      if (rest.split("/", 2)[0].contains(":")) {
        throw new UndefinedException("first path segment in URL cannot contain colon");
      }
    }
    var host = "";
    if ((!scheme.isEmpty() || !rest.startsWith("///")) && rest.startsWith("//")) {
      var slash = rest.indexOf('/', 2);
      host = authority(scheme, slash < 0 ? rest.substring(2) : rest.substring(2, slash));
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    var path = UriBuiltins.unescape(rest, false);
    // The raw path is only told where it is not the usual way to write the path.
    var rawPath = rest.equals(escapedPath(path)) ? path : rest;
    return new GoUrl(scheme, host, path, rawPath, query, fragment);
  }

  private static String escapedPath(String path) {
    var out = new StringBuilder();
    for (var b : Utf8.encode(path)) {
      if (b > 0 && (Character.isLetterOrDigit(b) || PATH_UNESCAPED.indexOf(b) >= 0)) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }

  private static String authority(String scheme, String authority) throws UndefinedException {
    var at = authority.lastIndexOf('@');
    if (at >= 0) {
      var user = authority.substring(0, at);
      if (!USER.matcher(user).matches()) {
        throw new UndefinedException("invalid userinfo");
      }
      UriBuiltins.unescape(user, false);
    }
    return host(scheme, authority.substring(at + 1));
  }

  private static String host(String scheme, String host) throws UndefinedException {
    var bracket = host.lastIndexOf('[');
    if (bracket > 0) {
      throw new UndefinedException("invalid IP-literal");
    }
    if (bracket == 0) {
      return literal(host);
    }
    var colon = host.indexOf(':');
    if (colon >= 0) {
      var strict = scheme.equals("http") || scheme.equals("https");
      requirePort(host.substring(strict ? colon : host.lastIndexOf(':')));
    }
    return unescapedHost(host);
  }

  private static String literal(String host) throws UndefinedException {
    var close = host.lastIndexOf(']');
    if (close < 0) {
      throw new UndefinedException("missing ']' in host");
    }
    requirePort(host.substring(close + 1));
    var inside = host.substring(1, close);
    var zone = inside.indexOf("%25");
    var address = unescapedHost(zone < 0 ? inside : inside.substring(0, zone));
    if (zone >= 0) {
      throw new UnsuppliedException("a URI with the zone of an address is not taken apart");
    }
    if (IpAddress.parse(address).filter(ip -> !ip.isWrittenAsV4()).isEmpty()) {
      throw new UndefinedException("invalid host");
    }
    return "[" + address + "]" + host.substring(close + 1);
  }

  private static void requirePort(String port) throws UndefinedException {
    if (!PORT.matcher(port).matches()) {
      throw new UndefinedException("invalid port after host");
    }
  }

  private static String unescapedHost(String host) throws UndefinedException {
    for (var i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      if (c == '%') {
        // Within a host only what is not ASCII may be escaped, and the percent sign.
        var ascii = i + 1 < host.length() && Character.digit(host.charAt(i + 1), 16) < 8;
        if (ascii && !host.startsWith("%25", i)) {
          throw new UndefinedException("invalid URL escape");
        }
      } else if (c < 0x80 && !Character.isLetterOrDigit(c) && HOST_UNESCAPED.indexOf(c) < 0) {
        throw new UndefinedException("invalid character in host name");
      }
    }
    return UriBuiltins.unescape(host, false);
  }

  RegoValue parts() {
    var name = host;
    var port = "";
    var colon = host.lastIndexOf(':');
    if (colon >= 0 && PORT.matcher(host.substring(colon)).matches()) {
      name = host.substring(0, colon);
      port = host.substring(colon + 1);
    }
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    var parts = new TreeMap<RegoValue, RegoValue>();
    put(parts, "scheme", scheme);
    put(parts, "hostname", name);
    put(parts, "port", port);
    put(parts, "path", path);
    put(parts, "raw_path", path.isEmpty() ? "" : rawPath);
    put(parts, "raw_query", query);
    put(parts, "fragment", fragment);
    return RegoObject.of(parts);
  }

  private static void put(TreeMap<RegoValue, RegoValue> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.put(RegoValue.of(name), RegoValue.of(value));
    }
  }
}
