package io.scangate.cache.link;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose replies are awaited. Immutable but for its promise.
 *
 * @param nonce what the echo behind the batch must answer
 * @param sentAt monotonic nanoseconds
 * @param due when the caller is told that no answer came, in monotonic nanoseconds
 */
record Flight(
    Promise<List<@Nullable Response>> promise, int commands, String nonce, long sentAt, long due) {
  /** Gives the caller its replies, unless it was told before that there are none. */
  void land(List<@Nullable Response> replies) {
    promise.tryComplete(replies);
  }

  /** Fails the caller's future; false when it was told something before. */
  @CanIgnoreReturnValue
  boolean refuse(Throwable why) {
    return promise.tryFail(why);
  }

  /** Whether the caller was told something. */
  boolean isTold() {
    return promise.future().isComplete();
  }
}
