package io.scangate.command.ops;

import io.scangate.command.Progress;
import io.scangate.ops.Window;
import io.scangate.ops.Window.Interval;
import io.scangate.serve.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate ops top}: the essentials of the dashboard, live in a terminal. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows load, verdicts, latency, freshness and queues of running processes together, again and"
          + " again until Ctrl-C.",
      "On a terminal the screen is written over, elsewhere a block is printed each time. Quantiles"
          + " and rates are those of the last interval. Exit code 1 where none of the processes"
          + " answered at last."
    })
final class OpsTop implements Callable<Integer> {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final double SHORTEST = 0.2;
  private static final double LONGEST = 3600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9464",
      description =
          "The management address of a gateway or engine; may be given several times. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<URI> urls;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How long between two looks, 0.2 to 3600. Default: ${DEFAULT-VALUE}.")
  private double interval;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "Ends after so many looks; 0 is never. Default: ${DEFAULT-VALUE}.",
      defaultValue = "0")
  private int times;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws InterruptedException {
    check();
    boolean terminal = Progress.isTerminal();
    PrintWriter out = spec.commandLine().getOut();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Watched> processes = urls.stream().map(url -> new Watched(client, url)).toList();
      Look first = look(processes);
      if (first.away().size() == processes.size()) {
        first.away().forEach(spec.commandLine().getErr()::println);
        return 1;
      }
      Look last = first;
      for (int done = 0; times == 0 || done < times; done++) {
        Thread.sleep(Duration.ofMillis(Math.round(interval * 1000)));
        last = look(processes);
        out.print((terminal ? CLEAR : "") + text(last));
        out.flush();
      }
      return last.away().size() == processes.size() ? 1 : 0;
    }
  }

  private void check() {
    if (!(interval >= SHORTEST && interval <= LONGEST)) {
      throw refuse("--interval is from 0.2 to 3600 seconds");
    }
    if (times < 0) {
      throw refuse("--times is 0 or more");
    }
    for (URI url : urls) {
      if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
        throw refuse("--url is like http://127.0.0.1:9464, not " + url);
      }
    }
  }

  private ParameterException refuse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /**
   * All processes, looked at once.
   *
   * @param away a sentence for each that did not answer
   */
  private record Look(List<Interval> intervals, List<String> away) {}

  private static Look look(List<Watched> processes) throws InterruptedException {
    List<Interval> intervals = new ArrayList<>();
    List<String> away = new ArrayList<>();
    for (Watched process : processes) {
      try {
        process.look(System.nanoTime()).ifPresent(intervals::add);
      } catch (IOException e) {
        away.add(process.name() + " is away: " + reason(e));
      }
    }
    return new Look(intervals, away);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String text(Look look) {
    StringBuilder text = new StringBuilder();
    text.append("scangate ops top   ")
        .append(clock.instant().truncatedTo(ChronoUnit.SECONDS))
        .append("   processes ")
        .append(urls.size() - look.away().size())
        .append(" of ")
        .append(urls.size())
        .append(System.lineSeparator());
    look.away().forEach(line -> text.append(line).append(System.lineSeparator()));
    new Essentials(new Window(look.intervals()))
        .lines()
        .forEach(line -> text.append(line).append(System.lineSeparator()));
    return text.append(System.lineSeparator()).toString();
  }
}
