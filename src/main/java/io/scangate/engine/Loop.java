package io.scangate.engine;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event loop, as a thread that may wait asks it for something. Shared. */
public final class Loop {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Context context;

  /** Over that event loop. */
  public Loop(Context context) {
    this.context = context;
  }

  /** Asks on the event loop and waits for the answer here. */
  public <T extends @Nullable Object> T ask(Supplier<Future<T>> question)
      throws InterruptedException {
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(begin -> question.get()).onComplete(answer));
    return await(answer.future());
  }

  /** Does it on the event loop, some time soon. */
  public void run(Runnable work) {
    context.runOnContext(now -> work.run());
  }

  /** Waits for an answer. */
  public static <T extends @Nullable Object> T await(Future<T> answer) throws InterruptedException {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + PATIENCE, e);
    }
  }
}
