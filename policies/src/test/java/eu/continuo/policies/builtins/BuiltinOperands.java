package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Generated operands for each builtin that is compared. */
final class BuiltinOperands {
  private final Draw draw;
  private final TokenOffice tokens;
  private final SchemaDraw schemas;

  BuiltinOperands(Random random, TokenOffice tokens) {
    this.draw = new Draw(random);
    this.tokens = tokens;
    this.schemas = new SchemaDraw(draw);
  }

  /** Mostly what the builtin asks for, sometimes anything. */
  List<RegoValue> draw(String name) {
    var fitting = fitting(name);
    return draw.oneIn(40) ? anything(fitting.size()) : fitting;
  }

  private List<RegoValue> anything(int count) {
    var operands = new ArrayList<RegoValue>();
    for (var i = 0; i < count; i++) {
      operands.add(draw.value(1));
    }
    return operands;
  }

  private List<RegoValue> fitting(String name) {
    if (name.startsWith("io.jwt.")) {
      return tokens.operands(name, draw);
    }
    if (name.startsWith("time.")) {
      return time(name);
    }
    if (name.startsWith("net.")) {
      return net(name);
    }
    if (name.startsWith("regex.")) {
      return regex(name);
    }
    if (name.startsWith("crypto.")) {
      return name.startsWith("crypto.hmac")
          ? List.of(RegoValue.of(draw.text()), RegoValue.of(draw.text()))
          : List.of(RegoValue.of(draw.text()));
    }
    return others(name);
  }

  private List<RegoValue> others(String name) {
    return switch (name) {
      case "sprintf" -> List.of(RegoValue.of(format()), new RegoArray(draw.some(this::printed)));
      case "strings.any_prefix_match", "strings.any_suffix_match" ->
          List.of(oneOrMany(), oneOrMany());
      case "strings.count", "indexof_n" ->
          List.of(
              RegoValue.of(draw.of(0, 8, "a", "b", "é", "😀")),
              RegoValue.of(draw.of(0, 2, "a", "b", "é")));
      case "strings.split_n" ->
          List.of(
              RegoValue.of(draw.of(0, 8, "a", "b", ",", "é")),
              RegoValue.of(draw.of(0, 1, ",", "a")),
              smallNumber(5));
      case "semver.compare" -> List.of(RegoValue.of(semver()), RegoValue.of(semver()));
      case "semver.is_valid" -> List.of(RegoValue.of(semver()));
      case "units.parse", "units.parse_bytes" -> List.of(RegoValue.of(quantity()));
      case "hex.decode" ->
          List.of(RegoValue.of(draw.of(0, 5, "41", "c3", "a9", "ff", "0A", "g", "1")));
      case "urlquery.decode", "urlquery.decode_object", "uri.parse", "uri.is_valid" ->
          List.of(RegoValue.of(uri(name)));
      case "urlquery.encode_object" -> List.of(query());
      case "json.marshal_with_options" -> List.of(draw.value(3), options());
      case "json.match_schema" -> List.of(schemas.document(), schemas.schema());
      case "json.verify_schema" -> List.of(schemas.schema());
      case "json.patch" -> List.of(draw.value(3), new RegoArray(draw.some(this::operation)));
      case "object.subset" -> List.of(draw.value(2), draw.value(1));
      case "numbers.range_step" -> List.of(bound(9), bound(30), bound(4));
      case "graph.reachable_paths" -> List.of(graph(), draw.arrayOrSet(this::vertex));
      case "uuid.parse" -> List.of(RegoValue.of(uuid()));
      default -> List.of(RegoValue.of(draw.text()));
    };
  }

  private RegoValue printed() {
    return draw.oneIn(2) ? new RegoNumber(draw.number()) : draw.value(1);
  }

  private String format() {
    var text = new StringBuilder();
    for (var i = draw.below(4); i >= 0; i--) {
      text.append(draw.of(0, 1, "x", "é", "%%"));
      text.append('%').append(draw.of(0, 2, "", "", "+", "-", "#", " ", "0"));
      text.append(draw.of(0, 1, "", "", "5", "12", "*"));
      text.append(draw.of(0, 1, "", "", ".0", ".2", ".8", ".", ".*"));
      text.append(draw.of(0, 1, "", "", "", "[1]", "[2]", "[9]", "[x]"));
      text.append(draw.of(0, 1, "v", "v", "d", "s", "q", "x", "X", "o", "b", "c", "U", "t", "T"));
      text.append(draw.of(0, 1, "", "e", "f", "g", "G", "E", "F", "!", "z"));
    }
    // Floats by %x and %b are the one thing that is not supplied.
    return text.toString();
  }

  private RegoValue oneOrMany() {
    return draw.oneIn(3) ? affix() : draw.arrayOrSet(this::affix);
  }

  private RegoValue affix() {
    return RegoValue.of(draw.of(0, 3, "a", "b", "é"));
  }

  private RegoValue smallNumber(int bound) {
    return new RegoNumber(
        draw.oneIn(20) ? draw.number() : "" + (draw.below(2 * bound) - bound / 2));
  }

  /** Native OPA gives ranges of any length. */
  private RegoValue bound(int most) {
    return new RegoNumber(
        draw.oneIn(9) ? draw.oneOf("1.5", "2.0") : "" + (draw.below(2 * most) - most / 2));
  }

  private String semver() {
    return draw.of(0, 1, "v")
        + draw.oneOf("1", "0", "01", "10", "99999999999999999999")
        + "."
        + draw.below(3)
        + draw.of(1, 1, "." + draw.below(3), "." + draw.below(3), "." + draw.below(3), "")
        + draw.of(0, 1, "-alpha", "-1", "-01", "-a.1", "-a.b.2", "-1.a", "-a..b", "-beta-2")
        + draw.of(0, 1, "+b", "+", "+b.1", "+é");
  }

  private String quantity() {
    return draw.of(0, 1, "-", "+", "\"", "")
        + draw.oneOf(
            draw.number(), "" + draw.below(5000), "1.", ".5", "0.1", "", "1e2", "1e", "5e+")
        + draw.of(
            0, 1, "k", "K", "Ki", "ki", "M", "m", "Mi", "mi", "MB", "mib", "G", "gI", "T", "Pi",
            "e", "E", "Ei", "EB", "x", " k", "b", "kbb");
  }

  private String uri(String name) {
    if (name.startsWith("urlquery")) {
      return draw.of(
          0, 6, "a=1", "&", "b", "=", "%20", "+", "%zz", "é", "%C3%A9", "%ff", ";", "c=d");
    }
    return draw.of(0, 1, "http:", "HTTPS:", "urn:", "a1+.-:", ":", "1:", "mailto:")
        + draw.of(0, 1, "//", "/", "///", "")
        + draw.of(0, 1, "u@", "u:p@", "u é@")
        + draw.of(0, 1, "example.com", "[::1]", "[1.2.3.4]", "a:b", "é", "%C3%A9", "a%20b", "h<")
        + draw.of(0, 1, ":80", ":", ":x")
        + draw.of(0, 2, "/a", "/b%20c", "/b c", "/%2F", "/a(b)", "*", "/é", "/a:b", "/%zz")
        + draw.of(0, 1, "?", "?q=1&r", "?a?b", "?é")
        + draw.of(0, 1, "#f", "#", "#a%20b", "#%z");
  }

  private RegoValue query() {
    var entries = new TreeMap<RegoValue, RegoValue>();
    for (var i = draw.below(4); i > 0; i--) {
      var value =
          draw.oneIn(2)
              ? RegoValue.of(draw.text())
              : draw.arrayOrSet(() -> RegoValue.of(draw.text()));
      entries.put(RegoValue.of(draw.text()), draw.oneIn(20) ? RegoValue.of(1) : value);
    }
    return RegoObject.of(entries);
  }

  private RegoValue options() {
    var entries = new TreeMap<RegoValue, RegoValue>();
    if (draw.oneIn(2)) {
      entries.put(RegoValue.of("indent"), RegoValue.of(draw.of(0, 2, " ", "\t")));
    }
    if (draw.oneIn(2)) {
      entries.put(RegoValue.of("prefix"), RegoValue.of(draw.of(0, 1, ">", " ")));
    }
    if (draw.oneIn(2)) {
      entries.put(RegoValue.of("pretty"), RegoValue.of(draw.oneIn(2)));
    }
    if (draw.oneIn(20)) {
      entries.put(RegoValue.of("other"), RegoValue.of(true));
    }
    return RegoObject.of(entries);
  }

  private RegoValue operation() {
    var entries = new TreeMap<RegoValue, RegoValue>();
    entries.put(
        RegoValue.of("op"),
        RegoValue.of(
            draw.oneOf("add", "remove", "replace", "move", "copy", "test", "add", "none")));
    entries.put(RegoValue.of("path"), path());
    if (!draw.oneIn(10)) {
      entries.put(RegoValue.of("from"), path());
      entries.put(RegoValue.of("value"), draw.value(1));
    }
    return RegoObject.of(entries);
  }

  private RegoValue path() {
    return draw.oneIn(3)
        ? new RegoArray(
            draw.some(
                () -> draw.oneIn(3) ? draw.value(1) : RegoValue.of(draw.of(1, 1, "a", "b", "0"))))
        : RegoValue.of(draw.of(0, 3, "/a", "/b", "/0", "/1", "/-", "/~0", "/~1", "/01"));
  }

  private RegoValue vertex() {
    return RegoValue.of(draw.of(1, 1, "a", "b", "c", "d", "e"));
  }

  private RegoValue graph() {
    var entries = new TreeMap<RegoValue, RegoValue>();
    for (var i = draw.below(5); i > 0; i--) {
      entries.put(vertex(), draw.oneIn(9) ? draw.value(0) : draw.arrayOrSet(this::vertex));
    }
    return RegoObject.of(entries);
  }

  private String uuid() {
    var hex = new StringBuilder();
    for (var i = 0; i < 32; i++) {
      hex.append(Character.forDigit(i == 12 ? 1 + draw.below(5) : draw.below(16), 16));
    }
    var dashed = hex.insert(20, '-').insert(16, '-').insert(12, '-').insert(8, '-').toString();
    return draw.oneOf(
        dashed,
        dashed,
        dashed,
        dashed.replace("-", ""),
        "{" + dashed + "}",
        "urn:uuid:" + dashed,
        dashed.substring(1),
        dashed.replace('-', 'x'));
  }

  private List<RegoValue> regex(String name) {
    var pattern =
        RegoValue.of(
            draw.of(
                0,
                3,
                "a",
                "b",
                "(a|b)",
                "a*",
                "^",
                "$",
                "[ab]+",
                ".",
                "(?P<n>a)",
                "é",
                "\\d",
                "(",
                "x?"));
    var text = RegoValue.of(draw.of(0, 6, "a", "b", "é", "1", "x", "😀", "\n"));
    return switch (name) {
      case "regex.split" -> List.of(pattern, text);
      case "regex.find_n" -> List.of(pattern, text, new RegoNumber("" + (draw.below(6) - 2)));
      case "regex.replace" ->
          List.of(
              text,
              pattern,
              RegoValue.of(
                  draw.of(0, 3, "x", "$1", "${1}", "$n", "${n}b", "$$", "$", "$1a", "${")));
      default ->
          List.of(
              RegoValue.of(draw.of(0, 4, "a", "{b+}", "{a|b}", ".", "{", "}", "{{a}}", "urn:")),
              text,
              RegoValue.of(draw.of(1, 1, "{", "{", "{", "{{")),
              RegoValue.of("}"));
    };
  }

  private List<RegoValue> net(String name) {
    return switch (name) {
      case "net.cidr_is_valid" -> List.of(RegoValue.of(cidr(0)));
      case "net.cidr_expand" -> List.of(RegoValue.of(cidr(24)));
      case "net.cidr_merge" ->
          List.of(draw.arrayOrSet(() -> RegoValue.of(draw.oneIn(5) ? address() : cidr(0))));
      default -> List.of(matches(), matches());
    };
  }

  private RegoValue matches() {
    return switch (draw.below(4)) {
      case 0 -> RegoValue.of(cidr(0));
      case 1 -> draw.arrayOrSet(() -> RegoValue.of(draw.oneIn(4) ? address() : cidr(0)));
      case 2 -> draw.arrayOrSet(() -> RegoArray.of(RegoValue.of(cidr(0)), RegoValue.of("note")));
      default -> {
        var entries = new TreeMap<RegoValue, RegoValue>();
        draw.some(() -> RegoValue.of(cidr(0)))
            .forEach(cidr -> entries.put(RegoValue.of(draw.text()), cidr));
        yield RegoObject.of(entries);
      }
    };
  }

  private String address() {
    return draw.oneOf(
        "10.0." + draw.below(3) + "." + draw.below(256),
        "192.168.0." + draw.below(8),
        "130.1.2.3",
        "0.0.0.0",
        "255.255.255.255",
        "2001:db8::" + Integer.toHexString(draw.below(6)),
        "2001:db8:0:" + draw.below(3) + "::",
        "::",
        "fe80::1:0:0:2",
        draw.oneOf("1.2.3", "01.2.3.4", "a", "1::2::3", "12345::", "fe80::1%eth0", ""));
  }

  private String cidr(int least) {
    var address = address();
    var most = address.contains(":") ? 128 : 32;
    var from = address.contains(":") && least > 0 ? 120 : least;
    return address + "/" + (from + draw.below(most - from + 1));
  }

  private List<RegoValue> time(String name) {
    return switch (name) {
      case "time.now_ns" -> List.of();
      case "time.parse_ns" -> List.of(RegoValue.of(layout()), RegoValue.of(timeText()));
      case "time.parse_rfc3339_ns" -> List.of(RegoValue.of(rfc3339()));
      case "time.parse_duration_ns" -> List.of(RegoValue.of(duration()));
      case "time.add_date" ->
          List.of(moment(false), smallNumber(50), smallNumber(40), smallNumber(400));
      case "time.diff" -> List.of(moment(false), moment(false));
      default -> List.of(moment(name.equals("time.format")));
    };
  }

  private RegoValue moment(boolean withLayout) {
    RegoValue ns =
        new RegoNumber(
            draw.oneIn(20)
                ? draw.number()
                : "" + (draw.below(2_000_000_000) * 1_000_000_000L + draw.below(1_000_000_000)));
    if (draw.oneIn(3)) {
      return ns;
    }
    var zone =
        RegoValue.of(
            draw.oneOf(
                "",
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Africa/Cairo",
                "Nowhere/None"));
    return withLayout && draw.oneIn(2)
        ? RegoArray.of(ns, zone, RegoValue.of(layout()))
        : RegoArray.of(ns, zone);
  }

  private String layout() {
    if (draw.oneIn(2)) {
      return draw.oneOf("ANSIC", "RubyDate", "RFC822Z", "RFC1123Z", "RFC3339", "RFC3339Nano");
    }
    return draw.of(
        1, 5, "2006", "06", "01", "1", "Jan", "January", "02", "2", "_2", "002", "__2", "15", "03",
        "3", "04", "4", "05", "5", "PM", "pm", ".000", ".999", "-0700", "-07:00", "Z07:00", "Z0700",
        "-07", "Mon", "Monday", "T", " ", "-", ":", "/", "_2006", "Janet", "Z070000");
  }

  private String timeText() {
    return draw.oneOf(
        rfc3339(),
        "Mon Jan  2 15:04:05 2006",
        "Tue Feb 29 01:02:03 -0500 2000",
        "02 Mar 21 15:04 +0530",
        "Wed, 14 Apr 2021 23:59:59 -0700",
        draw.of(
            1, 5, "2021", "21", "04", "4", "Apr", "april", "12", " ", "-", ":", "PM", "am", ".123",
            "+0100", "Z", "060"));
  }

  private String rfc3339() {
    return draw.oneOf("2021", "1969", "2300", "0001", "1600", "21")
        + draw.oneOf("-02-28", "-02-29", "-12-31", "-13-01", "-1-1", "-06-31")
        + draw.oneOf("T", " ", "t")
        + draw.oneOf("00:00:00", "23:59:59", "24:00:00", "12:30:60", "1:02:03")
        + draw.oneOf("", ".5", ".123456789", ",25", ".1234567891", ".")
        + draw.oneOf("Z", "+02:00", "-11:30", "+24:00", "+0200", "");
  }

  private String duration() {
    return draw.of(0, 1, "-", "+", "")
        + draw.of(
            0,
            4,
            "1h",
            "30m",
            "1.5s",
            "100ms",
            "3us",
            "3µs",
            "7ns",
            "2d",
            "1w",
            "0.5y",
            "1y",
            ".5h",
            "1.",
            "0",
            "1.2.3d",
            "1x",
            "99999999h",
            "1d ",
            "0.000000001s");
  }
}
