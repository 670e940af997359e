package io.scangate.load;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A plot of lines as SVG, which needs nothing but the page that it stands in. Confined. */
final class Plot {
  /** One point. */
  record Point(double x, double y) {}

  private record Curve(String name, List<Point> points) {}

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int RIGHT = 170;
  private static final int TOP = 12;
  private static final int BOTTOM = 34;
  private static final int MOST_POINTS = 1_200;
  private static final String[] COLOURS = {
    "#1f77b4", "#2ca02c", "#d62728", "#ff7f0e", "#9467bd", "#8c564b", "#17becf", "#7f7f7f"
  };

  private final String title;
  private final String xName;
  private final boolean logarithmic;
  private final List<Curve> curves = new ArrayList<>();

  /**
   * @param logarithmic whether the vertical axis is
   */
  Plot(String title, String xName, boolean logarithmic) {
    this.title = title;
    this.xName = xName;
    this.logarithmic = logarithmic;
  }

  /** Adds a line; points without a number are gaps. */
  void line(String name, List<Point> points) {
    if (points.stream().anyMatch(point -> isShown(point.y))) {
      curves.add(new Curve(name, thinned(points)));
    }
  }

  private static List<Point> thinned(List<Point> points) {
    int step = Math.ceilDiv(points.size(), MOST_POINTS);
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < points.size(); i += Math.max(1, step)) {
      some.add(points.get(i));
    }
    return some;
  }

  private boolean isShown(double y) {
    return Double.isFinite(y) && (!logarithmic || y > 0);
  }

  /** The plot as a figure of HTML; empty where there is nothing to show. */
  String html() {
    if (curves.isEmpty()) {
      return "";
    }
    StringBuilder svg = new StringBuilder();
    svg.append("<figure><figcaption>").append(Report.escaped(title)).append("</figcaption>\n");
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, Report.escaped(title)));
    Axis x = Axis.linear(all().mapToDouble(Point::x).min().orElse(0), most(false));
    Axis y = logarithmic ? Axis.logarithmic(least(), most(true)) : Axis.linear(0, most(true));
    for (double tick : y.ticks()) {
      double at = y(y, tick);
      svg.append(
          tag(
              "<line class=\"g\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT, WIDTH - RIGHT, at, at, LEFT - 6, at + 4, Axis.text(tick)));
    }
    for (double tick : x.ticks()) {
      svg.append(
          tag(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              x(x, tick), HEIGHT - BOTTOM + 16, Axis.text(tick)));
    }
    svg.append(
        tag(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 3, Report.escaped(xName)));
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      String colour = COLOURS[i % COLOURS.length];
      svg.append("<path d=\"%s\" stroke=\"%s\"/>%n".formatted(path(curve.points, x, y), colour));
      svg.append(
          tag(
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
              WIDTH - RIGHT + 10, TOP + 14 + 18 * i, colour, Report.escaped(curve.name)));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  @FormatMethod
  private static String tag(@FormatString String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Stream<Point> all() {
    return curves.stream().flatMap(curve -> curve.points.stream());
  }

  private double least() {
    return all().mapToDouble(Point::y).filter(this::isShown).min().orElse(1);
  }

  private double most(boolean vertical) {
    double most =
        all()
            .mapToDouble(point -> vertical ? point.y : point.x)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    return most > 0 ? most : 1;
  }

  private String path(List<Point> points, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (Point point : points) {
      if (isShown(point.y)) {
        path.append(tag("%s%.1f %.1f", pen ? "L" : "M", x(x, point.x), y(y, point.y)));
      }
      pen = isShown(point.y);
    }
    return path.toString();
  }

  private static double x(Axis axis, double value) {
    return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM);
  }
}
