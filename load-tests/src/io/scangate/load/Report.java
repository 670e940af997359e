package io.scangate.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.Version;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a test found, as JSON and as a page with plots. Confined to the thread of the test. */
final class Report {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A figure and what is asked of it. */
  private record Objective(String what, String wanted, String found, boolean met) {}

  private final String scenario;
  private final String about;
  private final long seed;
  private final Instant begun = Instant.now();
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final List<Phase> phases = new ArrayList<>();
  private final List<Objective> objectives = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<Watch.Sample> samples = List.of();

  /**
   * @param about what the scenario shows, in a sentence
   */
  Report(String scenario, String about, long seed) {
    this.scenario = scenario;
    this.about = about;
    this.seed = seed;
  }

  /** A setting of this run. */
  void setting(String name, Object value) {
    settings.put(name, value);
  }

  /** A phase is over. */
  void phase(Phase phase) {
    phases.add(phase);
  }

  /** Something to be known about this run. */
  void note(String text) {
    notes.add(text);
    System.err.println(text);
  }

  /** What the watch saw. */
  void samples(List<Watch.Sample> seen) {
    samples = seen;
  }

  /** A figure that must be at least so much. */
  void atLeast(String what, double wanted, double found) {
    objective(what, "at least " + figure(wanted), figure(found), found >= wanted);
  }

  /** A figure that must be at most so much. */
  void atMost(String what, double wanted, double found) {
    objective(what, "at most " + figure(wanted), figure(found), found <= wanted);
  }

  /** Something of which there must be none. */
  void none(String what, long found) {
    objective(what, "0", Long.toString(found), found == 0);
  }

  private void objective(String what, String wanted, String found, boolean met) {
    objectives.add(new Objective(what, wanted, found, met));
    System.err.printf("%s: %s, wanted %s: %s%n", what, found, wanted, met ? "met" : "MISSED");
  }

  /** Whether every objective was met. */
  boolean isMet() {
    return objectives.stream().allMatch(Objective::met);
  }

  /** A figure as people write it. */
  static String figure(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }

  /** The usual name of a percentile, as in p99.9. */
  static String percentile(double value) {
    return "p" + (value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** Writes both files into a folder, and tells where the page is. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(scenario + ".json"), JSON.writeValueAsString(json()));
    Path page = folder.resolve(scenario + ".html");
    Files.writeString(page, html());
    return page;
  }

  private ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("scenario", scenario).put("about", about);
    json.put("begun", begun.truncatedTo(ChronoUnit.SECONDS).toString()).put("seed", seed);
    json.put("met", isMet());
    json.set("machine", Machine.describe());
    json.set("versions", versions());
    json.set("settings", JSON.valueToTree(settings));
    json.set("objectives", JSON.valueToTree(objectives));
    json.set("notes", JSON.valueToTree(notes));
    ArrayNode told = json.putArray("phases");
    phases.forEach(phase -> told.add(json(phase)));
    json.set("samples", JSON.valueToTree(samples));
    return json;
  }

  private static ObjectNode versions() {
    ObjectNode json = JSON.createObjectNode();
    json.put("vertx", VertxInternal.version());
    json.put("netty", Version.identify().get("netty-common").artifactVersion());
    json.put("scangate", System.getProperty("load.version", "of the working tree"));
    return json;
  }

  private static ObjectNode json(Phase phase) {
    ObjectNode json = JSON.createObjectNode();
    Tally tally = phase.tally();
    json.put("name", phase.name()).put("begun", phase.begun()).put("seconds", phase.seconds());
    json.put("askedPerSecond", phase.asked()).put("offered", tally.offered());
    json.put("skipped", tally.skippedRequests()).put("repeated", tally.repeatedRequests());
    json.put("open", tally.open()).put("goodputPerSecond", phase.goodput());
    json.put("gatewayCpuSeconds", phase.cpuSeconds());
    ObjectNode fates = json.putObject("fates");
    for (Fate fate : Fate.values()) {
      fates.put(fate.text(), tally.of(fate));
    }
    ObjectNode latency = json.putObject("latencyMillis");
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 100}) {
      latency.put(percentile(percentile), phase.millis(percentile));
    }
    json.put("generatorLagMillisP99", tally.lags().getValueAtPercentile(99) / 1e6);
    ArrayNode slices = json.putArray("slices");
    for (Tally.Slice slice : tally.slices()) {
      ObjectNode each = slices.addObject().put("offered", slice.offered());
      for (Fate fate : Fate.values()) {
        if (slice.of(fate) > 0) {
          each.put(fate.text(), slice.of(fate));
        }
      }
      each.put("p50", slice.millis(50)).put("p99", slice.millis(99));
    }
    return json;
  }

  private String html() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(scenario))
        .append("</title><style>\n")
        .append(
            """
            body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
            table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}
            td:first-child,th:first-child{text-align:left}.met{color:#1a7f37}.missed{color:#c00;font-weight:bold}
            svg{width:100%}svg text{font-size:13px;fill:#444}svg path{fill:none;stroke-width:1.6}svg .g{stroke:#e4e4e4}
            figure{margin:1.2rem 0}figcaption{font-weight:600}pre{background:#f6f6f6;padding:.7rem;overflow:auto}
            """)
        .append("</style></head><body>\n<h1>")
        .append(escaped(scenario))
        .append(
            isMet() ? " <span class=\"met\">met</span>" : " <span class=\"missed\">missed</span>")
        .append("</h1>\n<p>")
        .append(escaped(about))
        .append("</p>\n")
        .append(objectiveTable())
        .append(
            notes.stream().map(it -> "<p>" + escaped(it) + "</p>\n").collect(Collectors.joining()))
        .append(phaseTable());
    new Plots(phases, samples).all().forEach(plot -> page.append(plot.html()));
    page.append("<h2>This run</h2><pre>")
        .append(begun.truncatedTo(ChronoUnit.SECONDS))
        .append(" seed ")
        .append(seed)
        .append('\n')
        .append(escaped(JSON.writeValueAsString(settings)))
        .append('\n')
        .append(escaped(JSON.writeValueAsString(versions())))
        .append('\n')
        .append(escaped(JSON.writeValueAsString(Machine.describe())))
        .append("</pre></body></html>\n");
    return page.toString();
  }

  private String objectiveTable() {
    StringBuilder table =
        new StringBuilder(
            "<table><tr><th>objective</th><th>wanted</th><th>found</th><th></th></tr>");
    for (Objective each : objectives) {
      String met = each.met ? "met" : "missed";
      table
          .append(row(each.what, each.wanted, each.found))
          .append("<td class=\"%s\">%s</td></tr>%n".formatted(met, met));
    }
    return table.append("</table>\n").toString();
  }

  private String phaseTable() {
    StringBuilder table =
        new StringBuilder(
            "<table><tr><th>phase</th><th>offered/s</th><th>good/s</th><th>degraded</th><th>shed</th><th>late</th><th>failed</th><th>wrong</th><th>repeated</th><th>p50"
                + " ms</th><th>p99 ms</th><th>p99.9 ms</th><th>gateway CPU</th></tr>\n");
    for (Phase phase : phases) {
      table
          .append(
              row(
                  phase.name() + (phase.isGeneratorLimited() ? " (generator at its limit)" : ""),
                  figure(phase.offeredPerSecond()),
                  figure(phase.goodput()),
                  "%,d".formatted(phase.of(Fate.DEGRADED)),
                  "%,d".formatted(phase.of(Fate.SHED)),
                  "%,d".formatted(phase.of(Fate.LATE)),
                  "%,d".formatted(phase.of(Fate.FAILED)),
                  "%,d".formatted(phase.of(Fate.WRONG)),
                  "%,d".formatted(phase.tally().repeatedRequests()),
                  figure(phase.millis(50)),
                  figure(phase.millis(99)),
                  figure(phase.millis(99.9)),
                  figure(phase.cpuSeconds() / phase.seconds())))
          .append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(escaped(cell)).append("</td>");
    }
    return row.toString();
  }
}
