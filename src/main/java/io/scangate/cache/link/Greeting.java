package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about itself before it is given work. Immutable.
 *
 * @param runId identity of the running process
 * @param master whether it is a master; replicas lag behind and are never read
 */
record Greeting(String runId, boolean master) {
  /** Asks a server that has loaded its data; one that has not, or that stays silent, fails this. */
  static Future<Greeting> of(Vertx vertx, Connector.Connection connection, Duration atMost) {
    long timer = vertx.setTimer(atMost.toMillis(), fired -> connection.drop());
    return connection
        .wire()
        .batch(
            List.of(
                Request.cmd(Command.PING),
                Request.cmd(Command.ROLE),
                Request.cmd(Command.INFO).arg("server")))
        .onComplete(answered -> vertx.cancelTimer(timer))
        .map(Greeting::read);
  }

  private static Greeting read(List<@Nullable Response> replies) {
    Response role = replies.get(1);
    Response info = replies.get(2);
    if (role == null || role.size() == 0 || info == null) {
      throw new RedisUnavailable(RedisUnavailable.Reason.NOT_SERVING);
    }
    return new Greeting(runId(info.toString()), "master".equals(role.get(0).toString()));
  }

  private static String runId(String info) {
    Optional<String> line =
        info.lines().filter(it -> it.startsWith("run_id:")).map(String::strip).findFirst();
    return line.map(it -> it.substring("run_id:".length()))
        .orElseThrow(() -> new RedisUnavailable(RedisUnavailable.Reason.NOT_SERVING));
  }
}
