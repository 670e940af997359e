package io.scangate.cache;

import io.scangate.health.Standing;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the city as one event loop asks for them. Confined to its event loop.
 *
 * <p>Ask {@link #near} first: nearly every code is held, and that answer costs no {@link Future}.
 */
public interface Codes {
  /**
   * What this gateway holds of a person's code, at once; null where the bucket of the person is not
   * held, which {@link #fetch} mends.
   */
  @Nullable Standing near(long person);

  /**
   * Asks Redis for the bucket of a person, or joins those who are asking already. It never fails
   * and never waits beyond the deadline: in trouble the answer is {@link Standing.Unanswered}. It
   * completes on this event loop.
   */
  Future<Standing> fetch(long person);
}
