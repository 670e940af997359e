package io.scangate.command.ops;

import io.scangate.ops.Exposition;
import io.scangate.ops.Window.Interval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that is looked at again and again by its {@code /metrics}. Remembers what it said last.
 * Confined to one thread.
 */
final class Watched {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final URI management;
  private @Nullable Exposition last;
  private long lastAt;

  Watched(HttpClient client, URI management) {
    this.client = client;
    this.management = management;
  }

  String name() {
    return management.getAuthority();
  }

  /**
   * Looks once more.
   *
   * @return what happened since the last look; empty at the first one and after one that failed
   * @throws IOException when nobody answers there, or somebody else does
   */
  Optional<Interval> look(long nanos) throws IOException, InterruptedException {
    Exposition before = last;
    last = null;
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(management.resolve("/metrics")).timeout(DEADLINE).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("/metrics answers " + answer.statusCode());
    }
    Exposition now = Exposition.parse(answer.body());
    if (now.of("scangate_build_info").isEmpty()) {
      throw new IOException("/metrics there is not of Scangate");
    }
    double seconds = (nanos - lastAt) / 1e9;
    last = now;
    lastAt = nanos;
    return before == null
        ? Optional.empty()
        : Optional.of(new Interval(before, now, Math.max(seconds, 1e-3)));
  }
}
