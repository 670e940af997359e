package io.scangate.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Scans at a steady rate, whatever the answers take: each is timed from the instant at which it was
 * due. Shared.
 */
public final class SteadyScans implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  private final Recorder latencies = new Recorder(LONGEST, 3);
  private final AtomicLong errors = new AtomicLong();
  private final List<Integer> ports;
  private final List<String> codes;
  private final List<String> devices;
  private final long gap;
  private final long begun = System.nanoTime();
  private volatile boolean ended;
  private long sent;

  /**
   * Begins.
   *
   * @param ports of the gateways, in turn
   * @param rate scans a second at all of them
   */
  public SteadyScans(List<Integer> ports, List<String> codes, List<String> devices, int rate) {
    this.ports = ports;
    this.codes = codes;
    this.devices = devices;
    this.gap = TimeUnit.SECONDS.toNanos(1) / rate;
    var _ = vertx.setPeriodic(1, tick -> sendDue());
  }

  private void sendDue() {
    for (long due = begun + sent * gap; !ended && System.nanoTime() - due >= 0; due += gap) {
      send(due);
      sent++;
    }
  }

  private void send(long due) {
    int number = (int) (sent % Integer.MAX_VALUE);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(ports.get(number % ports.size()))
            .setURI("/v1/scans")
            .putHeader("authorization", "Bearer " + devices.get(number % devices.size()))
            .putHeader("content-type", "text/plain");
    client
        .request(options)
        .compose(
            request ->
                request
                    .send(codes.get(number % codes.size()))
                    .compose(answer -> answer.body().map(body -> answer.statusCode())))
        .onComplete(
            status -> {
              latencies.recordValue(Math.min(LONGEST, System.nanoTime() - due));
              if (status.failed() || status.result() != 200) {
                errors.incrementAndGet();
              }
            });
  }

  /** How long scans took since this was asked last, in nanoseconds. */
  public Histogram taken() {
    return latencies.getIntervalHistogram();
  }

  /** How many had no verdict. */
  public long errors() {
    return errors.get();
  }

  @Override
  public void close() {
    ended = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
