package io.scangate.signin;

import io.vertx.core.Future;
import java.util.Optional;

/** Where the keys of an issuer are held. Shared; asked by any thread. */
public interface KeySource {
  /** The keys as they were last read; empty until they were read once. */
  Optional<KeySet> current();

  /**
   * Asks for the keys to be read again, because a token names one that is not among them. The
   * future never fails; it is done at once where the keys were asked for a moment ago.
   */
  Future<Void> readAgain();

  /** Keys that never change. */
  static KeySource fixed(KeySet keys) {
    Optional<KeySet> held = Optional.of(keys);
    return new KeySource() {
      @Override
      public Optional<KeySet> current() {
        return held;
      }

      @Override
      public Future<Void> readAgain() {
        return Future.succeededFuture();
      }
    };
  }
}
