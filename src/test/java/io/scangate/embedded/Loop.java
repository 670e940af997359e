package io.scangate.embedded;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One event loop for a test, and the way onto it: what is confined to an event loop is called there
 * while the test's thread waits. Shared.
 */
public final class Loop implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  public Vertx vertx() {
    return vertx;
  }

  /** Calls it on the loop and returns its result. */
  public <T extends @Nullable Object> T call(Callable<T> work) {
    return await(() -> Future.succeededFuture(work.call()));
  }

  /** Runs it on the loop. */
  public void run(Runnable work) {
    var _ =
        call(
            () -> {
              work.run();
              return true;
            });
  }

  /** Calls it on the loop and returns what its future brings; throws what it fails with. */
  public <T extends @Nullable Object> T await(Callable<Future<T>> work) {
    return join(begin(work));
  }

  /** Calls it on the loop without waiting. */
  public <T extends @Nullable Object> Future<T> begin(Callable<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        onLoop -> {
          try {
            work.call().onComplete(promise);
          } catch (Exception e) {
            promise.fail(e);
          }
        });
    return promise.future();
  }

  /** What a future failed with. */
  public <T extends @Nullable Object> Throwable failure(Callable<Future<T>> work) {
    try {
      T result = await(work);
      throw new AssertionError("it succeeded with " + result);
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Waits for a future, for half a minute at most. */
  public static <T extends @Nullable Object> T join(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 30 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    join(vertx.close());
  }
}
