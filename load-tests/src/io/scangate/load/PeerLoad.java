package io.scangate.load;

import io.scangate.Corpus;
import io.scangate.verdict.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.HdrHistogram.Histogram;

/**
 * Offers codes of green people to one server after another over HTTP/1.1, each at a steady rate
 * whatever becomes of those before, and tells how long the answers took from the instant at which
 * each was due. One process for a whole measurement, so that it is warm. Confined to the thread of
 * {@code main}, beside the generator's own.
 */
final class PeerLoad {
  private static final long SEED = 7;

  /** Arrivals are random: a few more than the rate says. */
  private static final double SPARE = 1.05;

  private PeerLoad() {}

  /**
   * Does what the lines of standard input say, one after another, and answers each with one on
   * standard output:
   *
   * <pre>
   * codes KIND DATA COUNT FILE KEYS     makes codes as {@link Corpus} does: CODES
   * scans PORT RATE SECONDS FILE        offers them: RESULT and, latencies in microseconds,
   *                                     answers/s p50 p99 p99.9 unanswered wrong not-offered
   * </pre>
   *
   * @param args the file of device keys, how many connections
   */
  public static void main(String[] args) throws IOException {
    List<String> keys = Files.readAllLines(Path.of(args[0]));
    int connections = Integer.parseInt(args[1]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (Generator generator = new Generator()) {
      System.out.println("READY");
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "codes" -> {
            Corpus.main(Arrays.copyOfRange(words, 1, words.length));
            System.out.println("CODES");
          }
          case "scans" -> System.out.println(scans(generator, keys, connections, words));
          default -> throw new IllegalArgumentException("codes or scans, not " + words[0]);
        }
      }
    }
  }

  private static String scans(
      Generator generator, List<String> keys, int connections, String[] words) throws IOException {
    int port = Integer.parseInt(words[1]);
    double rate = Double.parseDouble(words[2]);
    double seconds = Double.parseDouble(words[3]);
    Deque<Shot> codes = codes(Path.of(words[4]), (int) Math.ceil(rate * seconds * SPARE) + 1);
    Fleet fleet =
        generator.open(
            new Fleet.Order(Wire.HTTP_1, connections, false, Truth.STILL, SEED),
            List.of(new Target(port, port, port)),
            keys);
    Tally tally =
        generator.run(fleet, () -> next(codes), Pace.steady(rate), seconds, seconds, SEED);
    generator.close(fleet);
    return result(tally, seconds);
  }

  private static Deque<Shot> codes(Path file, int most) throws IOException {
    Deque<Shot> shots = new ArrayDeque<>(most);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      for (String code = lines.readLine();
          code != null && shots.size() < most;
          code = lines.readLine()) {
        byte[] text = code.getBytes(StandardCharsets.US_ASCII);
        shots.add(Shot.scan(text, Reason.GREEN, 0));
      }
    }
    return shots;
  }

  private static Shot next(Deque<Shot> codes) {
    Shot shot = codes.poll();
    if (shot == null) {
      throw new NoSuchElementException("the file has fewer codes than the rate wants");
    }
    return shot;
  }

  private static String result(Tally tally, double seconds) {
    Histogram latencies = tally.latencies();
    long answered = tally.of(Fate.GOOD) + tally.of(Fate.DEGRADED) + tally.of(Fate.WRONG);
    return "RESULT %.0f %d %d %d %d %d %d"
        .formatted(
            answered / seconds,
            latencies.getValueAtPercentile(50) / 1_000,
            latencies.getValueAtPercentile(99) / 1_000,
            latencies.getValueAtPercentile(99.9) / 1_000,
            tally.offered() - answered,
            tally.of(Fate.WRONG),
            tally.skippedRequests());
  }
}
