package eu.continuo.bench;

import eu.continuo.solver.shift.HourlySeries;
import java.util.List;
import java.util.Locale;

/** A picture for a page, of bars and lines, which is read on light and on dark ground. */
final class Svg {
  private static final List<String> COLOURS = List.of("#8a8f98", "#3b82c4", "#2f9e66", "#d9822b");
  private static final int STEPS = 4;

  private final StringBuilder text = new StringBuilder();

  /** An empty picture. */
  Svg(int width, int height, String title) {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>text { font: 11px sans-serif; fill: #6b7280; text-anchor: middle } .title { font-size: 14px }</style>
        """
            .formatted(width, height, title));
    add("<text class=\"title\" x=\"%s\" y=\"22\">%s</text>".formatted(at(width / 2.0), title));
  }

  /** Lines of a scale from 0 to the most, in a frame. */
  void scale(double left, double top, double width, double height, double most, String unit) {
    for (int step = 0; step <= STEPS; step++) {
      double y = top + height - height * step / STEPS;
      add(
          "<path d=\"M%s %sh%s\" stroke=\"#9ca3af\" stroke-width=\"0.5\"/>"
              .formatted(at(left), at(y), at(width)));
      text(left - 24, y + 4, Math.round(most * step / STEPS) + " " + unit);
    }
  }

  void bar(double x, double y, double width, double height, int colour) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>"
            .formatted(at(x), at(y), at(width), at(height), COLOURS.get(colour)));
  }

  /** A series in a frame. */
  void line(
      double left, double top, double width, double height, double most, HourlySeries series) {
    StringBuilder path = new StringBuilder();
    for (int hour = 0; hour < series.hours(); hour++) {
      path.append(hour == 0 ? 'M' : 'L')
          .append(at(left + width * hour / series.hours()))
          .append(' ')
          .append(at(top + height - height * series.at(hour) / most));
    }
    add("<path d=\"%s\" fill=\"none\" stroke=\"#c4513b\" stroke-width=\"1.5\"/>".formatted(path));
  }

  void text(double x, double y, String words) {
    add("<text x=\"%s\" y=\"%s\">%s</text>".formatted(at(x), at(y), words));
  }

  /** What each colour means. */
  void legend(double left, double y, List<String> labels) {
    for (int i = 0; i < labels.size(); i++) {
      bar(left + i * 130, y - 9, 12, 10, i);
      text(left + i * 130 + 50, y, labels.get(i));
    }
  }

  /** The picture as a document. */
  String text() {
    return text + "</svg>\n";
  }

  private void add(String element) {
    text.append(element).append('\n');
  }

  /** A length, to a tenth. */
  private static String at(double length) {
    return String.format(Locale.ROOT, "%.1f", length);
  }
}
