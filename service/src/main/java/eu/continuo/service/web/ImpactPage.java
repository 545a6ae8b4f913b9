package eu.continuo.service.web;

import eu.continuo.service.govern.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a policy would change, as a page with pictures: how many pairs, and who goes where. */
public final class ImpactPage {
  private static final int ROWS_MAX = 200;
  private static final int BAR_WIDTH = 600;
  private static final int BAR_HEIGHT = 28;
  private static final int SITES_MAX = 12;
  private static final int SITE_HEIGHT = 24;

  private final Impact impact;
  private final Html page;

  private ImpactPage(Impact impact) {
    this.impact = impact;
    this.page = new Html("What " + impact.policy() + " would change");
  }

  /** The page. */
  public static byte[] of(Impact impact) {
    return new ImpactPage(impact).written();
  }

  private byte[] written() {
    page.element("h1", "What " + impact.policy() + " would change")
        .raw("<p class=\"iri\">")
        .text("Bundle " + impact.sha256() + ", assessed for " + impact.at())
        .raw("</p>\n");
    page.element(
        "p",
        "%,d components at %,d sites: of %,d pairs that are allowed, %,d would no longer be, and %,d"
                .formatted(
                    impact.components(),
                    impact.sites(),
                    impact.allowed(),
                    impact.lost(),
                    impact.gained())
            + " would be in addition.");
    bar();
    cost();
    page.element("h2", "Placed, and not allowed then");
    unlawful();
    list("Components without a site", impact.nowhere());
    list("Offerings without a use", impact.withdrawn());
    list("Agreements about these", impact.agreements());
    return page.end();
  }

  private void bar() {
    double all = Math.max(1, impact.allowed() + impact.gained());
    double stay = (impact.allowed() - impact.lost()) / all * BAR_WIDTH;
    double lost = impact.lost() / all * BAR_WIDTH;
    double gained = impact.gained() / all * BAR_WIDTH;
    page.raw(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Pairs that stay, are lost and are"
                + " gained\">"
                + rectangle(0, stay, "#2f9e66")
                + rectangle(stay, lost, "#c4513b")
                + rectangle(stay + lost, gained, "#3b82c4")
                + "</svg>%n",
            BAR_WIDTH,
            BAR_HEIGHT));
    page.raw("<p class=\"quiet\">")
        .text(
            "Green stays allowed (%,d), red is lost (%,d), blue is gained (%,d)."
                .formatted(impact.allowed() - impact.lost(), impact.lost(), impact.gained()))
        .raw("</p>\n");
  }

  private static String rectangle(double x, double width, String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        x,
        width,
        BAR_HEIGHT,
        colour);
  }

  private void cost() {
    Impact.@Nullable Cost cost = impact.cost();
    if (cost == null) {
      return;
    }
    page.element("h2", "To comply again")
        .element(
            "p",
            String.format(
                Locale.ROOT,
                "%+.2f EUR a month and %+.1f gCO2e an hour, against the best sites that are found"
                    + " for the same components without the policy.",
                cost.euroPerMonth(),
                cost.carbonGramsPerHour()));
    moves(cost.moves());
    list("Would have no site", cost.unplaced());
    list("Not counted, for facts are missing", cost.uncounted());
  }

  /** A line from each site to each, as broad as components go that way. */
  private void moves(List<Impact.Move> moves) {
    Map<String, Map<String, Integer>> ways = new TreeMap<>();
    moves.forEach(
        m -> ways.computeIfAbsent(m.from(), k -> new TreeMap<>()).merge(m.to(), 1, Integer::sum));
    List<String> from = ways.keySet().stream().limit(SITES_MAX).toList();
    List<String> to =
        from.stream()
            .flatMap(site -> ways.getOrDefault(site, Map.of()).keySet().stream())
            .distinct()
            .sorted()
            .limit(SITES_MAX)
            .toList();
    if (from.isEmpty()) {
      return;
    }
    int height = SITE_HEIGHT * Math.max(from.size(), to.size());
    List<String> lines = new ArrayList<>();
    from.forEach(
        site ->
            ways.getOrDefault(site, Map.of())
                .forEach(
                    (goal, count) -> {
                      if (to.contains(goal)) {
                        lines.add(
                            String.format(
                                Locale.ROOT,
                                "<path d=\"M190 %1$d C300 %1$d 300 %2$d 410 %2$d\" fill=\"none\""
                                    + " stroke=\"#d9822b\" stroke-width=\"%3$.1f\"/>",
                                middle(from.indexOf(site)),
                                middle(to.indexOf(goal)),
                                Math.min(SITE_HEIGHT / 2.0, 1 + Math.log(count))));
                      }
                    }));
    page.raw(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Components that move, from site to site\">\n"
            .formatted(BAR_WIDTH, height));
    lines.forEach(page::raw);
    from.forEach(site -> label(site, 185, middle(from.indexOf(site)), "end"));
    to.forEach(site -> label(site, 415, middle(to.indexOf(site)), "start"));
    page.raw("</svg>\n");
    page.raw("<table><tr><th>component</th><th>from</th><th>to</th></tr>\n");
    moves.stream()
        .limit(ROWS_MAX)
        .forEach(
            m ->
                page.raw("<tr>")
                    .element("td", brief(m.component()))
                    .element("td", brief(m.from()))
                    .element("td", brief(m.to()))
                    .raw("</tr>\n"));
    page.raw("</table>\n");
    more(moves.size());
  }

  private static int middle(int row) {
    return SITE_HEIGHT * row + SITE_HEIGHT / 2;
  }

  private void label(String site, int x, int y, String anchor) {
    page.raw(
            "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"currentColor\" text-anchor=\"%s\">"
                .formatted(x, y + 4, anchor))
        .text(site.substring(1 + site.lastIndexOf('/')))
        .raw("</text>\n");
  }

  private void unlawful() {
    if (impact.unlawful().isEmpty()) {
      page.element("p", "Nothing.");
      return;
    }
    page.raw("<table><tr><th>component</th><th>site</th><th>why</th></tr>\n");
    for (Impact.Unlawful each : impact.unlawful().stream().limit(ROWS_MAX).toList()) {
      page.raw("<tr>")
          .element("td", brief(each.component()))
          .element("td", brief(each.site()))
          .raw("<td>");
      each.reasons().forEach(r -> page.element("div", r.policy() + ": " + r.message()));
      page.raw("</td></tr>\n");
    }
    page.raw("</table>\n");
    more(impact.unlawful().size());
  }

  private void list(String title, List<String> iris) {
    page.element("h2", "%s: %,d".formatted(title, iris.size()));
    if (!iris.isEmpty()) {
      page.raw("<ul>\n");
      iris.stream().limit(ROWS_MAX).forEach(iri -> page.element("li", brief(iri)));
      page.raw("</ul>\n");
      more(iris.size());
    }
  }

  private void more(int size) {
    if (size > ROWS_MAX) {
      page.element("p", "… and %,d more, which the JSON has.".formatted(size - ROWS_MAX));
    }
  }

  private static String brief(String iri) {
    int id = iri.indexOf("/id/");
    return id < 0 ? iri : iri.substring(id + "/id/".length());
  }
}
